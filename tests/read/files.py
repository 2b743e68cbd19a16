"""Small files of the formats that are not plain text, made as a test wants them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from workbench.limits import Limits
from workbench.model import SourceFile
from workbench.read import Reading, read_path

LEAD = "The ferry board met on Tuesday and chose to keep the night boat running until the end of October."
MORE = "It had meant to stop the boat in spring, but 1,200 people who work nights signed a letter against that."


def reading(folder: Path, name: str, content: bytes, *, limits: Limits | None = None) -> Reading:
    """What is read of a folder that holds one plain report and this file."""
    (folder / "plain.txt").write_text("Plain\n\nThe morning boat left on time, the harbour master said.\n")
    (folder / name).write_bytes(content)
    return read_path(folder, limits=limits or Limits())


def rows(found: Reading, name: str) -> list[SourceFile]:
    """The rows of that file, after seeing that the plain report beside it was read."""
    assert [row.status for row in found.files if row.file == "plain.txt"] == ["loaded"]
    return [row for row in found.files if row.file == name]


def page(title: str, *paragraphs: str, head: str = "") -> bytes:
    """A web page of a title and paragraphs."""
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{told}</article></body></html>"
    ).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of these members, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def record(
    address: str,
    body: bytes,
    *,
    kind: str = "text/html",
    status: str = "200 OK",
    day: str = "2031-05-03T10:00:00Z",
    packed: bool = False,
) -> bytes:
    """One answer to a crawler as a record of a web archive."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
    made = writer.create_warc_record(
        address, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": day}
    )
    writer.write_record(made)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]], *, info: Mapping[str, str] = {}) -> bytes:
    """A PDF file of these lines, page by page; a page without lines holds a box and no text."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
        drawn = b"BT /F1 11 Tf 14 TL 60 760 Td\n" + shown + b"ET" if lines else b"60 60 200 200 re S"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    objects.append(b"<< " + b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in info.items()) + b" >>")
    return _file_of(objects)


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file_of(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, len(objects), start)

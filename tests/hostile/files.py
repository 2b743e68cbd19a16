"""More than a hundred bad files of our own, made on demand: what each is, and what is to become of it.

What is here: the bytes and names, each with the status it is to end in and words of the cause that is to be named.
Large ones are scaled down, and stand for their size through the limits of ``LIMITS``, which a story file can set too.
What is asked of them is in the tests beside this module.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from workbench.limits import Limits

#: A fiftieth to a hundredth of the limits that hold without a story file, so that a file of a megabyte is too long.
LIMITS = Limits(
    file_bytes=400_000, report_characters=40_000, parts=40, members=20, unpacked_bytes=2_000_000, packing=100, pages=20
)

#: What would run, were it not made inert: as markup, as an address, in a template, in a chart's expression.
PAYLOADS = (
    "<script>document.title='ran'</script>",
    "<img src=x onerror=document.title='ran'>",
    "<svg/onload=document.title='ran'>",
    "\"><iframe srcdoc='<script>parent.document.title=1</script>'>",
    "</style></title></textarea></script><script>document.title='ran'</script>",
    "javascript:document.title='ran'",
    "{{ cycler.__init__.__globals__.os.environ }}{% for x in y %}${7*7}<%= 7*7 %>",
    "[x](javascript:document.title='ran') ![y](https://tracker.invalid/z.png)",
    "event.view && datum.constructor.constructor('document.title=1')()",
    '=HYPERLINK("https://tracker.invalid","see")',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "' or 1=1 -- \" ; drop table reports",
)

_DAY = "12 May 2024"
_BODY = "Officials in Norrsund said on Monday that at least 340 boats had left the harbour. The mayor spoke of 400."


@dataclass(frozen=True, slots=True)
class Bad:
    """A file: its name, its bytes, the statuses its rows may end in and words of the cause (empty: none is told)."""

    name: str
    raw: bytes
    ends: str
    cause: str = ""


def good() -> Iterator[Bad]:
    """Two reports as they should be, which nothing beside them may harm."""
    for name, boats in (("good_one.txt", "340"), ("good_two.txt", "355")):
        text = (
            f"Harbour counts its boats\n\nNORRSUND, {_DAY} - At least {boats} boats left the harbour, the mayor said."
        )
        yield Bad(name, text.encode(), "loaded")


def bad() -> list[Bad]:
    """The bad files, in no order that matters; no two have the same bytes."""
    groups = (_encodings, _large, _pages, _packed, _names, _payloads, _letters, _dates, _numbers, _records, _others)
    return [one for group in groups for one in group()]


def put(folder: Path, files: list[Bad]) -> Path:
    """The folder with these files in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in files:
        path = folder / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.raw)
    return folder


def _text(name: str, text: str, ends: str = "loaded", cause: str = "") -> Bad:
    return Bad(name, text.encode("utf-8", "surrogatepass"), ends, cause)


def _encodings() -> Iterator[Bad]:
    for coding in ("utf-8-sig", "utf-16", "utf-32", "cp1252", "koi8_r", "shift_jis"):
        said = {"koi8_r": "Мэр сказал: 340 лодок ушли в море. ", "shift_jis": "市長は340隻の船が出たと述べた。"}.get(
            coding
        )
        text = (
            said * 9
            if said
            else f"Café owners in {coding} counted 340 boats — “at least”. ".replace(
                "—", "-" if coding == "cp1252" else "—"
            )
        )
        yield Bad(f"coding_{coding}.txt", text.encode(coding), "loaded")
    yield Bad("coding_utf16_cut.txt", _BODY.encode("utf-16")[:-1], "loaded warned failed")
    yield Bad("coding_mark_only.txt", b"\xef\xbb\xbf", "failed", "empty")
    yield Bad("coding_two_marks.txt", b"\xef\xbb\xbf\xef\xbb\xbf" + _BODY.encode(), "loaded")
    yield Bad(
        "coding_mixed.txt", _BODY.encode() + "Café".encode("cp1252") + b"\xff\xfe" + "é".encode(), "loaded warned"
    )
    yield Bad("coding_broken_byte.txt", _BODY.encode() + "é à ü ".encode() * 20 + b"\xc3(", "warned", "U.FFFD")
    yield Bad("coding_surrogates.txt", _BODY.encode() + b"\xed\xa0\x80\xed\xb0\x80", "loaded warned")
    yield Bad("coding_lies.html", b"<meta charset=utf-7><p>" + _BODY.encode() + b"+ADw-script+AD4-", "loaded")
    yield Bad("coding_unknown.html", b"<meta charset='no-such-\xff-set'><p>Caf\xe9: 340 boats</p>", "loaded warned")
    yield Bad("zero_bytes.txt", b"\0" * 5_000, "failed quarantined", "binary")
    yield Bad("zero_bytes_within.txt", _BODY.encode().replace(b" ", b"\0"), "failed quarantined loaded warned")
    yield Bad("empty.txt", b"", "failed", "empty")
    yield Bad("blank.txt", b" \r\n\t\n" * 50, "failed", "empty")
    yield Bad("line_ends.txt", b"Harbour\r\rNORRSUND\n\r340 boats left\x0b\x0c\x1c\xc2\x85 the harbour.\r", "loaded")
    yield Bad(
        "escapes.txt", b"\x1b[31mHarbour\x1b[0m \x1b]0;title\x07 340 boats left. " * 20, "loaded failed quarantined"
    )
    yield Bad("noise.txt", bytes((i * 7919 + i * i) % 256 for i in range(4_000)), "failed quarantined", "binary")
    yield Bad("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "failed quarantined", "picture")
    yield Bad("program.md", b"\x7fELF" + bytes(range(256)), "failed quarantined", "program")


def _large() -> Iterator[Bad]:
    yield Bad("large_line.txt", b"340 boats left " * 30_000, "failed", "limit is 400,000")
    yield Bad("large_report.txt", b"No boats left. " * 3_000, "failed", "limit for a report is 40,000")
    yield Bad("large_word.txt", b"x" * 10_000 + b" 340 boats left.", "loaded")
    yield Bad("large_number.txt", b"The mayor counted " + b"9" * 9_000 + b" boats.", "loaded")
    yield Bad("large_name.txt", b"Mayor " + b"Brink " * 5_000 + b"counted 340 boats.", "loaded")
    yield Bad("large_quotation.txt", b'"' + b"We saw 12 boats, " * 2_000 + b'she said."', "loaded")
    yield Bad("large_brackets.txt", b"(" * 15_000 + b"340 boats" + b")" * 15_000, "loaded")
    yield Bad("large_blank.txt", b"340" + b" " * 30_000 + b"boats left.\n" + b"\n" * 5_000, "loaded")
    yield Bad("large_commas.txt", b"1," * 15_000, "loaded")
    yield Bad("large_quotes.txt", b'" ' * 15_000, "loaded")
    yield Bad("large_dashes.txt", b"-" * 30_000 + b" 340 boats", "loaded")
    yield Bad("large_lines.txt", b"340\n" * 9_000, "loaded")
    yield Bad("large_rows.csv", b"text\n" + b"340 boats\n" * 50, "loaded failed", "more than 40 records")
    yield Bad("large_cell.csv", b'text,title\n"' + b"340 boats left. " * 2_000 + b'",x\n', "loaded")
    yield Bad("large_list.json", json.dumps([{"text": f"{n} boats"} for n in range(50)]).encode(), "loaded failed")


def _pages() -> Iterator[Bad]:
    def page(name: str, text: str, ends: str = "loaded warned", cause: str = "") -> Bad:
        return _text(f"page_{name}.html", text, ends, cause)

    yield page("deep", "<div>" * 20_000 + _BODY + "</div>" * 20_000, "loaded warned failed")
    yield page("deep_tables", "<table><tr><td>" * 4_000 + _BODY, "loaded warned failed")
    yield page("open_tags", "<b><i><a href=x>" * 5_000 + _BODY, "loaded warned failed")
    yield page("no_words", "<html><body><div></div></body></html>", "failed")
    yield page("only_script", f"<script>{'x' * 900}</script><style>{'y' * 900}</style>", "failed")
    yield page("cut", f"<html><body><article><p>{_BODY}</p><p>And", "loaded")
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    yield page(
        "entities", f'<!DOCTYPE x [<!ENTITY a0 "boats">{entities}]><html><body><p>{_BODY} &a9;</p></body></html>'
    )
    yield page("foreign_file", f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><p>{_BODY} &f;</p>')
    yield page("attributes", f"<p {' '.join(f'a{n}=1' for n in range(9_000))}>{_BODY}</p>")
    yield page("number_entities", f"<p>{_BODY} &#0; &#x110000; &#xD800; &#99999999999999;</p>", "loaded warned failed")
    yield page("frames", f"<iframe src='file:///etc/passwd'></iframe><base href='//x.invalid'><p>{_BODY}</p>")
    yield page("refresh", f"<meta http-equiv=refresh content='0;url=https://x.invalid'><p>{_BODY}</p>")
    yield page("json_ld", f"<script type='application/ld+json'>{'[' * 9_000}</script><p>{_BODY}</p>")
    yield page("comment", f"<p>{_BODY}</p><!-- <p>At most 12 boats</p>")
    nested = "<a>" + "".join(f"<b{n}>" for n in range(3_000))
    yield _text("feed_deep.rss", f"<?xml version='1.0'?><rss><channel><item>{nested}", "failed loaded warned")
    lol = '<?xml version="1.0"?><!DOCTYPE r [' + '<!ENTITY a0 "lol">' + entities + "]><rss><channel><title>&a9;</title>"
    yield _text(
        "feed_entities.rss", f"{lol}<item><title>&a9;</title></item></channel></rss>", "failed", "entities of its own"
    )
    yield _text("feed_no_feed.atom", _BODY, "failed")
    yield _text("links_deep.md", "[" * 9_000 + _BODY, "loaded")
    yield _text("stars_deep.md", "*_" * 9_000 + _BODY, "loaded")
    yield _text("quotes_deep.md", "> " * 9_000 + _BODY, "loaded failed")
    yield _text("lists_deep.md", "".join(f"{' ' * n}- a\n" for n in range(150)) + _BODY, "loaded")
    yield _text("front.md", f"---\ntitle: !!python/object/apply:os.system ['true']\n---\n{_BODY}", "loaded")


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members:
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 12, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def warc_record(body: bytes, *, headers: str = "", kind: str = "text/html") -> bytes:
    """One answer of a web archive, as a crawler writes it."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://harbour.example/a\r\n"
        "WARC-Date: 2024-05-12T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:12345678-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _packed() -> Iterator[Bad]:
    page = f"<p>{_BODY}</p>".encode()
    yield Bad("packed_bomb.zip", _zip(("bomb.txt", b"0" * 3_000_000)), "failed", "limit|times its size")
    yield Bad(
        "packed_shares.zip",
        _zip(*((f"{n}.txt", bytes(300_000)) for n in range(9))),
        "failed quarantined",
        "unpacks|binary",
    )
    yield Bad(
        "packed_many.zip",
        _zip(*((f"{n}.txt", f"{n} boats left".encode()) for n in range(24))),
        "loaded failed",
        "more than 20 files",
    )
    yield Bad(
        "packed_deep.zip", _zip(("a.zip", _zip(("b.zip", _zip(("c.txt", page)))))), "failed", "archive in an archive"
    )
    yield Bad(
        "packed_out.zip",
        _zip(("../../out.txt", page), ("/etc/out.txt", page), ("C:\\out.txt", page)),
        "failed",
        "leads out",
    )
    yield Bad("packed_cut.zip", _zip(("a.txt", _BODY.encode() * 50))[:90], "failed", "no whole zip")
    yield Bad("packed_empty.zip", _zip(), "failed")
    yield Bad("packed_twice.zip", _zip(("a.txt", b"12 boats left"), ("a.txt", b"13 boats left")), "loaded")
    yield Bad("packed_markup.zip", _zip((f"{PAYLOADS[1]}.txt", b"14 boats left")), "loaded")
    lying = bytearray(_zip(("lies.txt", b"15 boats left " * 9_000)))
    at = lying.index(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (20).to_bytes(4, "little")
    yield Bad("packed_lies.zip", bytes(lying), "failed loaded", "")
    yield Bad(
        "archive_bomb.warc.gz",
        gzip.compress(warc_record(page + b" " * 3_000_000), mtime=0),
        "failed loaded",
        "unpacks|longer",
    )
    inner = gzip.compress(b"<p>" + b"a " * 2_000_000, mtime=0)
    yield Bad(
        "archive_bomb_within.warc",
        warc_record(inner, headers="Content-Encoding: gzip\r\n"),
        "failed loaded",
        "limit|unpacks",
    )
    yield Bad(
        "archive_cut.warc.gz", gzip.compress(warc_record(page) * 2, mtime=0)[:-30], "loaded failed warned", "damaged"
    )
    yield Bad("archive_none.warc", b"WARC/9.9 nothing\r\n" * 40, "failed")
    yield Bad(
        "archive_length.warc",
        warc_record(page).replace(b"Content-Length: ", b"Content-Length: 9999", 1),
        "failed warned loaded",
    )
    yield Bad(
        "archive_below.warc", warc_record(page).replace(b"Content-Length: ", b"Content-Length: -", 1), "failed skipped"
    )
    yield Bad("archive_noise.warc.gz", b"\x1f\x8b\x08" + bytes(range(200)), "failed")
    yield Bad("paper.pdf", b"%PDF-1.7\n" + b"1 0 obj << /Length 99999999 >> stream\n" * 20, "failed quarantined")
    yield Bad(
        "paper_loop.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>",
        "failed quarantined",
    )


def _names() -> Iterator[Bad]:
    names = (
        "line\nbreak.txt", "tab\tand\rreturn.txt", "'single' \"double\".txt", "<img src=x onerror=document.title=1>.txt",
        "dots..txt", "-rf.txt", "$(touch ran).txt", "`touch ran`.txt", "a;b&c|d.txt", "%2e%2e%2fout.txt", "{{7*7}}.txt",
        "=1+1.txt", "{0.__class__}.txt", "\u202etxt.exe.txt", "\u200b\u200bhidden.txt", "CON.txt", "\U0001f4a3.txt",
        "bell\x07\x1b[31m.txt", "not-utf8-\udcff.txt", "n" * 250 + ".txt", "deep/" * 30 + "er.txt", "UPPER.TXT",
    )  # fmt: skip
    for number, name in enumerate(names):
        yield _text(name, f"Harbour {number}\n\nNORRSUND, {_DAY} - At least {500 + number} boats left, the mayor said.")
    yield _text("no_suffix", "600 boats left", "failed", "no reader takes")
    yield _text("script.exe", "601 boats left", "failed", "no reader takes")
    yield _text(".hidden.txt", "602 boats left", "skipped", "hidden")


def _payloads() -> Iterator[Bad]:
    for number, payload in enumerate(PAYLOADS):
        yield _text(f"payload_{number:02}.txt", f"{payload}\n\nBy {payload}\n\nNORRSUND, {_DAY} - At least {700 + number} boats left, {payload} said. {payload}")  # fmt: skip
    record = {name: PAYLOADS[number % len(PAYLOADS)] for number, name in enumerate(("title", "outlet", "wire", "author", "url", "language", "date", "updated", "retrieved"))}  # fmt: skip
    yield _text("payload_record.json", json.dumps({**record, "text": f"At least 720 boats left, {PAYLOADS[0]} said."}))
    cells = ",".join('"' + payload.replace('"', '""') + '"' for payload in PAYLOADS[9:12])
    yield _text("payload_cells.csv", f"title,outlet,author,text\n{cells},At least 721 boats left the harbour\n")
    head = "".join(f'<meta property="og:{name}" content="{PAYLOADS[0]}">' for name in ("title", "site_name", "url"))
    yield _text("payload_page.html", f"<html><head>{head}<title>&lt;script&gt;x&lt;/script&gt;</title></head><body><article><h1>&lt;img src=x onerror=document.title=1&gt;</h1><p>At least 722 boats left, &lt;script&gt;document.title=1&lt;/script&gt; said.</p></article></body></html>")  # fmt: skip
    mail = EmailMessage()
    mail["From"], mail["Subject"] = '"<script>x</script>" <a@harbour.example>', PAYLOADS[1]
    mail.set_content(f"At least 723 boats left, the mayor said. {PAYLOADS[2]}")
    yield Bad("payload_mail.eml", mail.as_bytes(), "loaded")


def _letters() -> Iterator[Bad]:
    for name, text in (
        ("overrides", "The \u202emayor dias\u202c said \u2066340\u2069 boats left. \u202e" * 3),
        ("look_alikes", "Nоrrsund Nеws\n\nThe mayоr оf Nоrrsund sаid аt leаst 341 bоats left."),
        ("full_width", "Ｎｏｒｒｓｕｎｄ Ｎｅｗｓ\n\nThe mayor said ３４２ boats left."),
        ("zero_width", "Nor\u200brsund Ne\u200dws\n\nThe may\u2060or said 3\u200b43 boats left."),
        ("marks", "The mayor" + "\u0301" * 5_000 + " said 344 boats left."),
        ("emoji", "\U0001f6a2\U0001f30a\U0001f468\u200d\U0001f469\u200d\U0001f467" * 400),
        ("arabic", "قال العمدة إن ٣٤٥ قاربا غادرت الميناء يوم الاثنين. " * 9),
        ("chinese", "市长周一表示，至少三百四十六艘船离开了港口。" * 9),
        ("korean", "시장은 월요일 적어도 347척의 배가 항구를 떠났다고 말했다. " * 9),
        ("german", "Der Bürgermeister sagte am Montag, mindestens 348 Boote hätten den Hafen verlassen. " * 9),
        ("dots_only", ". " * 3_000),
        ("private", "\ue000\uf8ff\U0010ffff\ufffe 349 boats left" * 9),
    ):
        yield _text(f"letters_{name}.txt", text)


def _dates() -> Iterator[Bad]:
    for number, day in enumerate(("30 February 2024", "12 May 9999", "12 May 0001", "1 January 12024", "99/99/2024", "2024-13-45", "0000-00-00", "May 2024 2023 2022")):  # fmt: skip
        yield _text(f"date_{number}.txt", f"Harbour\n\nPublished: {day}\n\nNORRSUND, {day} - At least {800 + number} boats left on {day}.")  # fmt: skip
    record = {"text": "At least 810 boats left.", "date": "99999-99-99T99:99:99Z", "updated": -1e18, "retrieved": 1e308}
    yield _text("date_record.json", json.dumps(record))


def _numbers() -> Iterator[Bad]:
    for number, value in enumerate(("1e309", "10^400", "-1e400", "nan", "inf", "٣٤٥", "3.000", "3 000", "1,0000", "1,000,00", "5,000 to 3,000", "0x1F4", "1/0", "3..5", "½⅓", "²³", "9" * 400, "minus 5", "1e5", "१२३", "MMXXIV", "-0")):  # fmt: skip
        yield _text(f"number_{number:02}.txt", f"Harbour {number}\n\nNORRSUND, {_DAY} - The mayor said {value} boats had left the harbour.")  # fmt: skip
    yield _text("number_words.txt", "The mayor said " + "nine hundred million " * 60 + "boats had left the harbour.")
    yield _text("number_powers.txt", "The mayor said nine " + "billion " * 400 + "boats had left the harbour.")


def _records() -> Iterator[Bad]:
    yield _text("record_cut.json", '{"text": "340 boats', "failed", "line 1, column")
    yield _text("record_deep.json", "[" * 60_000, "failed", "deep|JSON")
    yield _text("record_nothing.json", "null", "failed", "neither")
    yield _text("record_no_text.json", '{"words": "340 boats"}', "failed", "holds no text")
    yield _text("record_numbers.json", '{"text": 340}', "failed", "holds no text")
    yield _text("record_integer.json", '{"text": "340 boats", "date": ' + "9" * 5_000 + "}", "failed loaded")
    yield _text("record_infinity.json", '{"text": "341 boats", "date": Infinity, "author": NaN}')
    yield _text("record_half.json", '{"text": "342 boats \\ud800", "title": "\\udfff"}', "warned", "U.FFFD")
    yield _text("record_same_keys.json", '{"text": "343 boats", "text": "344 boats", "id": "1", "id": "1"}')
    yield _text(
        "record_lines.jsonl",
        '{"id": 1, "text": "345 boats"}\n{"id": 1, "text": "346 boats"}\n{\n[1]\n',
        "loaded failed",
        "line 3|no object",
    )
    yield _text("record_wide.csv", "text,title\n347 boats,a,b,c\n348 boats,d\n", "loaded failed", "more fields")
    yield _text("record_no_text.csv", "a,b\n1,2\n", "failed", "no text column")
    yield _text("record_quote.csv", 'text,title\n"349 boats, never closed\nx,y\n', "loaded failed")
    yield _text("record_zero.csv", "text\n350 bo\0ats\n", "loaded failed quarantined")
    yield Bad("mail_cut.eml", b"From: a@harbour.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n351 boats", "loaded warned failed")  # fmt: skip
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(400))
    yield Bad("mail_deep.eml", b"From: a@harbour.example\n" + deep + b"\n352 boats", "loaded warned failed")
    yield Bad(
        "mail_headers.eml",
        b"Subject: " + b"=?utf-8?b?" * 3_000 + b"\nDate: 99 Foo 99999\n\n353 boats left",
        "loaded warned failed",
    )


def _others() -> Iterator[Bad]:
    yield _text("sub/catalog.csv", "outlet,when\nHarbour,today\n", "failed", "ignored")
    yield _text("sub/inside.txt", "900 boats left the harbour on Monday.")
    yield _text(
        "catalog.csv",
        "file,published,outlet\ngood_one.txt,2024-99-99,=1+1\n../../etc/passwd,2024-05-12,x\n",
        "failed warned",
    )
    yield _text("story.txt", "Harbour\n\n" + "901 boats left. " * 3)

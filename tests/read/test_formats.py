"""Formats: web pages, Markdown, JSON, JSON lines and CSV give text, parts and metadata."""

from __future__ import annotations

import json
from pathlib import Path

from workbench.model import PROSE_ROLES, Report
from workbench.read import read_path

LEAD = "The harbour board met on Friday and agreed to open the second pier to fishing boats from May."
MORE = "It had been closed since the storm, and for two winters the boats had to unload in the next town."
LAST = "The work will cost 40,000 crowns, the board said in its yearly report on the state of the harbour."

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="windows-1252">
<title>Second pier opens | Lowland Courier</title>
<meta property="og:site_name" content="Lowland Courier">
<meta property="article:modified_time" content="2031-05-03T18:00:00Z">
<link rel="canonical" href="https://courier.example/pier">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Second pier opens",
"datePublished": "2031-05-03T07:20:00+02:00", "author": [{{"name": "Ann Lee"}}]}}</script>
<style>p {{color: red}}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Second pier opens</h1><p class="byline">By Ann Lee</p><p>3 May 2031, 7.20 am</p>
<figure><img src="x.jpg"><figcaption>The pier at low tide.</figcaption></figure>
<p>{LEAD}</p><p>{MORE}</p><h2>What it costs</h2><p>{LAST} Caf\u00e9s may open, too.</p></article>
<section id="comments"><h3>Comments (1)</h3><p>gull: I do not believe a word of it, as always.</p></section>
<footer><p>\u00a9 2031 Lowland Courier. <span style="display: none">hidden words</span>Cookie settings.</p></footer>
<script>alert("x")</script></body></html>"""


def only(tmp_path: Path, name: str, content: str | bytes) -> Report:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_path(tmp_path).reports[0]


def roles(report: Report) -> dict[str, str]:
    return {report.text[p.start : p.end]: p.role for p in report.passages}


def test_a_web_page_keeps_all_its_visible_text_and_masks_what_is_not_the_article(tmp_path: Path) -> None:
    found = roles(only(tmp_path, "a.html", PAGE.encode("cp1252")))
    assert found[LEAD] == found[MORE] == found[f"{LAST} Cafés may open, too."] == "body"
    assert found["Second pier opens"] == "title"
    assert found["What it costs"] == "subhead"
    assert found["The pier at low tide."] == "caption"
    assert found["By Ann Lee"] == "byline"
    assert found["3 May 2031, 7.20 am"] == "dateline"
    for line in (
        "Home",
        "World",
        "Comments (1)",
        "gull: I do not believe a word of it, as always.",
        "© 2031 Lowland Courier. Cookie settings.",
    ):
        assert found[line] == "chrome", line
    assert not any("alert" in line or "hidden" in line or "color" in line for line in found)


def test_a_list_of_sentences_within_an_article_is_part_of_it_and_one_of_headlines_is_not(tmp_path: Path) -> None:
    rows = ("The port says 40 boats are out. Ours are not.", "The port says it lost 9 million. It lost six.")
    links = ("Ferry fares to rise again", "Forty boats lost in one night")
    lists = ["".join(f"<li>{row}</li>" for row in one) for one in (rows, links)]
    page = (
        f"<html><body><h1>Pier</h1><p>{LEAD}</p><p>What is said and what is true:</p><ul>{lists[0]}</ul><p>{MORE}</p>"
        f"<ul>{lists[1]}</ul><p>{LAST}</p></body></html>"
    )
    found = roles(only(tmp_path, "a.html", page))
    assert [found[row] for row in (*rows, *links)] == ["body", "body", "chrome", "chrome"]


def test_a_web_page_states_its_metadata(tmp_path: Path) -> None:
    report = only(tmp_path, "a.html", PAGE.encode("cp1252"))
    assert (report.title, report.outlet, report.byline) == ("Second pier opens", "Lowland Courier", ("Ann Lee",))
    assert (report.language, report.url) == ("en", "https://courier.example/pier")
    assert (report.published_earliest, report.published_latest) == ("2031-05-03", "2031-05-03")
    assert report.published_evidence[0].rule == "json-ld"
    assert report.updated_at == "2031-05-03T18:00"
    assert report.encoding == "cp1252 (declared)"
    assert report.reader.startswith("trafilatura ")


def test_a_page_that_states_no_date_has_none_from_the_clock(tmp_path: Path) -> None:
    page = f"<html><body><h1>Pier</h1><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p></body></html>"
    report = only(tmp_path, "a.html", page)
    assert (report.published_earliest, report.published_latest, report.updated_at) == (None, None, None)


def test_a_date_in_the_markup_is_found(tmp_path: Path) -> None:
    stamp = '<time datetime="2021-05-03" pubdate>Monday</time>'
    page = f"<html><body><h1>Pier</h1>{stamp}<p>{LEAD}</p><p>{MORE}</p></body></html>"
    report = only(tmp_path, "a.html", page)
    assert report.published_earliest == "2021-05-03"
    assert report.published_evidence[0].rule == "htmldate"


def test_markdown_gives_words_without_marks(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Pier\ndate: 2031-05-03\nsource: Courier\n---\n# Second pier opens\n\n"
        f"**{LEAD[:20]}**{LEAD[20:]} [A link](https://x.example).\n\n## What it costs\n\n- {MORE}\n- {LAST}\n"
    )
    report = only(tmp_path, "a.md", text)
    found = roles(report)
    assert found["Second pier opens"] == "title"
    assert found["What it costs"] == "subhead"
    assert found[f"{LEAD} A link."] == "body"
    assert "https" not in report.text
    assert (report.outlet, report.published_earliest) == ("Courier", "2031-05-03")


def test_json_takes_the_usual_names_of_fields(tmp_path: Path) -> None:
    record = {
        "maintext": f"{LEAD}\n{MORE}",
        "headline": "Pier",
        "source_domain": "courier.example",
        "authors": ["Ann Lee", "Bo Dahl"],
        "date_publish": "2031-05-03 07:20:00",
        "link": "https://courier.example/pier",
        "lang": "en-US",
        "dateModified": "2031-05-04",
    }
    report = only(tmp_path, "a.json", json.dumps(record))
    assert (report.title, report.outlet, report.byline) == ("Pier", "courier.example", ("Ann Lee", "Bo Dahl"))
    assert (report.published_earliest, report.updated_at) == ("2031-05-03", "2031-05-04")
    assert (report.language, report.url, report.part) == ("en", "https://courier.example/pier", None)
    title = dict(report.masthead)["title"]
    assert (title.start, title.end, title.text) == (0, 4, "Pier")


def test_a_date_in_words_is_read_and_one_that_cannot_be_is_dropped(tmp_path: Path) -> None:
    for n, said in enumerate(["Sat, 03 May 2031 07:20:00 GMT", "May 3, 2031", "soon"]):
        (tmp_path / f"{n}.json").write_text(json.dumps({"text": LEAD + str(n), "date": said}))
    reports = read_path(tmp_path).reports
    assert [(one.published_earliest, one.published_latest) for one in reports[:2]] == [("2031-05-03", "2031-05-03")] * 2
    assert not any("soon" in evidence.text for evidence in reports[2].published_evidence)


def test_a_list_and_lines_of_json_are_parts(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": LEAD}, {"body": MORE}]))
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"text": LEAD}) + "\n\nnot json\n" + json.dumps({"text": LAST}) + '\n{"text": ""}\n'
    )
    reading = read_path(tmp_path)
    assert [(row.file, row.part, row.status) for row in reading.files] == [
        ("a.json", 0, "loaded"),
        ("a.json", 1, "loaded"),
        ("b.jsonl", 0, "loaded"),
        ("b.jsonl", 1, "failed"),
        ("b.jsonl", 2, "loaded"),
        ("b.jsonl", 3, "failed"),
    ]
    assert reading.files[3].reason == "line 3: is not valid JSON: Expecting value"
    assert len({report.report_id for report in reading.reports}) == 4


def test_a_text_column_of_csv_is_reports(tmp_path: Path) -> None:
    long = " ".join([LEAD] * 3000)
    (tmp_path / "a.csv").write_text(
        f'id;published;Outlet;Text\n1;2031-05-03;Courier;"{LEAD}\n{MORE}"\n2;;;"{long}"\n3;;;\n'
    )
    reading = read_path(tmp_path)
    assert [(report.part, report.outlet, report.published_earliest) for report in reading.reports] == [
        (0, "Courier", "2031-05-03"),
        (1, None, reading.reports[1].published_earliest),
    ]
    assert reading.reports[0].text == f"{LEAD}\n{MORE}"
    assert reading.reports[1].text == long
    assert (reading.files[2].status, reading.files[2].part) == ("failed", 2)


def test_half_a_character_escaped_in_json_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "The pier \\ud800 is open, the board said."}')
    reading = read_path(tmp_path)
    assert reading.files[0].status == "warned"
    assert reading.reports[0].text == "The pier \ufffd is open, the board said."
    assert any(p.role in PROSE_ROLES for p in reading.reports[0].passages)

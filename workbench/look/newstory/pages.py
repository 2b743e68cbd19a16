"""What the pages of a new story say, as HTML: pure functions from what was read and drafted, every text escaped.

What is here: words and tables. The controls around them are in ``widget.py``, the draft itself in ``storydraft.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from workbench.begin import Beginning
from workbench.drafttext import few, toml_of
from workbench.look.html import Html, html_table
from workbench.model import Report, SourceFile
from workbench.story import Story
from workbench.storydraft import Draft, Example, Proposal

#: Rows of a table on a page; the rest is counted above it.
_ROWS = 40
_CELL = "padding:3px 18px 3px 0;line-height:1.4"
_MARK = '<mark style="background:#ffe28a;color:#111;padding:0 2px">{}</mark>'


def read_page(beginning: Beginning) -> Html:
    """What was read: reports with their days, and each file that gave none with the reason."""
    reports, files = beginning.reading.reports, beginning.reading.files
    refused = [one for one in files if one.status in ("failed", "quarantined")]
    others = [one for one in files if one.status in ("skipped", "warned")]
    undated = sum(not one.published_earliest and not one.published_latest for one in reports)
    said = [
        f"<p><b>{_count(len(reports), 'report')}</b> read from {_count(len({one.file for one in reports}), 'file')} "
        f"of <code>{escape(str(beginning.where.reports))}</code>. {_count(undated, 'report')} without any date.</p>"
    ]
    said += _files("Not read, and why", refused)
    said += _files("Skipped, or read with a warning", others)
    rows = [_report_row(one) for one in reports[:_ROWS]]
    said.append(
        html_table(_shown("Reports", len(reports)), ("File", "Title", "Outlet", "Published"), rows, style=_CELL).text
    )
    return Html("".join(said))


def figures_of(proposal: Proposal) -> Html:
    """How many figures an estimand has, and some of them as worded."""
    count = _count(len(proposal.phrases), "figure")
    return Html(f"<b>{count}</b> in {_count(proposal.reports, 'report')}: {escape(few(proposal.phrases))}")


def examples_of(proposal: Proposal) -> Html:
    """Sentences of the reports, the figure marked in each."""
    return Html("".join(f'<div style="margin:2px 0 2px 1em">{_marked(one)}</div>' for one in proposal.examples))


def counted_page(draft: Draft) -> Html:
    """How many figures the kept estimands have, those in the background apart, and how many stand on none."""
    kept = [one for one in draft.proposals if one.kept]
    charted = sum(len(one.phrases) for one in kept if not one.estimand.background)
    behind = sum(len(one.phrases) for one in kept if one.estimand.background)
    dropped = sum(len(one.phrases) for one in draft.proposals if not one.kept)
    return Html(
        f"<p><b>{_count(len(kept), 'estimand')}</b> kept, with {_count(charted, 'figure')} to chart"
        f" and {behind} in the background; {_count(dropped, 'figure')} on estimands that are not kept.</p>"
    )


def file_page(draft: Draft) -> Html:
    """The story file as it would be written."""
    style = "max-height:380px;overflow:auto;border:1px solid #888;padding:8px;white-space:pre-wrap;"
    style += "overflow-wrap:anywhere;box-sizing:border-box;font:12px/1.45 monospace"
    return Html(f'<pre tabindex="0" aria-label="the story file" style="{style}">{escape(toml_of(draft))}</pre>')


def written_page(beginning: Beginning, story: Story, before: str | None) -> Html:
    """What the story file has made of the figures."""
    charted = int(story.estimates["charted"].sum())
    counts = Counter(str(name) for name in story.estimates.loc[story.estimates["charted"], "estimand"])
    names = dict(zip(story.estimands["estimand"], story.estimands["name"], strict=True))
    rows = [(escape(str(names.get(one, one))), str(count)) for one, count in counts.most_common()]
    kept = f" The one before is kept as <code>{escape(before)}</code>." if before else ""
    return Html(
        f"<p>Wrote <code>{escape(str(beginning.out))}</code>.{kept}</p>"
        f"<p><b>{_count(charted, 'number')} charted now</b>, {len(story.estimates) - charted} kept apart, "
        f"{len(story.set_aside)} set aside. The other pages open it under the path "
        f"<code>{escape(str(beginning.out.parent))}</code>.</p>"
        + html_table("Figures by estimand", ("Estimand", "Figures charted"), rows, style=_CELL).text
        + "<p>Their chart, drawn from the story as it now stands:</p>"
    )


def refusal(words: str) -> Html:
    """An error in words, for a screen reader as well."""
    return Html(f'<p role="alert" style="color:#a40000"><b>{escape(words)}</b></p>')


def _marked(one: Example) -> str:
    before, figure, after = one.sentence[: one.start], one.sentence[one.start : one.end], one.sentence[one.end :]
    source = f' <span style="color:#666">({escape(one.file)})</span>'
    return f"“{escape(before)}{_MARK.format(escape(figure))}{escape(after)}”{source}"


def _report_row(report: Report) -> tuple[str, str, str, str]:
    earliest, latest = report.published_earliest, report.published_latest
    days = earliest if earliest == latest else f"{earliest or '…'} to {latest or '…'}"
    name = report.file if report.part is None else f"{report.file}, part {report.part}"
    return escape(name), escape(report.title or "—"), escape(report.outlet or "—"), escape(days or "undated")


def _file_row(file: SourceFile) -> tuple[str, str]:
    return escape(file.file if file.member is None else f"{file.file}, {file.member}"), escape(file.reason or "")


def _files(caption: str, files: Sequence[SourceFile]) -> list[str]:
    """A table of files with a word on each; nothing where there are none."""
    rows = [_file_row(one) for one in files[:_ROWS]]
    if not files:
        return []
    return [html_table(_shown(caption, len(files)), ("File", "Why"), rows, style=_CELL).text]


def _shown(caption: str, count: int) -> str:
    return f"{caption} ({count})" if count <= _ROWS else f"{caption} (the first {_ROWS} of {count})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

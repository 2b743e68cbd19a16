"""What each line of a page is for: a role and the name of the rule that gave it. Nothing is deleted.

What is here: the order in which the rules are asked. First the lines that say themselves what they are (credits,
captions, dates, bylines, labels), then the stretch in which the report lies, then the lines before it, in it and after
it. Measuring lines is in ``shape.py``, the stretch in ``region.py``, dates and bylines in ``stamp.py``, the words of
interfaces in ``cues/chrome.toml`` and those of credits and captions in ``cues/roles.toml``. When signs do not agree a
line is kept: a wrong sentence can be corrected, a lost one is not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from workbench.model import Passage, Role
from workbench.read import stamp
from workbench.read.cues import agencies, cues
from workbench.read.patterns import lowered
from workbench.read.region import find_region
from workbench.read.shape import LONGEST_LABEL_WORDS, LONGEST_PATTERNED, Line, content_words, normal, read_lines

#: What a format knows of a line: its place in the page's markup.
Hint = Literal["title", "subhead", "article", "not-article", "caption", "list"]

_DATELINE_START = re.compile(
    r"^\W{0,3}[A-Z][A-Z .,'’/-]{2,40}[A-Z.](,? [A-Z][\w., ]{1,30})?\s*(\([^)]{2,40}\))?\s*[-–—:]{1,2}\s"
)
_PLACE_ALONE = re.compile(r"^[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][\w.'’-]*){0,4}\s?(?:\([^()]{2,40}\)\s?)?[–—-]{1,2}$")
_SHORT_FORM = re.compile(
    r"\W*(tl; ?dr|summary|in (short|brief)|the gist|in a nutshell|(the )?bottom line|abstract|synopsis)", re.IGNORECASE
)
_SLUG = re.compile(r"^[A-Z]{2,5} [A-Z]")
#: A title stands near the report; further up there are only menus.
_TITLE_REACH = 40
#: Share of the first paragraph's content words that must come back at once for it to be a restatement.
_RESTATED = 0.8


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its role, the rule that gave it, and what was counted in it."""

    passage: Passage
    line: Line


@dataclass(slots=True)
class _Page:
    """The lines of one text while the rules are asked in turn; a line keeps the first role it is given."""

    lines: list[Line]
    hints: list[Hint | None]
    title: str | None
    repeated: frozenset[str]
    given: dict[int, tuple[Role, str]] = field(default_factory=dict)
    first: int = 0
    last: int = -1
    title_at: int | None = None

    def give(self, index: int, role: Role, rule: str) -> None:
        self.given.setdefault(index, (role, rule))

    def free(self, index: int) -> bool:
        return index not in self.given

    def rule(self, index: int) -> str | None:
        return self.given[index][1] if index in self.given else None

    def role(self, index: int) -> Role | None:
        return self.given[index][0] if index in self.given else None


def classify(
    text: str,
    *,
    hints: Sequence[tuple[int, int, Hint]] = (),
    title: str | None = None,
    repeated: frozenset[str] = frozenset(),
) -> tuple[Passage, ...]:
    """The passages of a text: every line that is not blank, with a role and a rule.

    ``hints`` are stretches whose place in the markup is known, ``title`` the page's own title if its metadata give
    one, ``repeated`` the lines (as ``shape.normal`` writes them) that other pages of the same outlet have too.
    """
    found: list[Passage] = []
    for judged in explain(text, hints=hints, title=title, repeated=repeated):
        found.extend(_cut(judged))
    return tuple(found)


def explain(
    text: str,
    *,
    hints: Sequence[tuple[int, int, Hint]] = (),
    title: str | None = None,
    repeated: frozenset[str] = frozenset(),
) -> list[Judged]:
    """As ``classify``, with what was counted in each line: the reasons."""
    lines = read_lines(text)
    page = _Page(lines, [_hint_at(line, hints) for line in lines], title, repeated)
    _self_declared(page)
    _find_report(page)
    _before(page)
    _inside(page)
    _after(page)
    _restatements(page)
    return [
        Judged(Passage(line.start, line.end, *page.given.get(index, ("body", "keep:unsure"))), line)
        for index, line in enumerate(lines)
    ]


def _hint_at(line: Line, hints: Sequence[tuple[int, int, Hint]]) -> Hint | None:
    return next((hint for start, end, hint in hints if start <= line.start < end), None)


def _cut(judged: Judged) -> list[Passage]:
    """The line as passages: a byline with a date behind it is two, so that the date is read as one."""
    whole = judged.passage
    if whole.role != "byline":
        return [whole]
    lead = len(judged.line.text) and judged.line.end - judged.line.start - len(judged.line.text)
    at = stamp.byline_then_date(judged.line.text)
    if at is None:
        return [whole]
    cut = whole.start + lead + at
    return [
        Passage(whole.start, cut, "byline", whole.rule),
        Passage(cut, whole.end, "dateline", "dateline:behind-byline"),
    ]


# Lines that say themselves what they are.


def _self_declared(page: _Page) -> None:
    counts = Counter(normal(line.text) for line in page.lines if not line.prose)
    for index, line in enumerate(page.lines):
        _declared_role(page, index, line)
        if not page.free(index):
            continue
        key = normal(line.text)
        if page.hints[index] == "caption":
            page.give(index, "caption", "html:figcaption")
        elif line.cue is not None and not line.prose:
            page.give(index, "chrome", f"chrome:{line.cue.name}")
        elif key and not line.prose and counts[key] >= 3 and line.words <= LONGEST_LABEL_WORDS:
            page.give(index, "chrome", "repeated:in-page")
        elif key and not line.prose and key in page.repeated:
            page.give(index, "chrome", "repeated:in-outlet")
    _slugs(page)
    _captions_below(page)
    _summary_blocks(page)


def _declared_role(page: _Page, index: int, line: Line) -> None:
    if len(line.text) > LONGEST_PATTERNED:
        return
    kind = stamp.date_line(line.text)
    if kind in {"labelled", "date"}:
        page.give(index, "dateline", f"dateline:{kind}")
    elif stamp.byline(line.text) or (index > 0 and stamp.byline_then_date(line.text) is not None):
        page.give(index, "byline", "byline:by")
    elif _PLACE_ALONE.match(line.text):
        page.give(index, "dateline", "dateline:place")
    elif stamp.header_date(line.text) and not line.prose:
        page.give(index, "dateline", "dateline:header")
    if line.words > 130:
        return
    label = line.text.strip(" \t\u00a0\ufeff")
    lower = lowered(label)
    for cue in cues("roles"):
        if cue.pattern.fullmatch(label) if cue.scope == "line" else cue.is_in(label, lower):
            role, _, _ = cue.name.partition(":")
            page.give(index, role, cue.name)  # type: ignore[arg-type]  # the cue file's test checks the roles


def _slugs(page: _Page) -> None:
    """An agency's short topic line right before its photo's caption."""
    names = tuple(alias for agency in agencies() for alias in agency.aliases)
    for index, line in enumerate(page.lines[:-1]):
        short = 2 <= line.words <= 6 and not line.sentence_end and line.function_share == 0
        agency = _SLUG.match(line.text) or any(line.text.startswith(name + " ") for name in names)
        if short and agency and page.free(index) and page.role(index + 1) == "caption":
            page.give(index, "credit", "credit:image-slug")


def _captions_below(page: _Page) -> None:
    """The line below a bare "Image caption," is the caption."""
    for index, line in enumerate(page.lines[:-1]):
        if page.rule(index) == "caption:label" and line.text.lower().rstrip(" ,:").endswith("caption"):
            page.give(index + 1, "caption", "caption:below-label")


def _summary_blocks(page: _Page) -> None:
    """The bullets below a label such as "Key points", or the paragraph below "TL;DR"; a label over neither is none."""
    for index, line in enumerate(page.lines):
        if page.rule(index) != "summary:label":
            continue
        at = index + 1
        while at < len(page.lines) and page.lines[at].bullet and page.role(at) in {None, "summary"}:
            page.given[at] = ("summary", "summary:bullet")
            at += 1
        if at > index + 1:
            continue
        below = page.lines[at] if at < len(page.lines) else None
        if _SHORT_FORM.match(line.text) and below is not None and below.prose and below.words <= 80:
            page.given[at] = ("summary", "summary:below-label")
        else:
            del page.given[index]


# The stretch in which the report lies.


def _find_report(page: _Page) -> None:
    if any(hint in {"article", "not-article"} for hint in page.hints):
        inside = [index for index, hint in enumerate(page.hints) if hint in {"article", "subhead"}]
        page.first, page.last = (inside[0], inside[-1]) if inside else (0, len(page.lines) - 1)
        return
    aside = [page.role(index) not in {None, "chrome"} for index in range(len(page.lines))]
    page.first, page.last = find_region(page.lines, aside)


# The lines before it: title, standfirst, byline, dates, and the page's head.


def _before(page: _Page) -> None:
    body = content_words(" ".join(line.text for line in page.lines[page.first : page.last + 1] if line.prose)[:60_000])
    page.title_at = _title_index(page, body)
    if page.title_at is not None:
        page.given[page.title_at] = ("title", "title:metadata" if page.title else "title:above-report")
    top = page.title_at if page.title_at is not None else page.first
    for index in range(page.first):
        if index == page.title_at:
            continue
        near = index >= top - 6 or (page.title_at is None and index >= page.first - 14)
        if page.hints[index] == "not-article" and page.role(index) not in {"byline", "dateline"}:
            page.given[index] = ("chrome", "html:not-article")
        elif page.role(index) in {"byline", "dateline", "caption", "credit", "summary"}:
            if not near:
                page.given[index] = ("chrome", "edge:far-above-title")
        elif page.free(index):
            page.give(index, *_head_role(page, index, body))


def _title_index(page: _Page, body: set[str]) -> int | None:
    if page.title is not None:
        same = [i for i, line in enumerate(page.lines) if normal(line.text) == normal(page.title)]
        before = [i for i in same if i <= page.first]
        if same:
            return before[-1] if before else same[0]
    hinted = [i for i, hint in enumerate(page.hints) if hint == "title"]
    if hinted:
        return hinted[0]
    scored = [
        (score, -index)
        for index in range(max(0, page.first - _TITLE_REACH), page.first)
        if (score := _title_score(page, index, body)) is not None
    ]
    if scored and all(_is_nameplate(page, -at) for _, at in scored):
        below = (
            index for index in range(1, min(page.first, 5)) if page.free(index) and _may_be_title(page.lines[index])
        )
        return next(below, 0)
    if scored:
        named = [entry for entry in scored if not _is_nameplate(page, -entry[1])]
        best = -max(named)[1]
        above = next((score for score, at in named if -at == best - 1), 0.0)
        # Of two good lines, one right above the other, the upper is the title and the lower its standfirst.
        return best - 1 if above >= 0.7 * max(named)[0] else best
    return 0 if _is_stopped_title(page) else None


def _may_be_title(line: Line) -> bool:
    return 2 <= line.words <= 30 and not line.bullet and not line.text.endswith((":", ","))


def _is_nameplate(page: _Page, index: int) -> bool:
    """Whether the first line of a text is who publishes it, alone or with a section behind a bar."""
    return index == 0 and stamp.publisher(stamp.head_name(page.lines[0].text))


def _title_score(page: _Page, index: int, body: set[str]) -> float | None:
    """How well a line above the report would do as its title; missing when it cannot be one."""
    line = page.lines[index]
    if not page.free(index) or not _may_be_title(line):
        return None
    own = content_words(line.text)
    share = len(own & body) / max(len(own), 1)
    distance = sum(1 for i in range(index + 1, page.first) if page.role(i) in {None, "chrome"})
    alone = all(not page.free(i) for i in range(page.first) if i != index)
    stamped = index + 1 < len(page.lines) and page.role(index + 1) in {"dateline", "byline"} and line.words >= 3
    if share < 0.3 and not stamped and not (alone and distance <= 8 and line.words >= 3):
        return None
    return 2 * share * min(len(own), 6) / 6 + min(line.words, 10) / 10 - 0.03 * distance


def _is_stopped_title(page: _Page) -> bool:
    """Whether the first line is a title that ends with a full stop: short, alone, and a dateline begins below it."""
    if page.first != 0 or len(page.lines) < 3 or not page.free(0):
        return False
    return 3 <= page.lines[0].words <= 22 and bool(_DATELINE_START.match(page.lines[1].text))


def _head_role(page: _Page, index: int, body: set[str]) -> tuple[Role, str]:
    line = page.lines[index]
    below_title = page.title_at is not None and index > page.title_at
    names = stamp.people(line.text)
    if (names and below_title and _beside(page, index, {"dateline", "title", "byline"})) or (
        names >= 2 and index >= page.first - 3
    ):
        return "byline", "byline:names-only"
    if below_title and _heads_first_entry(page, index):
        return "subhead", "subhead:above-first-paragraph"
    own = content_words(line.text)
    if below_title and line.words >= 8 and len(own & body) >= 0.3 * len(own):
        return "summary", "summary:standfirst"
    return "chrome", "edge:before-report"


def _heads_first_entry(page: _Page, index: int) -> bool:
    """Whether the line heads a live file's first entry: a clock time, or the short line between it and the text."""
    line, gap = page.lines[index], page.first - index
    if stamp.date_line(line.text) == "clock" or stamp.starts_with_stamp(line.text):
        return gap <= 3
    above = page.lines[index - 1].text
    return gap == 1 and line.words <= 14 and (stamp.date_line(above) == "clock" or stamp.starts_with_stamp(above))


def _beside(page: _Page, index: int, roles: set[Role]) -> bool:
    return any(page.role(near) in roles for near in (index - 2, index - 1, index + 1, index + 2))


# The lines in it.


def _inside(page: _Page) -> None:
    index = page.first
    while index <= page.last:
        line = page.lines[index]
        if page.hints[index] == "not-article" and page.role(index) not in {"byline", "dateline", "caption", "credit"}:
            if index != page.title_at:
                page.given[index] = ("chrome", "html:not-article")
            index += 1
        elif page.hints[index] == "subhead":
            page.give(index, "subhead", "html:heading")
            index += 1
        elif line.prose or page.hints[index] == "article":
            page.give(index, "body", "prose")
            index += 1
        else:
            index = _run(page, index)
    _bio(page)


def _run(page: _Page, start: int) -> int:
    """Roles for a run of lines in the report that are no prose; the index behind it."""
    end = start + 1
    while (
        end <= page.last and not page.lines[end].prose and page.hints[end] not in {"not-article", "article", "subhead"}
    ):
        end += 1
    run = range(start, end)
    loose = [index for index in run if page.free(index)]
    cued = [index for index in run if page.role(index) == "chrome"]
    introduced = start > 0 and page.lines[start - 1].text.endswith(":") and page.lines[start - 1].words >= 4
    if len(run) == 1 and page.rule(start) == "chrome:section":
        page.given[start] = ("subhead", "subhead:section-word")
    for index in loose:
        line = page.lines[index]
        after_end = any(i < index and _ends(page.lines[i]) for i in cued)
        if stamp.starts_with_stamp(line.text):
            page.give(index, "subhead", "subhead:entry")
        elif introduced:
            page.give(index, "body", "list:introduced")
        elif line.text.endswith(":") and line.words >= 6:
            page.give(index, "body", "keep:lead-in")
        elif after_end and not (len(loose) == 1 and end <= page.last and line.after_blank):
            page.give(index, "chrome", "run:below-related")
        elif len(run) >= 4 and len(cued) >= 2 and len(cued) >= 0.4 * len(run):
            page.give(index, "chrome", "run:interface")
        elif line.bullet:
            page.give(index, "body", "list:bullet")
        elif len(loose) <= 2 and line.words <= 20 and index <= page.last:
            page.give(index, "subhead", "subhead:short-line")
        else:
            page.give(index, "body", "keep:unsure")
    return end


def _ends(line: Line) -> bool:
    return line.cue is not None and line.cue.ends


def _bio(page: _Page) -> None:
    """A note on the author at the report's end."""
    at = page.last
    while at > page.first and page.lines[at].hints and page.role(at) == "body":
        page.given[at] = ("chrome", f"chrome:{page.lines[at].hints[0]}")
        at -= 1


# The lines after it.


def _after(page: _Page) -> None:
    rest = range(page.last + 1, len(page.lines))
    barrier = next((i for i in rest if page.role(i) in {None, "chrome"}), len(page.lines))
    for index in rest:
        line = page.lines[index]
        # Behind the first label of the page, dates and names are those of other stories and of readers.
        near = index < barrier or (page.role(index) == "credit" and index - page.last <= 8)
        if page.role(index) in {"credit", "dateline", "caption", "byline"} and near:
            continue
        if page.role(index) == "title":
            continue
        if page.hints[index] == "not-article":
            page.given[index] = ("chrome", "html:not-article")
        elif len(rest) == 1 and page.free(index) and line.words >= 8:
            page.give(index, "body", "keep:last-line")
        else:
            page.given[index] = page.given.get(index, ("chrome", "edge:after-report"))
            if page.role(index) != "chrome":
                page.given[index] = ("chrome", "edge:after-report")


# Restatements keep their role, so that they are not counted as news of their own.


def _restatements(page: _Page) -> None:
    prose = [i for i in range(page.first, page.last + 1) if page.lines[i].prose and page.role(i) == "body"]
    if len(prose) < 4 or any(page.role(i) == "summary" for i in range(prose[0])):
        return
    lead = page.lines[prose[0]]
    own = content_words(lead.text)
    again = content_words(" ".join(page.lines[i].text for i in prose[1:4]))
    if len(own) < 4 or len(own & again) < _RESTATED * len(own):
        return
    if (
        prose[0] == 0
        and lead.words <= 22
        and page.title_at is None
        and len(page.lines) > 1
        and page.lines[1].after_blank
    ):
        page.given[0] = ("title", "title:restated-below")
        return
    one_sentence = not re.search(r"[.!?][\"”’)]*\s+[A-Z“\"]\w{2,}", re.sub(r"\b[A-Z]\.", "A", lead.text))
    if one_sentence and len(own) >= 8 and lead.words <= 45:
        page.given[prose[0]] = ("summary", "summary:restated-below")

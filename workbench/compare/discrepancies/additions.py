"""What a retelling adds that no report it draws on has: a purpose, a cause, a circumstance, between whom, a contrast.

A phrase counts as added when it is opened by a word of ``cues/additions.toml`` and hardly one of its content words has
a like in any known parent, whatever its ending. Single words are no addition: a synonym looks the same. What sets two
things of the parent against each other, or names between whom they are, is looked for beside the sentence drawn from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.compare.discrepancies.changes import Change, Severity
from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence, Word, plain_words, stem, words_of
from workbench.compare.discrepancies.sides import common_words
from workbench.cuefiles import cue_file

#: A phrase is added when at least so many of its content words, and so large a share, are in no parent.
FEWEST, SHARE = 2, 0.66
#: A purpose, a cause or a consequence is added when no one sentence of a parent has more than so much of its words.
SCATTERED = 0.6
#: Shares of words: the rest of a sentence that one sentence of a parent tells, and the cause that it may hold beside.
TOLD, BESIDE = 0.5, 0.34
#: An attribution that starts so many characters before a stretch may have its source in it.
NEAR = 400
#: The most content words after its opening that a phrase is read for.
LONGEST = 7


@dataclass(frozen=True, slots=True)
class Opening:
    """A word that opens a phrase, what the phrase claims, and whether that weighs.

    The words of an ``idiom`` say one thing together and count as its last.
    """

    words: tuple[str, ...]
    says: str
    weighs: bool
    joins: bool = False
    idiom: bool = False


_PIECE = Opening((), "a circumstance", False)


def addition_changes(
    a: Sentence | None, b: Sentence, page: Page, known: Collection[str], parents: Sequence[Page]
) -> Iterator[Change]:
    """The phrases of ``b`` that no parent has; ``known`` are the stems of all the parents' words.

    ``a`` is the parents' sentence that ``b`` is drawn from, where there is one.
    """
    start = (a.report_id, a.start, a.end) if a is not None else (parents[0].report_id, 0, 0)
    for opening, first, last in [*_phrases(page, b), *_pieces(page.text, b)]:
        whole = [word for word in _told(page, opening, first, last) if word.plain not in common_words()]
        content = whole[:LONGEST]
        if _is_new(content, known, SHARE) or opening.weighs and _is_linked_anew(content, parents):
            words = _shown(page.text, first, last, whole)
            told = f"{page.calls} adds {opening.says}: “{words}”; no report it is held against has it."
            weight: Severity = "medium" if opening.weighs else "low"
            yield Change("added in the retelling", start, (b.report_id, b.start, b.end), told, weight)
            return
        if opening.joins and _is_joined_anew(b, content, parents):
            words = _shown(page.text, first, last, whole)
            told = f"{page.calls} gives “{words}” as {opening.says} of what no report it is held against joins to it."
            yield Change("added in the retelling", start, (b.report_id, b.start, b.end), told)
            return
    if a is not None:
        yield from _set_apart(a, b, page, next(one for one in parents if one.report_id == a.report_id))


def _shown(text: str, first: int, last: int, content: Sequence[Word]) -> str:
    """A phrase in one line, to its end or, where it goes on for long, to the last word that was read of it."""
    cut = len(content) > LONGEST
    words = re.sub(r"\s+", " ", text[first : content[LONGEST - 1].end if cut else last]).strip()
    return f"{words} ..." if cut else words.rstrip('.!?"\u201d')


def _set_apart(a: Sentence, b: Sentence, page: Page, parent: Page) -> Iterator[Change]:
    """A contrast, or between whom a thing is, that neither the parent's sentence nor those beside it have."""
    at = parent.sentences.index(a)
    beside = " ".join(one.text for one in parent.sentences[max(0, at - 1) : at + 2])
    found, says = _between(b, beside), "between whom it is"
    if found is None:
        found, says = _contrast(b, beside), "a contrast"
    if found is not None:
        told = f"{page.calls} adds {says}: “{found}”; {parent.calls} has none there."
        yield Change(
            "added in the retelling", (a.report_id, a.start, a.end), (b.report_id, b.start, b.end), told, "low"
        )


def _between(b: Sentence, beside: str) -> str | None:
    """The phrase of a sentence that says between whom a thing is, where nothing of it stands in other words."""
    opens = _any_of("parties", "words")
    one = re.search(rf"{opens.pattern}(?!\s+\d)[^,;:.!?—]*", b.text, re.IGNORECASE)
    if one is None or opens.search(beside):
        return None
    content = [word for word in words_of(one.group())[1:] if word.plain not in common_words()]
    known = {stem(word) for word in plain_words(beside)}
    return one.group().strip() if content and not any(_known(word, known) for word in content) else None


def _contrast(b: Sentence, beside: str) -> str | None:
    """The word that sets a sentence against the one before it, where other words do not."""
    one = re.match(rf"(?:{_any_of('contrast', 'words').pattern}),", b.text, re.IGNORECASE)
    either = (_any_of("contrast", key).search(beside) for key in ("words", "also"))
    return one.group().rstrip(",") if one is not None and not any(either) else None


@cache
def _any_of(section: str, key: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, cue_file("compare", "additions")[section][key]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _told(page: Page, opening: Opening, first: int, last: int) -> list[Word]:
    """The words of a phrase; without a source where no cue opens it: who says a thing is no addition to it."""
    if opening.idiom:
        idiom = next(one for one in opening.words if page.text[first:last].casefold().startswith(one))
        return words_of(page.text, first, last)[len(idiom.split()) - 1 :]
    if opening is not _PIECE:
        return words_of(page.text, first, last)
    rows = page.attributions.within(max(0, first - NEAR), last)
    sources = [(int(row.source_start), int(row.source_end)) for row in rows if row.source_start is not None]
    words = words_of(page.text, first, last)
    return [word for word in words if not any(start <= word.start < end for start, end in sources)]


def _is_new(content: Sequence[Word], known: Collection[str], share: float) -> bool:
    new = [word for word in content if not _known(word, known)]
    return len(new) >= FEWEST and len(new) >= share * len(content)


def _is_linked_anew(content: Sequence[Word], parents: Sequence[Page]) -> bool:
    """Whether no one sentence of the parents has half the words of a phrase, wherever single ones of them stand."""
    sentences = (one for page in parents for one in page.sentences)
    return all(_is_new(content, stems_in(one), SCATTERED) for one in sentences)


def _is_joined_anew(b: Sentence, content: Sequence[Word], parents: Sequence[Page]) -> bool:
    """Whether the parents tell the phrase and the rest of its sentence, but in sentences that stand apart."""
    phrase = {stem(word.plain) for word in content}
    rest = {stem(word) for word in plain_words(b.text) if word not in common_words()} - phrase
    places = [(page.report_id, at, stems_in(one)) for page in parents for at, one in enumerate(page.sentences)]
    if not rest or not phrase or not places:
        return False
    main = max(places, key=lambda one: len(rest & one[2]))
    cause = max(places, key=lambda one: len(phrase & one[2]))
    if len(rest & main[2]) < TOLD * len(rest) or len(cause[2] & phrase) <= len(main[2] & phrase):
        return False
    apart = cause[0] != main[0] or abs(cause[1] - main[1]) > 1
    return apart and len(main[2] & phrase) <= BESIDE * len(phrase)


@lru_cache(maxsize=1 << 14)
def stems_in(sentence: Sentence) -> frozenset[str]:
    """The stems of all words of a sentence."""
    return frozenset(stem(word) for word in plain_words(sentence.text))


def _known(word: Word, known: Collection[str]) -> bool:
    one = stem(word.plain)
    return one in known or word.plain.isdigit() or len(one) >= 6 and any(other[:5] == one[:5] for other in known)


def _phrases(page: Page, sentence: Sentence) -> Iterator[tuple[Opening, int, int]]:
    """The opened phrases of a sentence, up to its next comma or end, or to the verb of speech of whom they describe."""
    text = page.text
    said = [row for row in page.attributions.within(sentence.start, sentence.end) if row.cue_start is not None]
    for opening, pattern in _openings():
        for one in pattern.finditer(text, sentence.start, sentence.end):
            stop = re.search(r"[,;:.!?—]", text[one.end() : sentence.end])
            end = one.end() + stop.start() if stop else sentence.end
            cues = [
                int(row.cue_start)
                for row in said
                if row.source_end is not None and row.source_end <= one.start() < row.cue_start < end
            ]
            yield opening, one.start(), min([*cues, end])


def _pieces(text: str, sentence: Sentence) -> Iterator[tuple[Opening, int, int]]:
    """The stretches between the commas of a sentence, the sentence itself where it has none."""
    at = sentence.start
    for stop in [*(one.start() for one in re.finditer(r"[,;:—](?=\s)", text[at : sentence.end])), len(sentence.text)]:
        yield _PIECE, at, sentence.start + stop
        at = sentence.start + stop + 1


@cache
def _openings() -> list[tuple[Opening, re.Pattern[str]]]:
    found = []
    for entry in cue_file("compare", "additions")["opening"]:
        words = tuple(sorted(entry["words"], key=lambda one: (-len(one), one)))
        barred = "|".join(map(re.escape, entry.get("not_before", ())))
        follows = rf"(?!\s+(?:{barred})\b)(?=\s+[a-z])" if barred else ""
        pattern = re.compile(rf"\b(?i:{'|'.join(map(re.escape, words))})\b{follows}")
        found.append(
            (Opening(words, entry["says"], entry["weighs"], entry["joins"], entry.get("idiom", False)), pattern)
        )
    return found

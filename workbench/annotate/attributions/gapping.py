"""Speakers whose verb is left out because the one before them has it: "The mayor says 40 left, the union 67".

What is here: a name or a noun for somebody right before a number, behind a comma or a semicolon, in what another one is
told to say. The verbs themselves are left to ``verbs.py``. Where the first clause has somebody of its own ("The mayor
says the navy lost 40 men, the rebels 60"), the second is level with that one, and speaks for nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.annotate.attributions.grammar import SUBJECTS, minus, voiced
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Paragraph, Stretch, Word
from workbench.model import Attribution

#: How a verb takes a number that another speaker may be set beside.
_SHARED = ("clause", "object", "level", "thing")
_NO_COUNTS = ("DATE", "TIME", "ORDINAL")
_PLACES = ("GPE", "LOC", "FAC")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
#: A name longer than this is rather a clause cut short.
_LONGEST = 6


def with_gaps(doc: Paragraph, items: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, each followed by those that share its verb and have a number of their own."""
    out: list[Attribution] = []
    for item in items:
        shared = list(_sharing(doc, item)) if _may_be_shared(doc, item) else []
        own = minus(doc.text, item.content, [(one.source[0], one.content[0][1]) for one in shared if one.source])
        out.extend([replace(item, content=own), *shared])
    return out


def _may_be_shared(doc: Paragraph, item: Attribution) -> bool:
    if item.direct or item.source is None or item.rule.split("/")[0] not in _SHARED or len(item.content) != 1:
        return False
    said = doc.touched(*item.content[0])
    return item.cue[1] <= item.content[0][0] and said is not None and _is_open(list(said))


def _is_open(said: Sequence[Word]) -> bool:
    """Whether the clause gives a number first, and to nobody else than the speaker."""
    first = next((token.i for token in said if _counts(token)), None)
    subjects = [token for token in said if token.dep_ in SUBJECTS and first is not None and token.i < first]
    return first is not None and not any(voiced(one) and one.pos_ != "PRON" for one in subjects)


def _counts(token: Word) -> bool:
    return token.like_num and token.ent_type_ not in _NO_COUNTS


def _sharing(doc: Paragraph, item: Attribution) -> Iterator[Attribution]:
    assert item.source is not None
    said, source = doc.touched(*item.content[0]), doc.touched(*item.source)
    assert said is not None
    assert source is not None
    rest = doc[said.start : said[0].sent.end]
    parts = _parts(list(rest))
    for at, part in enumerate(parts[1:], start=1):
        whole = part
        if doc[part[0].i - 1].text == ";" and not any(_counts(token) for token in part) and at + 1 < len(parts):
            whole = [*part, *parts[at + 1]]  # "; the union, 67"
        holder, told = _told_apart(whole)
        if holder and (holder[-1].ent_type_ not in _PLACES or _is_of_places(source, parts[0])):
            yield replace(
                item,
                source=(holder[0].idx, _end(holder[-1])),
                content=((told[0].idx, _end(told[-1])),),
                rule=f"gapped/{item.rule.rpartition('/')[2]}",
                sources=(),
                told=None,
                antecedent=None,
            )


def _is_of_places(source: Stretch, first: Sequence[Word]) -> bool:
    """Whether a place may be level with the speaker, not with where the first number was ("40 died in Lund")."""
    name = source.root
    owned = any(
        token.ent_type_ in (*_PLACES, "NORP") or (token.dep_ == "poss" and token.pos_ == "PROPN") for token in source
    )
    level = owned or (name.pos_ == "PROPN" and name.ent_type_ != "PERSON")
    return level and not any(token.ent_type_ in _PLACES for token in first)


def _end(token: Word) -> int:
    return token.idx + len(token.text)


def _parts(tokens: Sequence[Word]) -> list[list[Word]]:
    """The words between commas and semicolons, without an "and" or a "but" at their head."""
    parts: list[list[Word]] = [[]]
    for token in tokens:
        if token.text in (",", ";"):
            parts.append([])
        elif not token.is_space and (parts[-1] or len(parts) == 1 or token.pos_ != "CCONJ"):
            parts[-1].append(token)
    while parts[-1] and parts[-1][-1].is_punct:
        parts[-1].pop()
    return [part for part in parts if part]


def _told_apart(part: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Who holds the number of a part without a verb and the words from its hedge on; nothing where it is not such."""
    at = next((n for n, token in enumerate(part) if _counts(token)), 0)
    if not at or any(token.tag_ in _FINITE or token.tag_ in ("VB", "TO") for token in part):
        return (), ()
    number = part[at]
    hedges = cues("attributions")["gapped"]["words"]
    while at and (part[at - 1].lower_ in hedges or part[at - 1].tag_ == "$"):
        at -= 1
    holder = part[:at]
    if not holder or len(holder) > _LONGEST or not _is_somebody(holder) or _is_numbered_name(holder[-1], number):
        return (), ()
    return holder, part[at:]


def _is_somebody(words: Sequence[Word]) -> bool:
    head = words[-1]
    kinds = all(token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART", "PRON") for token in words)
    own = words[0].pos_ in ("DET", "PRON", "PROPN") or words[0].is_title or head.tag_ in ("NNS", "NNPS")
    noun = head.pos_ in ("NOUN", "PROPN") or head.is_title
    return kinds and own and noun and voiced(head) and head.ent_type_ not in _NO_COUNTS


def _is_numbered_name(head: Word, number: Word) -> bool:
    """Whether a number belongs to the name before it: "Route 9", "Brigade 40", not "Corvane 8 million"."""
    scaled = "," in number.text or (number.i + 1 < len(number.doc) and number.nbor().like_num)
    return not scaled and number.ent_iob_ == "I" and head.ent_type_ == number.ent_type_ and head.i + 1 == number.i

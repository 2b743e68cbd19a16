"""Our quantities in the terms of NewsQuant (Almasian et al., EMNLP 2023), for its scorer.

``python -m evaluation.newsquant DATA.json --out PRED.json`` reads a list of ``{"text": ...}`` and writes, in the same
order, lists of ``{"value", "change", "unit", "concepts"}``. A gold in DATA is never looked at. What that data calls a
quantity, a unit and a change is told here and nowhere else: our product keeps its own words.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from workbench.annotate import quantities
from workbench.annotate.paragraph import Paragraph, Word, paragraph_of
from workbench.annotate.pipeline import load
from workbench.annotate.quantities.counted import lemma_of
from workbench.annotate.quantities.hedges import bound_of
from workbench.annotate.quantities.moves import moves
from workbench.annotate.quantities.units import is_time, unit_after, unit_size
from workbench.model import Quantity

Row = dict[str, Any]

#: Numbers set aside for these reasons are no quantities there either; durations, ages and ratios are.
_NONE_THERE = {"date", "time", "ordinal", "phone", "address", "name", "chrome"}
_CHANGES = {"about": "~", "at least": ">", "more than": ">", "at most": "<", "less than": "<"}
#: Units whose name there differs from ours by more than spelling.
_UNITS = {
    "percent": "percentage",
    "tonne": "metric ton",
    "mph": "mile per hour",
    "km/h": "kilometre per hour",
    "degree Celsius": "celsius",
    "degree Fahrenheit": "fahrenheit",
    "pound weight": "pound-mass",
    "part per billion": "parts-per-billion",
    "pound-foot": "foot pound-force",
    "square foot": "square feet",
    "pound": "pound sterling",
    "yen": "japanese yen",
    "rupee": "indian rupee",
    "yuan": "chinese yuan",
    "won": "south korean won",
    "rouble": "russian ruble",
    "ringgit": "malaysian ringgit",
    "franc": "swiss franc",
    "real": "brazilian real",
    "rupiah": "indonesian rupiah",
    "rand": "south african rand",
    "lira": "turkish lira",
    "hryvnia": "ukrainian hryvnia",
    "zloty": "polish z\u0142oty",
    "forint": "hungarian forint",
    "kuna": "croatian kuna",
    "taka": "bangladeshi taka",
    "peso": "mexican peso",
    "Swedish krona": "swedish krone",
    "krona": "swedish krone",
    "krone": "norwegian krone",
    "times": "count",
    "year old": "year of age",
}
_FROM = re.compile(r"\bfrom\s+\Z")
_UNIT_WORDS = r"(?:[\s-]?(?!up|down)[A-Za-z%.$]+){0,4}?"
#: What the scoring columns of sports pages count.
_SPORT = {
    "ppg": "point per game",
    "rpg": "rebound per game",
    "apg": "assist per game",
    "spg": "steal per game",
    "bpg": "block per game",
    "WAR": "win above replacement",
}


def rows_of(parsed: Doc) -> list[Row]:
    """The quantities of a document as NewsQuant lists them."""
    doc = paragraph_of(parsed)
    listed = [one for one in parsed.user_data[quantities.KEY] if _is_listed(doc, one)]
    rows: list[Row] = []
    skip = False
    for index, one in enumerate(listed):
        if skip:
            skip = False
            continue
        unit = _unit(doc, listed, index)
        after = listed[index + 1] if index + 1 < len(listed) else None
        if after is not None and _is_from_to(doc.text, one, after):
            skip = True
            unit = max(unit, _unit(doc, listed, index + 1), key=len)
            ends = [one.value, after.value] if _FROM.search(doc.text[: one.start]) else [after.value, one.value]
            rows.append(_row(ends, _bound(one), unit))
        elif after is not None and _is_part_of(doc.text, one, after):
            skip = True
            rows.append(
                _row((one.value or 0) / (after.value or 1), _change(doc, one), f"% {_unit(doc, listed, index + 1)}")
            )
        else:
            rows.extend(
                _row(value, _change(doc, one) if not place else "=", unit)
                for place, value in enumerate(_values(doc.text, one))
            )
    return rows


def _row(value: Any, change: str, unit: str) -> Row:
    return {"value": value, "change": change, "unit": unit, "concepts": []}


def _is_from_to(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two numbers are the ends of "from X to Y" or "to Y from X": there any move is one range."""
    if first.value is None or second.value is None or second.set_aside == "age":
        return False
    before = text[max(0, first.start - 8) : first.start]
    gap = text[first.end : second.number_start]
    if _FROM.search(before):
        return re.fullmatch(rf"{_UNIT_WORDS}\s*(?:in \d{{4}}\s+)?(?:up\s+|down\s+)?to\s+(?:about\s+)?", gap) is not None
    return re.search(r"\bto\s+\Z", before) is not None and re.fullmatch(rf"{_UNIT_WORDS}\s*from\s+", gap) is not None


def _is_part_of(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two numbers say "one in five" or "one of four"."""
    gap = text[first.end : second.start]
    return (
        re.fullmatch(r"\s+(?:of|in|out of)(?:\s+every)?\s+", gap) is not None
        and (first.value == 1 or "of" not in gap.split()[:1])
        and first.value is not None
        and second.value is not None
        and 0 < first.value < second.value <= 100
    )


def _is_listed(doc: Paragraph, one: Quantity) -> bool:
    text = doc.text
    if re.fullmatch(r"[2-9]G\b.?", text[one.number_start : one.number_end + 2]):
        return True
    form, *why = one.rule.split("/")
    if one.value is None and one.low is None and one.high is None:
        return False
    if re.search(r"\b(?:each|every)\s+\Z", text[: one.number_start], re.IGNORECASE) and one.value == 1:
        return False
    if "pronoun" in why or "idiom" in why:
        return re.match(r"\s+(?:of|out of|in \w+)\s", text[one.number_end : one.number_end + 12]) is not None or bool(
            one.noun
        )
    if one.set_aside == "date" and is_time(one.unit) and not text[one.number_end : one.number_end + 1].isalpha():
        # "Nine days later" is a length of time there.
        return True
    if form == "words" and text[one.number_end : one.number_end + 1] == "-":
        # "A five-year plan" describes; it is left out there far more often than not.
        return False
    if one.set_aside == "age" and form == "range" and re.search(r"\bage[ds]?\W+\Z", text[: one.start], re.IGNORECASE):
        return False
    return one.set_aside not in _NONE_THERE and form not in ("zero", "vague")


def _values(text: str, one: Quantity) -> Iterator[Any]:
    """The value or values; a vague plural stands for one of its unit up to ten ("dozens" is 12 to 120)."""
    form = one.rule.split("/")[0]
    if form == "plural":
        yield [(one.low or 0) / 2, (one.low or 0) * 5]
    elif form == "fraction" and one.rule.split("/")[1] == "fraction":
        yield from (round(end / 100, 6) for end in (one.value,) if end is not None)
    elif form == "range" and re.search(r"\d.*\bor\b", text[one.number_start : one.number_end]):
        yield from (one.low, one.high)
    elif form == "range":
        yield [one.low, one.high]
    else:
        yield one.value


def _change(doc: Paragraph, one: Quantity) -> str:
    """The direction of a move, then the bound; theirs lets "more than" win over the move."""
    sign = _bound(one)
    if sign not in "=~<" or re.match(r"[\w\s%-]{0,12}\b(?:higher|lower)\b", doc.text[one.end : one.end + 24]):
        return sign
    return one.direction or _moved_to(doc, one) or sign


def _bound(one: Quantity) -> str:
    bound = bound_of(one.hedge) if one.bound in ("range", "vague") else one.bound
    return _CHANGES.get(bound, "=")


def _moved_to(doc: Paragraph, one: Quantity) -> str:
    """The direction of a verb that moves straight to the level ("fell to 49"): theirs, for us a level is no move."""
    before = _whole_words(doc, 0, one.start)
    words = [token for token in before[-3:] if token.lower_ not in ("up", "down")]
    if len(words) < 2 or words[-1].lower_ != "to":
        return ""
    move = moves().get(words[-2].lemma_.lower())
    return move.way if move is not None and move.takes != "amount" else ""


def _unit(doc: Paragraph, listed: Sequence[Quantity], index: int) -> str:
    one = listed[index]
    text = doc.text
    if re.fullmatch(r"[2-9]G\b.?", text[one.number_start : one.number_end + 2]):
        return "generation wireless"
    if one.set_aside == "age":
        return "year of age"
    each = re.search(r"\b(?:each|apiece)\b", text[one.end : one.end + 40]) is not None
    per = f" per {_group(one.per)}" if one.per and not each else ""
    if one.rule.startswith("fraction/fraction"):
        return f"% {_noun_words(doc, one) or '-'}"
    if one.unit == "penny" and re.match(r"\s?p\b", text[one.number_end : one.number_end + 3]):
        return "point" + per
    if one.unit != "count":
        return _UNITS.get(one.unit, one.unit) + per
    if one.noun in _SPORT:
        return _SPORT[one.noun]
    if one.noun and "anaphor" not in one.rule:
        return (_noun_words(doc, one) or "-") + per
    return _inherited(doc, listed, index)


def _group(per: str) -> str:
    """What a rate is told for, in full ("km" is a kilometre); only feet keep their singular there."""
    measure = unit_after(f"1 {per}", 1)
    name = measure.name if measure is not None and measure.written == per else per
    return name if name == "square foot" else _UNITS.get(name, name)


def _inherited(doc: Paragraph, listed: Sequence[Quantity], index: int) -> str:
    """The unit of the number before in the sentence, for one that leaves its noun out."""
    for back in range(index - 1, -1, -1):
        before = listed[back]
        if before.sentence != listed[index].sentence:
            break
        size = unit_size(before.unit)
        if before.set_aside != "age" and (size is None or size[0] not in ("money", "share", "time")):
            return _unit(doc, listed, back)
    return "-"


def _noun_words(doc: Paragraph, one: Quantity) -> str:
    """The counted noun with the words that narrow it, as lemmas, names as written, small words left out."""
    if not one.noun:
        return ""
    after = doc.text.find(one.noun, one.number_end)
    start = max(one.number_end, one.end)
    if after < 0 or after - start > 80:
        after = doc.text.rfind(one.noun, 0, one.number_start)
        start = after - (len(one.population) - len(one.noun))
    span = _whole_words(doc, start, after + len(one.noun))
    if not span:
        return one.noun_lemma
    kept = [token for token in span if token is span[-1] or not (_is_small(token) or token.text[0].isdigit())]
    words = [_plain(token, last=token is span[-1]) + ("-" if _is_hyphened(token, kept) else " ") for token in kept]
    return "".join(words).strip()


def _whole_words(doc: Paragraph, start: int, end: int) -> list[Word]:
    """The words that stand within a stretch of the text from their first to their last character."""
    return [word for word in doc if start <= word.idx and word.idx + len(word) <= end]


def _is_hyphened(token: Word, kept: Sequence[Word]) -> bool:
    """Whether a hyphen ties a token to the next one that is kept ("first-team")."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text == "-" and after[1] in kept


def _plain(token: Word, last: bool) -> str:
    if token.tag_ == "NNPS" and last and token.ent_type_ != "NORP":
        return token.text.removesuffix("s")
    return token.text if token.pos_ == "PROPN" else lemma_of(token)


def _is_small(token: Word) -> bool:
    if token.is_punct or token.is_space or token.tag_ in ("CD", "POS"):
        return True
    if token.tag_ in ("VBN", "VBG"):
        return not (token.i and token.nbor(-1).text == "-")
    tied = token.i + 1 < len(token.doc) and token.nbor().text == "-"
    return token.lower_ in STOP_WORDS and token.pos_ not in ("NOUN", "PROPN") and not tied


def predict(texts: Sequence[str]) -> list[list[Row]]:
    """The rows of each text, in order."""
    return [rows_of(doc) for doc in load().pipe(texts)]


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the predictions for a data file; the status is 0."""
    parser = argparse.ArgumentParser(prog="evaluation.newsquant", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    texts = [entry["text"] for entry in json.loads(options.data.read_text(encoding="utf-8"))]
    options.out.write_text(json.dumps(predict(texts), ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

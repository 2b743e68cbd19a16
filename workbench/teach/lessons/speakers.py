"""The lesson "speakers": who stands behind the words: a name, somebody without one, or nobody; and through whom.

What is here: the questions of each part. What makes a source anonymous was read with its sentence; the grounds that are
told apart are those of the annotators' cue file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.annotate.attributions.nesting import ground_in
from workbench.annotate.language import cues
from workbench.compare.discrepancies.sentences import Sentence
from workbench.teach.lessons.material import Candidate, Material, Row
from workbench.teach.lessons.question import Kind, Place, Question, Quotation

LESSON = "speakers"
NAMED, UNNAMED, NOBODY = "somebody with a name", "somebody, but not by name", "nobody: it is only said"
NO_GROUND = "no ground is given"
#: So many sentences before a pronoun are shown with it, and so many names are offered for it.
_BEFORE, _MOST_NAMES = 2, 5
_SPEAKING = ("person", "body", "state", "unnamed person")
#: Words in small letters that stand within names.
_WITHIN_NAMES = frozenset({"of", "the", "for", "and"})


def named(material: Material) -> Iterator[Candidate]:
    """Does the sentence name who says so? A name, an unnamed source, or nobody."""
    for said in material.said:
        entity = material.entities.get(said.row["speaker"])
        if entity is None or said.has_pronoun:
            continue
        if said.row["anonymous"] and entity["kind"] == "unnamed person":
            yield _named(material, said.sentence, said.row, UNNAMED, said.source)
        elif not said.row["anonymous"] and _is_name(said.source, entity):
            yield _named(material, said.sentence, said.row, NAMED, said.source)
    for sentence, rows in material.by_sentence.items():
        # Whoever "was quoted" or "was reported to have said" is a source; where something "is thought", nobody is.
        thought = rows[0]["stance"] in ("believed", "expected", "assessed") and rows[0]["rule"] != "passive/quote"
        hidden = rows[0]["rule"].startswith("passive/") and thought
        if len(rows) == 1 and rows[0]["source_start"] is None and hidden:
            yield _named(material, sentence, rows[0], NOBODY, "")


def bearers(material: Material) -> Iterator[Candidate]:
    """Who is "he", or "it"? One of those who speak in the report."""
    for said in material.said:
        name = material.names.get(said.row["speaker"] or "")
        if not said.has_pronoun or name is None:
            continue
        before = _before(material, said.sentence)
        offered = _speakers(material, said.sentence.report_id, str(said.row["speaker"]))
        # Where the name does not stand just before, the question could not be answered from what is shown.
        if before is None or len(offered) < 2 or not _is_borne(name, before.words):
            continue
        start = len(before.words) - said.sentence.end + int(said.row["source_start"])
        hints = (
            "Read the sentence before: a pronoun points back to whoever spoke last, if the writer was careful.",
            "Put each name in the place of the marked word. With which of them does the passage still make sense?",
            f"The name begins with “{name[0]}”.",
        )
        quoted = Quotation(before.by, before.words, (start, start + len(said.source)))
        question = _question(
            material, said.row, "speaker", f"Who is “{said.source}” here?", (name,), hints,
            f"“{said.source}” is {name}.", (quoted,), options=offered,
        )  # fmt: skip
        yield Candidate(question, name, material.reviewed("attributions", said.row["attribution_id"]))


def grounds(material: Material) -> Iterator[Candidate]:
    """Why is there no name? The ground that the report gives, or none."""
    known = [entry["ground"] for entry in cues("attributions")["anonymity"]]
    options = (*dict.fromkeys(known), NO_GROUND)
    for sentence, rows in material.by_sentence.items():
        row = next((one for one in rows if one["anonymous"] and one["source_start"] is not None), None)
        if row is None or not sentence.start <= row["source_start"] < sentence.end:
            continue
        ground = ground_in(sentence.text)
        if (row["anonymity_ground"] or "") != ground:
            continue  # the ground stands in another sentence, and could not be found in this one
        source = sentence.text[int(row["source_start"]) - sentence.start : int(row["source_end"]) - sentence.start]
        if source.casefold() in ("he", "she", "it", "they"):
            continue
        hints = (
            "An editor asks why a source is not named; a careful report passes the answer on.",
            "Look for words that speak of the source and not of the news.",
            "There are none here." if not ground else "There are such words here, after the source or before it.",
        )
        told = f"“{source}” has no name in this sentence. Ground: {ground or NO_GROUND}."
        question = _question(
            material, row, "ground", f"Why is “{source}” not named? What does the sentence say?",
            (ground or NO_GROUND,), hints, told, (material.quoted(sentence),), options=options,
        )  # fmt: skip
        yield Candidate(question, ground, material.reviewed("attributions", row["attribution_id"]))


def relays(material: Material) -> Iterator[Candidate]:
    """Who passes on what somebody else holds? The words for the outer source, typed from the sentence."""
    for sentence, rows in material.by_sentence.items():
        for inner in rows:
            outer = material.attributions.get(inner["within_attribution"] or "")
            if outer is None or outer not in rows or outer["speaker"] == inner["speaker"]:
                continue
            both = [material.said_in(sentence, one) for one in (inner, outer)]
            if None in both or not _can_speak(material, inner["speaker"]):
                continue
            holder, teller = (said.source for said in both if said is not None)
            hints = (
                "There are two sources, one inside the other: one holds it, the other tells the report that he does.",
                f"“{holder}” holds it. Who lets the report know that?",
                f"The words begin with “{teller.split()[0]}”.",
            )
            told = f"“{holder}” holds it, and “{teller}” passes it on: two steps, and something may be lost at each."
            asks = f"“{holder}” is the inner of two sources. On whose word do we have it? Type the words."
            question = _question(
                material, inner, "teller", asks, (teller,), hints, told, (material.quoted(sentence),),
                near=((holder, "That is who holds it; who tells the report so?"),), kind_words=True,
            )  # fmt: skip
            yield Candidate(question, teller, material.reviewed("attributions", inner["attribution_id"]))


def _named(material: Material, sentence: Sentence, row: Row, right: str, source: str) -> Candidate:
    hints = (
        "Find the cue, then look for whoever goes with it.",
        "Could you telephone the source with what stands in this sentence alone?",
        f"The words for the source are “{source}”." if source else "No source goes with the cue.",
    )
    told = f"The words for the source are “{source}”." if source else "The sentence leaves out who says or thinks so."
    asks = "On whose word does this sentence stand?"
    quoted = (material.quoted(sentence),)
    options = (NAMED, UNNAMED, NOBODY)
    question = _question(material, row, "source", asks, (right,), hints, told, quoted, options=options)
    return Candidate(question, right, material.reviewed("attributions", row["attribution_id"]))


def _question(
    material: Material, row: Row, part: str, asks: str, accepted: tuple[str, ...], hints: tuple[str, ...], told: str,
    quoted: tuple[Quotation, ...], *, options: tuple[str, ...] = (), near: tuple[tuple[str, str], ...] = (),
    kind_words: bool = False,
) -> Question:  # fmt: skip
    explanation = f"{told} {material.standing('attributions', row['attribution_id'])}"
    place = Place(row["report_id"], int(row["cue_start"]), int(row["cue_end"]))
    kind: Kind = "words" if kind_words else "choice"
    return Question(LESSON, part, asks, kind, quoted, accepted, hints, explanation, place, options, near)


def _is_name(source: str, entity: Row) -> bool:
    """Whether the words are a name that the story knows, with nothing in small letters beside it."""
    words = source.removeprefix("The ").removeprefix("the ").split()
    known = {entity["name"], *(entity["aliases"] if entity["aliases"] is not None else ())}
    bare = all(word[:1].isupper() or word in _WITHIN_NAMES for word in words)
    return bare and any(name and name in source for name in known)


def _is_borne(name: str, words: str) -> bool:
    """Whether a name stands in the words, and not only as an owner ("Ukraine's intelligence")."""
    return re.search(rf"\b{re.escape(name.split()[-1])}\b(?!['’]s)", words) is not None


def _before(material: Material, sentence: Sentence) -> Quotation | None:
    """The sentence with those just before it in the body, as one stretch of the report."""
    own = [one for one in material.sentences[sentence.report_id] if one.part == "body"]
    first = own[max(0, own.index(sentence) - _BEFORE)]
    if first is sentence:
        return None
    text = str(material.reports[sentence.report_id]["text"])
    return Quotation(material.called[sentence.report_id], text[first.start : sentence.end])


def _speakers(material: Material, report: str, right: str) -> tuple[str, ...]:
    """The right name among others who speak in the report, by the alphabet; nobody beside the body he belongs to."""
    of_report = (pair for pair in material.by_sentence.items() if pair[0].report_id == report)
    plain = (row for sentence, rows in of_report for row in rows if material.said_in(sentence, row))
    there = dict.fromkeys(row["speaker"] for row in plain if _can_speak(material, row["speaker"]))
    kin = {right, material.entities[right]["within"]}
    others = [one for one in there if one not in kin and material.entities[one]["within"] != right]
    names = [material.names[one] for one in (right, *others[: _MOST_NAMES - 1])]
    return tuple(sorted(dict.fromkeys(names), key=str.casefold))


def _can_speak(material: Material, entity: str | None) -> bool:
    """Whether it is somebody, and no place or thing that was read as a speaker."""
    return entity in material.entities and material.entities[entity]["kind"] in _SPEAKING

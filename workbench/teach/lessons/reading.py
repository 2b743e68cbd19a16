"""The lesson "reading": the source, the cue and the content of a sentence in which somebody lets us know something.

What is here: the questions of each part. Which attributions a learner can find alone is said in ``material.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.teach.lessons.material import Candidate, Material, Said
from workbench.teach.lessons.question import Place, Question

LESSON = "reading"


def sources(material: Material) -> Iterator[Candidate]:
    """Who lets us know this? The words for the source, typed from the sentence."""
    for said in material.said:
        if said.has_pronoun:
            continue
        where = "before" if said.row["source_start"] < said.row["cue_start"] else "after"
        hints = (
            "A source is whoever lets us know: a person, a body, a document. A word of saying goes with it.",
            f"It stands {where} the cue “{said.cue}”.",
            f"It has {_counted(said.source)} and begins with “{said.source.split()[0]}”.",
        )
        yield _candidate(material, said, "source", "Who lets us know this? Type the words for the source.", hints)


def cues(material: Material) -> Iterator[Candidate]:
    """By which words do we know that it is somebody's word? The cue, typed from the sentence."""
    for said in material.said:
        hints = (
            "A cue ties what is said to whoever says it, most often by a verb of saying or thinking.",
            f"The source is “{said.source}”; the cue goes with it.",
            f"It has {_counted(said.cue)} and begins with “{said.cue[0]}”.",
        )
        yield _candidate(material, said, "cue", "Which words tie this to its source? Type the cue.", hints)


def contents(material: Material) -> Iterator[Candidate]:
    """What is left when the source and the cue are taken away? The content, typed from the sentence."""
    for said in material.said:
        if len(said.content.split()) < 3:
            continue
        words = said.content.split()
        hints = (
            f"Cover the source, “{said.source}”, and the cue, “{said.cue}”. What is left that could be true or false?",
            f"It has {_counted(said.content)}.",
            f"It begins with “{words[0]} {words[1]}” and ends with “{words[-1]}”.",
        )
        asks = "What does the source let us know? Type the content, as it stands."
        yield _candidate(material, said, "content", asks, hints)


def _candidate(material: Material, said: Said, part: str, asks: str, hints: tuple[str, ...]) -> Candidate:
    key = said.row["attribution_id"]
    content = f" Content: “{said.content}”." if said.content else ""
    told = f"Source: “{said.source}”. Cue: “{said.cue}”.{content} {material.standing('attributions', key)}"
    words = {"source": said.source, "cue": said.cue, "content": said.content}
    others = tuple((words[name], f"Those words are the {name}, not the {part}.") for name in words if name != part)
    question = Question(
        LESSON, part, asks, "words", (material.quoted(said.sentence),), (words[part],), hints, told,
        Place(said.sentence.report_id, int(said.row["cue_start"]), int(said.row["cue_end"])),
        near=tuple(one for one in others if one[0]),
    )  # fmt: skip
    speaker = said.row["speaker"] or said.source
    return Candidate(question, speaker if part != "cue" else said.cue, material.reviewed("attributions", key))


def _counted(words: str) -> str:
    count = len(words.split())
    return f"{count} word{'s' * (count > 1)}"

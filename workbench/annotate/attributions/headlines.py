"""Who says what in a headline set in capitals ("Union Says 40 Posts Will Go"), which a parser takes for a name.

What is here: a word at the head of such a line that is the present of a cue verb, with the name before it. A line whose
verb the parse knows is left to ``verbs.py``, a name before a colon to ``labels.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.annotate.attributions.grammar import VERBS
from workbench.annotate.attributions.lexicon import Frame, has_a_voice, verb_frames
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Stretch, Word
from workbench.model import Attribution

#: A source in a headline has at most so many words.
_LONGEST = 6
#: Of ten words of a headline in capitals so many begin with one.
_CAPITALS = 0.7
_PLAIN = ("clause", "object", "quote")


def with_headline(found: list[Attribution], sentence: Stretch, index: int) -> list[Attribution]:
    """What was found in a sentence, with what it says as a headline where its first verb was not among them."""
    whole = next(_by_headline(sentence, index), None)
    if whole is None or any(item.cue[0] <= whole.cue[0] for item in found):
        return found
    return [whole, *(item for item in found if item.source is None or item.source[0] >= whole.cue[1])]


def _by_headline(sentence: Stretch, index: int) -> Iterator[Attribution]:
    """The name that a headline in capitals opens with, its verb, and the rest as what is said."""
    if not _is_in_capitals(sentence):
        return
    for token in sentence[1 : _LONGEST + 1]:
        frame = _frame_of(token)
        if frame is not None and _may_be_told(token, sentence):
            source = sentence.doc[sentence.start : _source_end(token, sentence)]
            last = sentence[-1].i if sentence[-1].is_punct else sentence.end
            said = sentence.doc[token.i + 1 : last]
            yield Attribution(
                source=(source.start_char, source.end_char),
                cue=(token.idx, token.idx + len(token)),
                content=((said.start_char, said.end_char),),
                sentence=index,
                stance=frame.stance,
                rule=f"headline/{_lemma(token)}",
            )
            return
        if token.pos_ in VERBS or token.is_punct:
            return


def _is_in_capitals(sentence: Stretch) -> bool:
    told = [token for token in sentence if token.is_alpha and len(token) > 3]
    return len(told) > 3 and sum(token.text[0].isupper() for token in told) >= _CAPITALS * len(told)


def _lemma(token: Word) -> str:
    """What is left of a word without the ending of the third person."""
    word = token.lower_
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    bare = word.removesuffix("s")
    return bare if bare in verb_frames() else word.removesuffix("es")


def _frame_of(token: Word) -> Frame | None:
    if not token.lower_.endswith("s") or token.lower_ in cues("attributions")["headlines"]["nouns"]:
        return None
    frames = verb_frames().get(_lemma(token), ())
    return next((frame for what in _PLAIN for frame in frames if what in frame.takes), None)


def _source_end(verb: Word, sentence: Stretch) -> int:
    end = verb.i
    while end > sentence.start and sentence.doc[end - 1].pos_ in ("ADV", "PART"):
        end -= 1
    return end


def _may_be_told(verb: Word, sentence: Stretch) -> bool:
    """Whether a name stands before the verb and something that is no phrase behind it."""
    before = sentence.doc[sentence.start : _source_end(verb, sentence)]
    after = sentence.doc[verb.i + 1 : sentence.end]
    if not before or len([t for t in after if t.is_alpha or t.like_num]) < 2:
        return False
    if any(token.is_punct or token.pos_ in (*VERBS, "ADP", "SCONJ") for token in before):
        return False
    return has_a_voice(before[-1]) and after[0].pos_ not in ("ADP", "CCONJ") and not after[0].is_punct

"""Who says what in a paragraph: source, cue and content as three spans, nested where one speaker passes on another.

What is here: one spaCy component that asks each module for its kind of cue and puts the answers in order. The scheme is
that of PARC 3 and PolNeAR. Pronouns, short forms and quotations that run over paragraphs are joined over the whole
report by ``antecedents.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from workbench.annotate.attributions.deeds import by_deed
from workbench.annotate.attributions.gapping import with_gaps
from workbench.annotate.attributions.grammar import VERBS, Spans, hidden_subject
from workbench.annotate.attributions.headlines import with_headline
from workbench.annotate.attributions.labels import by_bracket, by_label
from workbench.annotate.attributions.lexicon import frames_of, is_paper, taking
from workbench.annotate.attributions.nesting import nested, with_anonymity, without_asides
from workbench.annotate.attributions.nouns import by_adjective, by_adverb, by_making_clear, by_noun
from workbench.annotate.attributions.prepositions import by_poll, by_preposition
from workbench.annotate.attributions.quotes import Quotation, around, quotations
from workbench.annotate.attributions.releases import by_release
from workbench.annotate.attributions.speech import CONTINUED, OPENED, spoken, with_whole_quotations
from workbench.annotate.attributions.tallies import by_tally
from workbench.annotate.attributions.verbs import by_verb
from workbench.annotate.paragraph import Paragraph, Stretch, Word, paragraph_of
from workbench.model import Attribution

_LABELS = ("turn", "colon", "quote", "signature")
#: Where the component leaves its list on the document; offsets are those of the paragraph.
KEY = "workbench.attributions"


@Language.factory("workbench_attributions")
def make_attributions(nlp: Language, name: str) -> AttributionFinder:
    """The component that puts the paragraph's attributions under ``doc.user_data[KEY]``."""
    return AttributionFinder()


class AttributionFinder:
    """The component itself; it keeps no state."""

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[KEY] = find_attributions(paragraph_of(doc))
        return doc


def find_attributions(doc: Paragraph) -> list[Attribution]:
    """The paragraph's attributions in order of their cues, each pointing at the one it stands within."""
    sentences = list(doc.sents)
    sentence_of = {token.i: index for index, sentence in enumerate(sentences) for token in sentence}
    quotes = quotations(doc)
    found, used = spoken(doc, quotes, sentence_of)
    for index, sentence in enumerate(sentences):
        found.extend(by_bracket(sentence, index))
        here: list[Attribution] = []
        for token in sentence:
            if token.i not in used:
                here.extend(_at(token, sentence, index, sentences))
        found.extend(with_headline(here, sentence, index))
    labelled = list(by_label(doc))
    if labelled:
        found = [item for item in found if item.rule != CONTINUED]
    found.extend(labelled)
    whole = with_gaps(doc, _one_for_each_cue(found, quotes))
    return nested([with_anonymity(doc, item) for item in without_asides(doc, whole)])


def _at(token: Word, sentence: Stretch, index: int, sentences: Sequence[Stretch]) -> Iterator[Attribution]:
    if token.pos_ in VERBS or _is_a_verb(token):
        yield from by_release(token, index, sentences)
        yield from by_deed(token, index)
        yield from by_verb(token, sentence, index)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from by_noun(token, index)
        yield from by_tally(token, sentence, index)
    elif token.pos_ == "ADV":
        yield from by_adverb(token, index)
    if token.pos_ in ("ADJ", "VERB"):
        yield from by_making_clear(token, sentence, index)
        yield from by_adjective(token, index)
    yield from by_preposition(token, sentence, index)
    yield from by_poll(token, index)


def _is_a_verb(token: Word) -> bool:
    """Whether a word tagged as a noun stands as a verb: it has a subject, or heads the sentence and takes a clause."""
    if token.pos_ not in ("NOUN", "PROPN") or not token.lefts:
        return False
    own = {child.dep_ for child in token.children}
    if "nsubj" in own:
        return True
    if _closes_with_a_source(token):
        return True
    if token.dep_ != "ROOT" or not token.text.endswith(("s", "S")):
        return False
    beside = any(child.dep_ == "appos" and child.i == token.i + 1 for child in token.children)
    return bool(own & {"ccomp", "xcomp", "dobj"}) or beside


def _closes_with_a_source(token: Word) -> bool:
    """Whether a word is a verb behind a comma and a noun, not a noun itself: ", the port's records show."."""
    subject = hidden_subject(token)
    if subject is None or taking(frames_of(token), "inserted") is None:
        return False
    after = token.doc[token.i + 1 : token.i + 2]
    goes_on = bool(after) and after[0].text == "," and is_paper(subject) and subject.tag_ != "NN"
    if not goes_on and ((after and not after[0].is_punct) or token.i + 2 < token.sent.end):
        return False
    first = min(c.left_edge.i for c in token.lefts if c.dep_ in ("poss", "amod", "compound", "det", "nmod"))
    return first > token.sent.start and (token.doc[first - 1].text == "," or token.doc[first - 1].lower_ == "as")


def _one_for_each_cue(found: Iterable[Attribution], quotes: Sequence[Quotation]) -> list[Attribution]:
    """The attributions by place, quotations in them whole; "voiced fears" stands for the "voiced" in it too."""
    unique = {(item.source, item.cue): item for item in found if item.content or item.rule == OPENED}
    nouns = {item.cue: item.source for item in unique.values() if item.rule.startswith("noun/")}
    whole = [
        replace(item, content=_within_marks(item, quotes))
        for item in unique.values()
        if not any(
            start == item.cue[0] and item.cue[1] < end and source == item.source
            for (start, end), source in nouns.items()
        )
    ]
    return sorted((item for item in whole if item.content or item.rule == OPENED), key=lambda item: item.cue)


def _within_marks(item: Attribution, quotes: Sequence[Quotation]) -> Spans:
    """The content with quotations in it whole, and no word beyond the quotation that the cue itself stands in."""
    held = around(quotes, item.cue[0])
    if held is None or item.rule.split("/")[0] in _LABELS:
        return with_whole_quotations(item.content, quotes)
    cut = ((max(start, held.inner_start), min(end, held.inner_end)) for start, end in item.content)
    return tuple((start, end) for start, end in cut if start < end)

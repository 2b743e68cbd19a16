"""A parsed paragraph as plain values: its words, its sentences, its names, each under the name that spaCy gives it.

What is here: ``paragraph_of``, which copies what the rules ask of a spaCy document once, in one pass. Rules walk a
parse back and forth, and each step over spaCy's own tokens makes a new object; over these it is an attribute. What the
attributes mean is spaCy's to say (https://spacy.io/api/token); nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, overload

from spacy.tokens import Doc
from spacy.vocab import Vocab

_COLUMNS: list[int | str] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START", "SPACY"]
_KEY = "workbench.paragraph"


class Word:
    """One token: what it is, where it stands and what hangs on it. Words are the same only if they are one object.

    ``i`` is its number in the paragraph, ``idx`` the offset of its first character there; the root of a sentence is its
    own ``head``; ``children`` are in text order; ``sent`` is its sentence and ``doc`` its paragraph.
    """

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_punct", "is_quote",
        "is_space", "is_title", "is_upper", "lemma_", "like_num", "lower_", "pos_", "sent", "tag_", "text",
        "whitespace_",
    )  # fmt: skip

    children: tuple[Word, ...]
    dep_: str
    doc: Paragraph
    ent_iob_: str
    ent_type_: str
    head: Word
    i: int
    idx: int
    is_alpha: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_title: bool
    is_upper: bool
    lemma_: str
    like_num: bool
    lower_: str
    pos_: str
    sent: Stretch
    tag_: str
    text: str
    whitespace_: str

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"Word({self.text!r}, {self.i})"

    def nbor(self, by: int = 1) -> Word:
        """The word so many places on; raises ``IndexError`` beyond either end."""
        if not 0 <= self.i + by < len(self.doc):
            raise IndexError(f"no word {by} places from {self!r}")
        return self.doc[self.i + by]

    @property
    def is_sent_start(self) -> bool:
        """Whether the word opens its sentence."""
        return self.i == self.sent.start

    @property
    def lefts(self) -> list[Word]:
        """What hangs on the word and stands before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def left_edge(self) -> Word:
        """The first word of all that hangs on the word, however deep."""
        return self.doc.words[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Word:
        """The last word of all that hangs on the word, however deep."""
        return self.doc.words[self.doc.edges[1][self.i]]

    @property
    def ancestors(self) -> Iterator[Word]:
        """The words above, the nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def subtree(self) -> Iterator[Word]:
        """The word and all that hangs on it, however deep, in the order of the tree read from the left."""
        waiting: list[tuple[Word, bool]] = [(self, False)]
        while waiting:
            word, opened = waiting.pop()
            if opened or not word.children:
                yield word
                continue
            after = [(child, False) for child in word.children if child.i > word.i]
            before = [(child, False) for child in word.children if child.i < word.i]
            waiting += [*reversed(after), (word, True), *reversed(before)]


class Stretch:
    """The words ``start`` to ``end`` (not included) of a paragraph; ``label_`` is the kind of a name, else empty."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Paragraph, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Word | Stretch:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self))
            return Stretch(self.doc, self.start + start, self.start + max(start, stop))
        return self.doc.words[self.start : self.end][at]

    def __repr__(self) -> str:
        return f"Stretch({self.text!r})"

    @property
    def start_char(self) -> int:
        """The offset of the first character in the paragraph."""
        words = self.doc.words
        return words[self.start].idx if self.start < len(words) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset behind the last character in the paragraph, blanks behind the last word left out."""
        if self.end == self.start:
            return self.start_char
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters from the first word to the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Stretch:
        """The sentence in which the stretch begins."""
        return self.doc.words[self.start].sent

    @property
    def root(self) -> Word:
        """The word nearest to the root of its sentence, the first of two that are as near; a mark only among marks."""
        words = self.doc.words[self.start : self.end]
        for word in words:
            if word.head is word:
                return word
        outer = [word for word in words if not self.start <= word.head.i < self.end]
        return min(outer, key=_steps_to_root) if outer else words[0]


def _steps_to_root(word: Word) -> int:
    if not word.children and (word.is_space or word.is_punct):
        return len(word.doc)
    return sum(1 for _ in word.ancestors)


class Paragraph:
    """A paragraph: its text, its words in order, its sentences and its names, the latter with their kind."""

    __slots__ = ("_edges", "_ends", "ents", "sents", "text", "words")

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words = text, words
        self.sents: tuple[Stretch, ...] = ()
        self.ents: tuple[Stretch, ...] = ()
        self._edges: tuple[list[int], list[int]] | None = None
        self._ends: list[int] | None = None

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Word | Stretch:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self.words))
            return Stretch(self, start, max(start, stop))
        return self.words[at]

    @property
    def edges(self) -> tuple[list[int], list[int]]:
        """For each word the numbers of the first and of the last word that hang on it, however deep."""
        if self._edges is None:
            self._edges = _edges([word.head.i for word in self.words])
        return self._edges

    def touched(self, start: int, end: int) -> Stretch | None:
        """The words that the characters ``start`` to ``end`` touch; missing where they lie outside the paragraph."""
        if self._ends is None:
            self._ends = [word.idx + len(word.text) + len(word.whitespace_) for word in self.words]
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end - 1)
        if start < 0 or end < 1 or first >= len(self.words) or last >= len(self.words):
            return None
        word = self.words[first]
        # A blank belongs to no word.
        first += start == word.idx + len(word.text)
        return Stretch(self, first, max(first, last + 1))


def paragraph_of(doc: Doc) -> Paragraph:
    """The document's words, sentences and names, copied once and kept for the next that asks."""
    kept: Paragraph | None = doc.user_data.get(_KEY)
    if kept is None:
        kept = doc.user_data[_KEY] = _copied(doc)
    return kept


def _copied(doc: Doc) -> Paragraph:
    named, looks = _names_of(doc.vocab), _looks_of(doc.vocab)
    words: list[Word] = []
    heads: list[int] = []
    starts: list[int] = []
    whole = Paragraph("", words)
    at = 0
    rows = doc.to_array(_COLUMNS).astype("int64").tolist()
    for i, (orth, lemma, pos, tag, dep, head, kind, iob, opens, blank) in enumerate(rows):
        word = Word()
        (
            word.text, word.lower_, word.is_alpha, word.is_punct, word.is_quote, word.is_space, word.is_title,
            word.is_upper, word.like_num,
        ) = looks[orth]  # fmt: skip
        word.i, word.idx, word.doc, word.children = i, at, whole, ()
        word.lemma_, word.pos_, word.tag_, word.dep_ = named[lemma], named[pos], named[tag], named[dep]
        word.ent_type_, word.ent_iob_ = named[kind], ("", "I", "O", "B")[iob]
        word.whitespace_ = " " if blank else ""
        at += len(word.text) + blank
        words.append(word)
        heads.append(i + head)
        if opens == 1 or i == 0:
            starts.append(i)
    whole.text = "".join([word.text + word.whitespace_ for word in words])
    below: dict[int, list[Word]] = {}
    for word, above in zip(words, heads, strict=True):
        word.head = words[above]
        if above != word.i:
            below.setdefault(above, []).append(word)
    for above, own in below.items():
        words[above].children = tuple(own)
    whole.sents = tuple(
        Stretch(whole, start, end) for start, end in zip(starts, [*starts[1:], len(words)], strict=True)
    )
    for sentence in whole.sents:
        for word in sentence:
            word.sent = sentence
    whole.ents = tuple(Stretch(whole, name.start, name.end, name.label_) for name in doc.ents)
    return whole


class _Names(dict[int, str]):
    """Strings by spaCy's numbers for them, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, number: int) -> str:
        # numpy's int64 shows numbers beyond its half as negative ones
        self[number] = name = self._vocab.strings[number % 2**64]
        return name


class _Looks(dict[int, tuple[Any, ...]]):
    """What a word is by its spelling alone, by spaCy's number for the spelling, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, number: int) -> tuple[Any, ...]:
        one = self._vocab[number % 2**64]
        self[number] = looks = (
            one.text, one.lower_, one.is_alpha, one.is_punct, one.is_quote, one.is_space, one.is_title, one.is_upper,
            one.like_num,
        )  # fmt: skip
        return looks


@lru_cache(maxsize=4)
def _names_of(vocab: Vocab) -> _Names:
    return _Names(vocab)


@lru_cache(maxsize=4)
def _looks_of(vocab: Vocab) -> _Looks:
    return _Looks(vocab)


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The ends of what hangs on each word; passes are made until none changes, for parses whose arcs cross."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    changed = True
    while changed:
        changed = False
        for places in (range(len(heads)), range(len(heads) - 1, -1, -1)):
            for i in places:
                head = heads[i]
                if first[i] < first[head]:
                    first[head], changed = first[i], True
                if last[i] > last[head]:
                    last[head], changed = last[i], True
    return first, last

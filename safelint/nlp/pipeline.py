"""Sentences to tokens with parts of speech and dependencies: spaCy, loaded when the first sentence needs it."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from safelint.nlp.loading import LEMMATISER, load, locate
from safelint.nlp.truecase import ordinary_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

    from safelint.nlp.bare import Bare
    from safelint.nlp.loading import Stock

BATCH = 64
# No sentence is that long; a table or list without full stops is parsed in pieces of this many tokens.
LONGEST = 400

# Relations of the stock pipelines (ClearNLP) by their names in Universal Dependencies, which rules are written in.
# Names only: there a preposition still governs its noun, and “is” still governs “an addict”.
UD_RELATIONS = {
    "acomp": "xcomp",
    "agent": "case",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "parataxis",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "nummod": "nummod",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "case",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}


class Pipeline:
    """A language pipeline that costs nothing until it is asked to parse; safe to use from several threads.

    Args:
        name: an installed spaCy pipeline or a folder that holds one; empty for the bundled one.
        remember: how many parsed sentences are kept, the least recently used going first.

    Raises:
        ConfigError: there is no pipeline of that name.
    """

    def __init__(self, name: str = "", remember: int = 2000) -> None:
        self.name = name
        self.remember = remember
        self._located = locate(name)
        self._nlp: Stock | Bare | None = None
        self._relations: dict[str, str] = {}
        self._docs: dict[str, Doc] = {}  # least recently used first
        self._raw: dict[str, Doc] = {}  # tokenised and not yet parsed
        self._lock = Lock()

    def __reduce__(self) -> tuple[type[Pipeline], tuple[str, int]]:
        return Pipeline, (self.name, self.remember)

    @property
    def version(self) -> str:
        """Language (or name) and version for reports, such as “en 0.1.0”; read without importing spaCy."""
        return self._located.version

    @property
    def loaded(self) -> bool:
        """Whether the pipeline is in memory."""
        return self._nlp is not None

    @property
    def vocab(self) -> Vocab:
        """The vocabulary to build spaCy matchers with; loads the pipeline."""
        with self._lock:
            vocab: Vocab = self._load().vocab
        return vocab

    def warm(self) -> None:
        """Load the pipeline now, as before processes are forked."""
        with self._lock:
            self._load()

    def parse(self, texts: Sequence[str]) -> list[Doc]:
        """Tokenise, tag and parse sentences.

        Args:
            texts: sentences, each parsed as exactly one; any order, repetitions welcome.

        Returns:
            One Doc for each text, in order, with ``doc.text == text``; Docs are shared with later calls and not to be
            changed. Headlines In Title Case and sentences in capitals are analysed as running text (see ``truecase``):
            their tokens keep the given spelling, lemmas, tags and relations are those of the ordinary words.
        """
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._docs]
            found = dict(zip(missing, self._analyse(missing), strict=True))
            for text in dict.fromkeys(texts):
                if text not in found:
                    found[text] = self._docs.pop(text)
                self._docs[text] = found[text]
            while len(self._docs) > self.remember:
                del self._docs[next(iter(self._docs))]
        return [found[text] for text in texts]

    def tokens(self, texts: Sequence[str]) -> list[Doc]:
        """Sentences tokenised and nothing more: enough to tell that a pattern can't match, at a hundredth of the cost.

        Args:
            texts: sentences.

        Returns:
            One Doc for each text, in order; of a text in capitals or title case that of its ordinary words.
        """
        with self._lock:
            if len(self._raw) > self.remember:
                self._raw.clear()
            return [self._docs.get(text) or self._tokenised(text) for text in texts]

    def _tokenised(self, text: str) -> Doc:
        if text not in self._raw:
            self._raw[text] = self._load().tokenizer(ordinary_case(text))
        return self._raw[text]

    def _load(self) -> Stock | Bare:
        if self._nlp is None:
            nlp = load(self._located)
            if "dobj" in nlp.labels:
                self._relations = UD_RELATIONS
            self._nlp = nlp
        return self._nlp

    def _analyse(self, texts: list[str]) -> Iterator[Doc]:
        """Parse distinct ``texts``, in order and in batches."""
        if not texts:
            return
        nlp = self._load()
        pieces = [_pieces(self._raw.pop(text, None) or nlp.tokenizer(ordinary_case(text))) for text in texts]
        parsed = nlp.pipe((piece for text in pieces for piece in text), batch_size=BATCH)
        for text, parts in zip(texts, pieces, strict=True):
            doc = _joined([next(parsed) for _ in parts])
            if doc.text != text:
                doc = _respelt(doc, text)
            for token in doc if self._relations else ():
                token.dep_ = self._relations.get(token.dep_, token.dep_)
            if nlp.lemmas_later:
                doc.user_data[LEMMATISER] = self._lemmas
            yield doc

    def _lemmas(self, text: str) -> list[str]:
        """The lemma of each token of ``text``."""
        with self._lock:
            nlp = self._load()
            pieces = _pieces(nlp.tokenizer(ordinary_case(text)))
            return [one for piece in pieces for one in nlp.lemmas(piece)]


def lemma(token: Token) -> str:
    """The lemma of a token of a parsed sentence; most rules ask for none, so it is found when somebody does."""
    known: dict[Any, Any] = token.doc.user_data
    if LEMMATISER not in known:
        return str(token.lemma_)
    if callable(known[LEMMATISER]):
        known[LEMMATISER] = known[LEMMATISER](token.doc.text)
    word: str = known[LEMMATISER][token.i]
    return word


def _pieces(doc: Doc) -> list[Doc]:
    """``doc`` in pieces that the parser may not split any further."""
    pieces = [doc] if len(doc) <= LONGEST else [doc[at : at + LONGEST].as_doc() for at in range(0, len(doc), LONGEST)]
    for piece in pieces:
        for token in piece[1:]:
            token.is_sent_start = False
    return pieces


def _joined(pieces: list[Doc]) -> Doc:
    """The pieces of one text as one Doc, without the tensors that only training needs."""
    for piece in pieces:
        piece.tensor = piece.tensor[:0]
    if len(pieces) == 1:
        return pieces[0]
    joined: Doc = type(pieces[0]).from_docs(pieces, ensure_whitespace=False)
    return joined


def _respelt(doc: Doc, text: str) -> Doc:
    """``doc`` with its words spelt as in ``text``, which has the same length, and everything else carried over."""
    words: Iterable[str] = [text[token.idx : token.idx + len(token)] for token in doc]
    respelt: Doc = type(doc)(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )
    return respelt

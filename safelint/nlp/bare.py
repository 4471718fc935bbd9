"""The bundled pipeline put together from its parts, without spaCy's machinery to configure and train any pipeline.

What comes out is what ``spacy.load`` would make of the same folder, number for number (see ``test_bare``), in a quarter
of the time: no configuration is resolved, of 1,300 exceptions of the tokenizer only those are added that a text holds,
and the strings that only lemmas need are read when somebody asks for a lemma.
"""

from __future__ import annotations

import json
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from safelint.nlp.affixes import Affixes
from safelint.nlp.network import Classes, Vectors
from safelint.nlp.steps import steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.tokens import Doc

# With so many texts it is cheaper to add all exceptions than to look for each in each text.
MANY = 300
# A short text and what it is parsed to, wherever all is well.
_KNOWN = "She rested"
_PARSED = [("PRP", "nsubj"), ("VBD", "ROOT")]
_NO_TREE = 0xFFFFFFFF


class Bare:
    """The bundled pipeline, ready to tokenise, tag and parse (see ``loading.Stock`` for others).

    Args:
        folder: where the pipeline was saved.

    Raises:
        ValueError, KeyError, AttributeError, ImportError: this spaCy or this pipeline is not as expected.
    """

    lemmas_later = True
    labels: tuple[str, ...] = ()  # of its own only: they need no translation

    def __init__(self, folder: Path) -> None:
        from thinc.backends import NumpyOps

        self._folder = folder
        self._ops = NumpyOps()
        self.vocab = _vocab(folder / "vocab" / "lookups.bin")
        self._tokenizer, self._exceptions = _tokenizer(folder / "tokenizer", self.vocab)
        self._texts = 0
        self._vectors = Vectors(self._ops, folder / "tok2vec" / "model")
        self._tags = Classes(self._ops, folder / "tagger" / "model")
        self._forms = Classes(self._ops, folder / "morphologizer" / "model")
        self._tag_ids = [self.vocab.strings.add(tag) for tag in _read(folder / "tagger" / "cfg")["labels"]]
        self._form_ids = _form_ids(_read(folder / "morphologizer" / "cfg"))
        self._parser = _parser(folder / "parser", self.vocab, self._ops)
        if [(one.tag_, one.dep_) for one in next(self.pipe([self.tokenizer(_KNOWN)], 1))] != _PARSED:
            raise ValueError("this spaCy parses in some other way")

    def tokenizer(self, text: str) -> Doc:
        """A text in tokens, neither tagged nor parsed."""
        if self._exceptions:
            self._texts += 1
            self._except(text)
        doc: Doc = self._tokenizer(text)
        return doc

    def _except(self, text: str) -> None:
        """Tell the tokenizer the exceptions that ``text`` may hold.

        It looks for them among tokens, whatever space is between; and space is a token only where it is no single one.
        """
        words = text.split()
        joined, odd = "".join(words), " ".join(words) != text
        held = [
            one
            for one in self._exceptions
            if one in joined or self._texts > MANY or (odd and any(map(str.isspace, one)))
        ]
        for one in held:
            self._tokenizer.add_special_case(one, self._exceptions.pop(one))

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Tag and parse tokenised texts in batches; each comes out in order, changed in place."""
        yield from self._parser.pipe(self._tagged(docs, batch_size), batch_size=batch_size)

    def _tagged(self, docs: Iterable[Doc], size: int) -> Iterator[Doc]:
        from spacy.util import minibatch

        for each in minibatch(docs, size=size):
            batch = list(each)
            if any(map(len, batch)):
                vectors = self._vectors(batch)
                for doc, found, tags, forms in zip(
                    batch, vectors, self._tags(vectors), self._forms(vectors), strict=True
                ):
                    doc.tensor = found
                    self._tag(doc, tags, forms)
            yield from batch

    def _tag(self, doc: Doc, tags: Sequence[int], forms: Sequence[int]) -> None:
        for token, tag, form in zip(doc, tags, forms, strict=True):
            token.tag = self._tag_ids[tag]
            token.pos, features = self._form_ids[form]
            token.set_morph(features)

    def lemmas(self, doc: Doc) -> list[str]:
        """The lemma of each token of a text that was tokenised, whether parsed or not."""
        if not len(doc):
            return []
        labels, classes = self._lemmatiser
        (found,) = classes(self._vectors([doc]))
        lemmas = [self._edited(labels[at], token.text) for at, token in zip(found, doc, strict=True)]
        return [token.text if one is None else one for one, token in zip(lemmas, doc, strict=True)]

    @cached_property
    def _lemmatiser(self) -> tuple[list[int], Classes]:
        folder = self._folder / "trainable_lemmatizer"
        self.vocab.strings.from_disk(self._folder / "vocab" / "strings.json")
        return _read(folder / "cfg")["labels"], Classes(self._ops, folder / "model")

    @cached_property
    def _trees(self) -> list[dict[str, int]]:
        trees: list[dict[str, int]] = _unpacked(self._folder / "trainable_lemmatizer" / "trees")["trees"]
        return trees

    def _edited(self, number: int, form: str) -> str | None:
        """A word changed as an edit tree says: its middle kept, start and end replaced; None where it does not fit."""
        if number == _NO_TREE:
            return ""
        tree, strings = self._trees[number], self.vocab.strings
        if "orig" in tree:
            return str(strings[tree["subst"]]) if form == strings[tree["orig"]] else None
        start, end = tree["prefix_len"], len(form) - tree["suffix_len"]
        if start > end:
            return None
        before, after = self._edited(tree["prefix_tree"], form[:start]), self._edited(tree["suffix_tree"], form[end:])
        return None if before is None or after is None else before + form[start:end] + after


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def _unpacked(path: Path) -> dict[str, Any]:
    import srsly

    read: dict[str, Any] = srsly.msgpack_loads(path.read_bytes())
    return read


def _vocab(lookups: Path) -> Any:
    """An English vocabulary that knows how to spell words the usual way, and holds no words yet."""
    from spacy.attrs import IS_STOP, LANG, NORM
    from spacy.lang.en.lex_attrs import LEX_ATTRS as ENGLISH
    from spacy.lang.en.stop_words import STOP_WORDS
    from spacy.lang.lex_attrs import LEX_ATTRS, get_lang, is_stop
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.strings import get_string_id
    from spacy.vocab import Vocab

    usual = _unpacked(lookups)["lexeme_norm"]
    attributes = {**LEX_ATTRS, **ENGLISH}
    attributes[IS_STOP] = partial(is_stop, stops=STOP_WORDS)
    attributes[LANG] = partial(get_lang, lang="en")
    spell = attributes[NORM]

    def norm(word: str) -> str:
        known: str | None = usual.get(get_string_id(word), BASE_NORMS.get(word))
        return spell(word) if known is None else known

    attributes[NORM] = norm
    return Vocab(lex_attr_getters=attributes)


def _tokenizer(path: Path, vocab: Any) -> tuple[Any, dict[str, Any]]:
    """A tokenizer, and the exceptions that it hasn't been told yet."""
    from spacy.tokenizer import Tokenizer

    saved = _unpacked(path)
    if saved["token_match"] or not saved["faster_heuristics"]:
        raise ValueError("not the tokenizer that this reads")
    affixes = Affixes(saved)
    made = Tokenizer(
        vocab,
        prefix_search=affixes.prefix,
        suffix_search=affixes.suffix,
        infix_finditer=affixes.infixes,
        url_match=affixes.url,
    )
    return made, dict(sorted(saved["exceptions"].items()))


def _form_ids(cfg: dict[str, Any]) -> list[tuple[int, str | None]]:
    """Of each class of the morphologizer the part of speech and the features."""
    return [(cfg["labels_pos"].get(one, 0), cfg["labels_morph"].get(one)) for one in cfg["labels_morph"]]


def _parser(folder: Path, vocab: Any, ops: Any) -> Any:
    """The parser that spaCy has, with the saved moves and weights."""
    from spacy.pipeline._parser_internals.arc_eager import ArcEager
    from spacy.pipeline._parser_internals.nonproj import deprojectivize
    from spacy.pipeline.transition_parser import Parser

    class Dependencies(Parser):  # type: ignore[misc]
        postprocesses = (deprojectivize,)

    moves = ArcEager(vocab.strings)
    moves.from_disk(folder / "moves", exclude=["strings"])
    cfg = _read(folder / "cfg")
    if cfg["learn_tokens"] or cfg["beam_width"] != 1:
        raise ValueError("not the parser that this reads")
    wanted = ("update_with_oracle_cut_size", "min_action_freq", "learn_tokens")
    return Dependencies(vocab, steps(ops, folder / "model"), "parser", moves, **{name: cfg[name] for name in wanted})

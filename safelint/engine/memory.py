"""What was found out about the blocks of earlier texts, used again where the same block stands in the same place.

A text that is linted at every keystroke is nearly the text of a moment ago. What is worked out about a block follows
from the block, from what its contexts look at beside it, and from the rules that run; all that is in its key, so what
is remembered is what would be found out anew.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from safelint.model.digest import blake2b
from safelint.nlp.passage import Passage, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from safelint.model.choice import Choice
    from safelint.model.document import Document
    from safelint.model.finding import Excuse
    from safelint.model.fix import Fix
    from safelint.model.match import Match
    from safelint.model.span import Span
    from safelint.nlp.passage import Quoted

Key = TypeVar("Key")
Value = TypeVar("Value")

# Blocks that are remembered: those of a few long articles, or of one book.
_BLOCKS = 2_000


class Own:
    """What follows from a block itself and from the rules that run, wherever the block stands.

    Attributes:
        matches: in it, by rule; of those rules for which they have been looked for.
        offers: what could stand instead of them: see ``findings.Maker``.
        asked: its sentences that patterns over tokens were asked about.
    """

    __slots__ = ("asked", "matches", "offers")

    def __init__(self) -> None:
        self.matches: dict[str, tuple[Match, ...]] = {}
        self.asked: list[str] = []
        self.offers: dict[tuple[Any, ...], tuple[tuple[str, ...], Fix | None]] = {}


class Known:
    """What is known of one block in its place.

    Attributes:
        own: what is known of it in any place.
        excuses: why some of its matches do not count, or weigh less: see ``matching.judged``.
    """

    __slots__ = ("excuses", "own")

    def __init__(self, own: Own) -> None:
        self.own = own
        self.excuses: dict[tuple[str, Span, str], tuple[Excuse | None, Excuse | None]] = {}


Sentence = dict[tuple[str, int], tuple["Match", ...]]
"""What patterns over tokens find in one sentence, by rule and place under its ``find:``, counted from its start."""


class Memory:
    """What is known of the blocks of earlier texts; the least recently used are forgotten first.

    Several threads may use one: what two of them work out at once is the same.

    Attributes:
        noted: what is known of each sentence that was asked about, by digest; None while nobody wants to keep that.
    """

    def __init__(self) -> None:
        self._wordings: _Recent[tuple[str, Quoted], Wording] = _Recent()
        self._known: _Recent[bytes, Known] = _Recent()
        self._own: _Recent[bytes, Own] = _Recent()
        self._sentences: _Recent[bytes, Sentence] = _Recent()
        self.noted: dict[bytes, Sentence] | None = None

    def __reduce__(self) -> tuple[type[Memory], tuple[()]]:
        return Memory, ()

    def passages(self, document: Document) -> tuple[Passage, ...]:
        """The blocks of a document, with what is known of their words."""
        passages = []
        for at, block in enumerate(document.blocks):
            key = block.text, tuple(mark.span for mark in block.marks if mark.kind == "quote")
            passages.append(Passage(document, at, self._wordings.get(key, partial(Wording, *key))))
        return tuple(passages)

    def sentence(self, text: str) -> Sentence:
        """What is known of a sentence, to be filled in."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).digest()
        found = self._sentences.get(key, dict)
        if self.noted is not None:
            self.noted[key] = found
        return found

    def recall(self, sentences: dict[bytes, Sentence]) -> None:
        """Take over what an earlier run has noted; it knew the same rules and the same parser."""
        for key, found in sentences.items():
            self._sentences.get(key, dict).update(found)

    def known(self, passages: Sequence[Passage], rules: Iterable[str], choice: Choice) -> Places:
        """What is known of each block of a text, by its index.

        Args:
            passages: the blocks.
            rules: ids of the rules that run.
            choice: for the writer's own names.
        """
        terms = "\0".join([*rules, "", *choice.vocabulary, "", *choice.identity_first])
        start = blake2b(terms.encode("utf-8", "surrogatepass"), digest_size=20)
        return tuple(self._placed(start.copy(), passage, passages) for passage in passages)

    def _placed(self, key: Any, passage: Passage, passages: Sequence[Passage]) -> Known:
        """What is known of one block; ``key`` is a digest of the rest of what it depends on."""
        key.update(_itself(passage).encode("utf-8", "surrogatepass"))
        own = key.digest()
        key.update(_beside(passage, passages).encode("utf-8", "surrogatepass"))
        return self._known.get(key.digest(), lambda: Known(self._own.get(own, Own)))


Places = tuple[Known, ...]
"""What is known of each block of a text, by its index."""


class _Recent(Generic[Key, Value]):
    """Things by key in two generations: when the younger is full it becomes the older, and the older is forgotten."""

    def __init__(self) -> None:
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The thing of a key; made when there is none."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if len(self._young) >= _BLOCKS:
                self._old, self._young = self._young, {}
            found = self._young.setdefault(key, make() if found is None else found)
        return found


def _itself(passage: Passage) -> str:
    """A block without its place."""
    block = passage.block
    marks = [(mark.kind, mark.span.start, mark.span.end) for mark in block.marks]
    return repr((block.kind.value, block.text, block.level, block.key, block.quoted, block.column, marks))


def _beside(passage: Passage, passages: Sequence[Passage]) -> str:
    """Everything that contexts look at beside a block: see ``contexts.Scene``."""
    near = (*passage.block.under, passage.block.lead, passage.index + 1)
    return repr([passages[at].text if 0 <= at < len(passages) else None for at in near])

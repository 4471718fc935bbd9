"""The bundled pipeline's network: words to vectors to tags, computed as spaCy does, number for number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spacy.tokens import Doc

WINDOW = 1  # words on either side that a layer looks at


@dataclass(frozen=True)
class _Maxout:
    """A layer that takes the largest of several sums, and evens the outcome out."""

    weights: Any  # pieces of all outputs × inputs
    bias: Any
    shape: tuple[int, int]  # outputs, pieces
    gain: Any
    shift: Any

    def __call__(self, ops: Any, rows: Any) -> Any:
        sums = ops.gemm(rows, self.weights, trans2=True)
        sums += self.bias
        best, _ = ops.maxout(ops.reshape3f(sums, sums.shape[0], *self.shape))
        mean = best.mean(axis=1, keepdims=True)
        spread = best.var(axis=1, keepdims=True) + 1e-08
        evened = (best - mean) * spread ** (-1.0 / 2.0) * self.gain
        evened += self.shift
        return evened


class Vectors:
    """The layers that make vectors of words, from a ``tok2vec`` folder.

    Args:
        ops: thinc's operations on arrays.
        path: the saved model.

    Raises:
        ValueError: it is not the network that is computed here.
    """

    def __init__(self, ops: Any, path: Path) -> None:
        saved = read_model(path)
        names = [node["name"] for node in saved["nodes"]]
        self._ops = ops
        self._columns = _only(saved, names, "extract_features")["attrs"]["columns"]
        self._tables = [
            (part["attrs"]["column"], part["attrs"]["seed"], part["params"]["E"].copy())
            for part in _parts(saved, names, "hashembed")
        ]
        layers = zip(_parts(saved, names, "maxout"), _parts(saved, names, "layernorm"), strict=True)
        self._mix, *self._layers = [_maxout(one["params"], other["params"]) for one, other in layers]
        self._pad = WINDOW * len(self._layers)
        if [part["attrs"]["window_size"] for part in _parts(saved, names, "expand_window")] != [WINDOW] * self._pad:
            raise ValueError("not the network that this reads")

    def __call__(self, docs: Sequence[Doc]) -> list[Any]:
        """The vectors of each text: an array of words × width."""
        ops = self._ops
        features = [ops.asarray2i(doc.to_array(self._columns), dtype="uint64") for doc in docs]
        lengths = ops.asarray1i([len(one) for one in features])
        asked = ops.flatten(features)
        rows = self._mix(ops, ops.xp.hstack([self._embedded(asked, *table) for table in self._tables]))
        rows = ops.flatten(ops.unflatten(rows, lengths), pad=self._pad)
        for layer in self._layers:
            rows = rows + layer(ops, ops.seq2col(rows, WINDOW))
        found: list[Any] = ops.unflatten(rows, lengths, pad=self._pad)
        return found

    def _embedded(self, asked: Any, column: int, seed: int, table: Any) -> Any:
        ids = self._ops.as_contig(asked[:, column], dtype="uint64")
        return self._ops.gather_add(table, self._ops.hash(ids, seed) % table.shape[0])


class Classes:
    """A layer that says of each word which of many classes it is in, from a tagger's folder.

    Args:
        ops: thinc's operations on arrays.
        path: the saved model.

    Raises:
        ValueError: it is not the network that is computed here.
    """

    def __init__(self, ops: Any, path: Path) -> None:
        saved = read_model(path)
        params = _only(saved, [node["name"] for node in saved["nodes"]], "softmax")["params"]
        self._ops = ops
        self._weights, self._bias = params["W"], params["b"]

    def __call__(self, vectors: list[Any]) -> list[list[int]]:
        """The number of the class of each word of each text.

        Args:
            vectors: of each text, words × width; at least one word among them.
        """
        ops = self._ops
        scores = ops.affine(ops.flatten(vectors), self._weights, self._bias)
        lengths = ops.asarray1i([len(one) for one in vectors])
        return [one.argmax(axis=1).tolist() for one in ops.unflatten(scores, lengths)]


def read_model(path: Path) -> dict[str, Any]:
    """A model as thinc saves one: ``nodes``, and of each its ``attrs`` and ``params``."""
    import srsly

    saved: dict[str, Any] = srsly.msgpack_loads(path.read_bytes())
    saved["attrs"] = [{name: _attribute(value) for name, value in one.items()} for one in saved["attrs"]]
    return saved


def _attribute(value: Any) -> Any:
    import srsly

    return srsly.msgpack_loads(value) if isinstance(value, bytes) else value


def _parts(saved: dict[str, Any], names: list[str], name: str) -> list[dict[str, Any]]:
    """Of each node of that name, in order, its attributes and parameters."""
    found = [at for at, one in enumerate(names) if one == name]
    return [{"attrs": saved["attrs"][at], "params": saved["params"][at]} for at in found]


def _only(saved: dict[str, Any], names: list[str], name: str) -> dict[str, Any]:
    (part,) = _parts(saved, names, name)
    return part


def _maxout(maxout: dict[str, Any], norm: dict[str, Any]) -> _Maxout:
    outputs, pieces, inputs = maxout["W"].shape
    weights, bias = maxout["W"].reshape(outputs * pieces, inputs), maxout["b"].reshape(outputs * pieces)
    return _Maxout(weights, bias, (outputs, pieces), norm["G"], norm["b"])

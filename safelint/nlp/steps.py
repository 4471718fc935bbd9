"""The network that tells the bundled parser's next step, from vectors of words, as spaCy puts it together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safelint.nlp.network import read_model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NODES = (
    *("parser_model", "tok2vec-listener>>list2array>>linear", "precomputable_affine", "linear"),
    *("tok2vec-listener", "list2array", "linear"),
)


def steps(ops: Any, path: Path) -> Any:
    """The model that spaCy's ``Parser`` asks, which takes the vectors of texts from ``Doc.tensor``.

    Args:
        ops: thinc's operations on arrays.
        path: the saved model.

    Raises:
        ValueError: it is not the network that is computed here.
    """
    from spacy.ml._precomputable_affine import PrecomputableAffine
    from spacy.ml.parser_model import ParserStepModel
    from thinc.model import Model

    saved = read_model(path)
    if tuple(node["name"] for node in saved["nodes"]) != _NODES:
        raise ValueError("not the network that this reads")
    _, _, first, last, _, _, narrow = saved["params"]
    features, outputs, pieces, inputs = first["W"].shape
    lower = PrecomputableAffine(outputs, inputs, features, pieces)
    for name, value in first.items():
        lower.set_param(name, value)
    upper = _linear(Model, last["W"], last["b"])

    def narrowed(docs: Sequence[Any], **_: bool) -> tuple[Any, None]:
        return ops.affine(ops.flatten([doc.tensor for doc in docs]), narrow["W"], narrow["b"]), None

    def forward(model: Any, docs: Sequence[Any], is_train: bool) -> tuple[Any, None]:
        layers, unseen = [narrowed, lower, model.layers[0]], model.attrs["unseen_classes"]
        return ParserStepModel(docs, layers, has_upper=True, unseen_classes=unseen, train=is_train), None

    attributes = {"unseen_classes": set(), "resize_output": _resized}
    return Model("parser_model", forward, layers=[upper], attrs=attributes)


def _linear(model: Any, weights: Any, bias: Any) -> Any:
    outputs, inputs = weights.shape
    made = model("linear", lambda *_: None, dims={"nO": outputs, "nI": inputs}, params={"W": None, "b": None})
    made.set_param("W", weights)
    made.set_param("b", bias)
    return made


def _resized(model: Any, classes: int) -> Any:
    """Room for more moves than were learnt: spaCy adds some when it parses, and takes none of them."""
    upper = model.layers[0]
    learnt = upper.get_dim("nO")
    if classes != learnt:
        weights, bias = model.ops.alloc2f(classes, upper.get_dim("nI")), model.ops.alloc1f(classes)
        weights[:learnt], bias[:learnt] = upper.get_param("W"), upper.get_param("b")
        model.attrs["unseen_classes"].update(range(learnt, classes))
        model.layers[0] = _linear(type(upper), weights, bias)
    return model

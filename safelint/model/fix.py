"""What to write instead, and how sure we are that it fits."""

from __future__ import annotations

from enum import Enum

from safelint.model.dataclass import dataclass


class Safety(str, Enum):
    """``safe``: exactly one reading is right · ``ask``: a person chooses · ``none``: advice in words only."""

    SAFE = "safe"
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace source code points ``[start, end)`` by ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together, sorted and disjoint.

    ``alternatives`` are the edits that write the second suggestion, the third and so on instead; those of a
    suggestion that can't be written in place are empty.
    """

    safety: Safety
    edits: tuple[Edit, ...]
    alternatives: tuple[tuple[Edit, ...], ...] = ()

    def shift(self, by: int) -> Fix:
        """The same fix of a text that stands ``by`` code points further on."""

        def moved(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
            return tuple(Edit(edit.start + by, edit.end + by, edit.text) for edit in edits)

        return Fix(self.safety, moved(self.edits), tuple(map(moved, self.alternatives)))

"""Which column a table cell stands in."""

from __future__ import annotations

from safelint.model.dataclass import dataclass, field

_WIDEST = 50


@dataclass(slots=True)
class Table:
    """A table while it is being read: its column headings and where in a row we are."""

    _columns: list[str] = field(default_factory=list)
    _row: list[tuple[str, int]] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _rows: int = 0

    def begin_row(self) -> None:
        """Start a row."""
        self._row, self._texts = [], []

    def begin_cell(self, name: str, span: str = "") -> str:
        """Start a ``td`` or ``th`` and return the heading of its column, or of its row."""
        at = sum(width for _, width in self._row)
        width = min(int(span), _WIDEST) if span.isascii() and span.isdigit() else 1
        heading = self._columns[at] if at < len(self._columns) else ""
        if not heading and name == "td" and self._row and self._row[0][0] == "th":
            heading = self._texts[0]
        if len(self._row) < 20 * _WIDEST:
            self._row.append((name, max(width, 1)))
            self._texts.append("")
        return heading

    def say(self, text: str) -> None:
        """Take note of text in the current cell."""
        if self._texts:
            self._texts[-1] = f"{self._texts[-1]} {text}".strip()

    def end_row(self, *, headed: bool) -> None:
        """End a row; the first one is the head when it says so or has no other cells than headings."""
        if self._rows == 0 and self._row and (headed or all(name == "th" for name, _ in self._row)):
            self._columns = [
                text for text, (_, width) in zip(self._texts, self._row, strict=True) for _ in range(width)
            ]
        self._rows += bool(self._row)

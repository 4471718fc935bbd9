"""PDF files, read only: the text of their pages as one document; needs the extra ``safelint[pdf]``."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any

from safelint.formats.compose import Composer, plain
from safelint.formats.pdftext import Page, flowing
from safelint.model.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safelint.formats.opening import Opened

MOST_PAGES = 2_000
MOST_BYTES = 100_000_000
"""Of drawing instructions, on all pages together."""
MOST_STEPS = 2_000_000
"""Drawing instructions, on all pages together."""
_LIMITS: dict[str, Any] = {
    "array_based_stream_maximum_output_length": 20_000_000,
    "zlib_maximum_output_length": 20_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "xform_maximum_invocations_per_extraction": 500,
    "page_tree_maximum_entries": 10_000,
    "jbig2dec_binary": None,  # no other program is ever run
    "disable_legacy_handling": True,
}
_MOST_LINKS = 1_000
_SHOWN = 3  # pages that a remark names


def load(data: bytes, path: str, field: str = "") -> tuple[Opened, ...]:  # noqa: ARG001  openers share a signature
    """The text of a file, as one document.

    Raises:
        ReadError: the extra is missing, or the file is broken, protected, too large or holds only pictures.
    """
    try:
        import pypdf
    except ImportError as error:
        raise ReadError(f"{path}: PDF needs an extra: pip install 'safelint[pdf]'.") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say is said in notes
    with pypdf.apply_configuration(**_LIMITS):
        reader = _reader(pypdf, data, path)
        pages, failed = _pages(reader, path)
    if not any(page.lines for page in pages):
        why = "Its pages are pictures, or the text in them can't be read." if pages or failed else "It has no pages."
        raise ReadError(f"{path}: There is no text in this PDF. {why} Send it through text recognition (OCR) first.")
    notes = []
    if failed:
        named = ", ".join(map(str, failed[:_SHOWN])) + (" …" if len(failed) > _SHOWN else "")
        notes.append(f"No text could be read from page {named}.")
    text, anchors, starts = flowing(pages)
    composer = Composer(any_heading=False)
    composer.piece(text, "text", anchors)
    for page in pages:
        for target in page.links:
            composer.link(target, starts[page.number], starts[page.number])
    return (composer.opened(path, "pdf", notes=tuple(notes)),)


def _reader(pypdf: Any, data: bytes, path: str) -> Any:
    """The opened file.

    Raises:
        ReadError: it is broken, or protected with a password.
    """
    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        count = len(reader.pages)
    except pypdf.errors.DependencyError as error:
        raise ReadError(f"{path}: This PDF is encrypted. Save it without protection first.") from error
    except pypdf.errors.FileNotDecryptedError:
        locked, count = True, 0
    except Exception as error:  # whatever a broken file makes the parser trip over
        raise ReadError(f"{path}: This PDF is broken and can't be read ({_why(error)}).") from error
    if locked:
        raise ReadError(f"{path}: This PDF is protected with a password. Save it without one first.")
    if count > MOST_PAGES:
        raise ReadError(f"{path}: This PDF has {count:,} pages, more than {MOST_PAGES:,}. Split it first.")
    return reader


def _pages(reader: Any, path: str) -> tuple[list[Page], list[int]]:
    """The pages that can be read, and the numbers of those that can't."""
    pages, failed = [], []
    left = _Budget()
    for number in range(1, len(reader.pages) + 1):
        try:
            page = reader.pages[number - 1]
            contents = page.get_contents()
            left.take(0 if contents is None else len(contents.get_data()))
            text = plain(page.extract_text(visitor_operand_before=left.step))
            pages.append(Page(number, text.splitlines(), tuple(_links(page))))
        except _SpentError as error:
            raise ReadError(f"{path}: This PDF draws more than a text needs, up to page {number}; split it.") from error
        except Exception:  # noqa: BLE001  as above; the other pages may be sound
            failed.append(number)
    return pages, failed


def _links(page: Any) -> Iterator[str]:
    """The addresses that a page links to; broken ones are passed over."""
    try:
        for one in list(page.get("/Annots") or ())[:_MOST_LINKS]:
            action = one.get_object().get("/A")
            if action is not None and (target := action.get_object().get("/URI")):
                yield plain(str(target))
    except Exception:  # noqa: BLE001  as above
        return


def _why(error: Exception) -> str:
    said = " ".join(str(error).split())
    return said[:100] if said.isprintable() and said else type(error).__name__


class _SpentError(Exception):
    """More work than a text is worth."""


class _Budget:
    """Counts the work that all pages make together."""

    def __init__(self) -> None:
        self._bytes = MOST_BYTES
        self._steps = MOST_STEPS

    def take(self, count: int) -> None:
        """Count bytes of drawing instructions."""
        self._bytes -= count
        if self._bytes < 0:
            raise _SpentError

    def step(self, *_: Any) -> None:
        """Count one drawing instruction."""
        self._steps -= 1
        if self._steps < 0:
            raise _SpentError

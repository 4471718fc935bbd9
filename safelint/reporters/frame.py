"""The frame of a page in HTML: what stands before and after its content, all of it in the page itself."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from safelint.reporters.markup import esc
from safelint.reporters.summary import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safelint.model.report import FileResult

FOLDER = Path(__file__).parent
HELP = "https://findahelpline.com"
COVERED = "Words that tell of a method are covered with ▒, since many people may read this page."


def opened(results: Sequence[FileResult]) -> str:
    """Everything before the content of a page about ``results``."""
    style, script = (_part(name) for name in ("html.css", "html.js"))
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = name(results[0]) if len(results) == 1 else number(len(results), "text", "texts")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{esc(title)}: safelint</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def closed(version: str) -> str:
    """Everything after it."""
    return (
        "<footer>\n"
        "<p>safelint compares words with published guidelines. It does not replace an editor, and no run of it shows "
        f"that a text is safe. Made by safelint {esc(version)}.</p>\n"
        "<p>Work on these texts can be heavy. Should this be about you or somebody close to you: people are there to "
        f'talk, today. <a href="{HELP}" rel="noreferrer">findahelpline.com</a> knows lines in most countries.</p>\n'
        f"</footer>\n<script>{_part('html.js')}</script>\n</body>\n</html>\n"
    )


def name(result: FileResult) -> str:
    """The title of a text, else its file."""
    if result.title:
        return result.title
    document = result.document
    if document is not None and 0 <= document.title < len(document.blocks):
        return document.blocks[document.title].text.strip() or result.path
    return result.path


def heading(result: FileResult, index: int) -> str:
    """The beginning of the section about one text, the ``index``-th of the page: its name and where it stands."""
    where = f"{esc(result.path)} · {esc(result.address)}" if result.address else esc(result.path)
    return (
        f'<section class="text" id="t{index}" aria-labelledby="h{index}">\n'
        f'<h2 id="h{index}"><bdi>{esc(name(result))}</bdi></h2>\n<p class="small">{where}</p>\n'
    )


def _part(named: str) -> str:
    return (FOLDER / named).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

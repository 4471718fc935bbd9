"""Subtitles to documents: the words of cue after cue, joined where a sentence runs on; times and tags are not read."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from safelint.formats.lined import Scroll, readable
from safelint.formats.weave import Weaver
from safelint.model import regex
from safelint.model.document import BlockKind

if TYPE_CHECKING:
    from safelint.formats.lined import Line
    from safelint.formats.outline import Outline

_TIMES = regex.compile(r"(?:\d{1,4}:)?\d{1,2}:\d{2}[,.]\d{1,3}[ \t]*-->")
_NUMBER = regex.compile(r"\d{1,9}")
_TAG = regex.compile(
    r"</?(?P<name>[A-Za-z]{1,10})(?P<class>(?:\.[^\s<>.]{1,60}){0,5})(?P<rest>[ \t][^<>\r\n]{0,300})?>"
    r"|<(?:\d{1,4}:)?\d{1,2}:\d{2}[,.]\d{1,3}>"
    r"|\{\\?[A-Za-z]{1,4}[^{}\r\n]{0,40}\}"  # SubRip's {\an8}
    r"|(?P<wrap>\\[Nnh])"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_MARKS = {"i": "emphasis", "u": "emphasis", "b": "strong", "s": "struck"}
_SPEAKER = regex.compile(
    r"(?:\{[^{}\r\n]{0,40}\}|<[^<>v][^<>\r\n]{0,60}>)?(?:[-–—‐]|>>)[ \t]*(?=\S)|<v[ .][^<>\r\n]{0,100}>"
)
_ENDED = regex.compile(r"[.!?…♪♫\])][\"'”’»)\]♪♫]*\s*$")
_NOTE = regex.compile(r"NOTE(?=\s|$)")
_STYLE = regex.compile(r"(?:STYLE|REGION)[ \t]*$")
_LONGEST = 1000  # code points read together where no sentence ends
_HEADER = regex.compile(r"(title|description|language|lang|audience)[ \t]*:[ \t]*(?=\S)", re.IGNORECASE)


class Cues:
    """Reads the cues one by one; a block is one utterance, as many cues as it takes."""

    def __init__(self, text: str, outline: Outline) -> None:
        self._text = readable(text)
        self._outline = outline
        self._scroll = Scroll(self._text)
        self._pieces: list[tuple[int, int]] = []
        self._length = 0
        self._voice = ""  # the tag that says who speaks

    def srt(self) -> None:
        """Read a SubRip file."""
        while self._scroll.more:
            self._cue()
        self._flush()

    def vtt(self) -> None:
        """Read a WebVTT file: its header, notes and cues."""
        text, scroll = self._text, self._scroll
        first = True
        while scroll.more:
            line = scroll.line
            if first and text.startswith("WEBVTT", line.first):
                self._header(line)
            elif _NOTE.match(text, line.first):
                self._note()
            elif _STYLE.match(text, line.first, line.end):
                self._paragraph()
            else:
                self._cue()
            first = False
        self._flush()

    def _paragraph(self) -> list[Line]:
        """The lines up to the next blank one, which are then done with."""
        lines = []
        while self._scroll.more and not self._scroll.line.blank:
            lines.append(self._scroll.line)
            self._scroll.at += 1
        self._scroll.at += 1
        return lines

    def _header(self, line: Line) -> None:
        start = line.first + len("WEBVTT")
        lines = self._paragraph()
        shown = self._text[start : line.end].lstrip(" \t-–—:")
        if shown:
            self._show(BlockKind.TITLE, line.end - len(shown), line.end, key="title")
        for one in lines[1:]:
            if (field := _HEADER.match(self._text, one.start, one.end)) is None:
                continue
            name = field[1].lower()
            if name in {"language", "lang"}:
                self._outline.language = self._text[field.end() : one.end].replace("_", "-")
            elif name == "audience":
                self._outline.audience = tuple(re.findall(r"\b[A-Z]{2}\b", self._text[field.end() : one.end].upper()))
            else:
                kind = BlockKind.TITLE if name == "title" else BlockKind.META
                self._show(kind, field.end(), one.end, key=name)

    def _note(self) -> None:
        lines = self._paragraph()
        start, end = lines[0].first, lines[-1].end
        if self._text[start + len("NOTE") : end].lstrip().lower().startswith("safelint:"):
            self._flush()  # what it asks counts from here on, and not in the middle of a sentence
        self._outline.comment(self._text[start + len("NOTE") : end], start, end)

    def _cue(self) -> None:
        """The words of one cue, or of a stretch of text that is none."""
        lines = self._paragraph()
        times = next((at for at, line in enumerate(lines[:2]) if _TIMES.match(self._text, line.start)), -1)
        if times < 0 and len(lines) > 1 and _NUMBER.fullmatch(self._text, lines[0].start, lines[0].end):
            times = 0  # a number without its times
        for line in lines[times + 1 :]:
            if _TIMES.match(self._text, line.start):  # the blank line before it is missing
                self._flush()
                continue
            self._say(line)

    def _say(self, line: Line) -> None:
        start = line.start
        if speaker := _SPEAKER.match(self._text, start, line.end):
            voice = speaker.group() if speaker.group().startswith("<v") else ""
            if voice != self._voice or not voice:
                self._flush()
            self._voice = voice
            start = speaker.end()
        if start < line.end:
            self._pieces.append((start, line.end))
            self._length += line.end - start
        shown = self._text[max(start, line.end - 40) : line.end]
        if _ENDED.search(_TAG.sub("", shown)) or self._length > _LONGEST:
            self._flush()

    def _flush(self) -> None:
        pieces, self._pieces, self._length = self._pieces, [], 0
        weaver, last = Weaver(self._text), -1
        for start, end in pieces:
            if last >= 0:
                weaver.gap(last, start)
            self._weave(weaver, start, end)
            last = end
        self._outline.add(BlockKind.BODY, weaver.woven())

    def _show(self, kind: BlockKind, start: int, end: int, key: str) -> None:
        weaver = Weaver(self._text)
        weaver.run(start, end)
        self._outline.add(kind, weaver.woven(), key=key)

    def _weave(self, weaver: Weaver, start: int, end: int) -> None:
        at = start
        for found in _TAG.finditer(self._text, start, end):
            weaver.run(at, found.start())
            at = found.end()
            if found["entity"]:
                weaver.stand_in(unescape(found["entity"]), *found.span())
            elif found["wrap"]:
                weaver.gap(*found.span())
            elif kind := _MARKS.get((found["name"] or "").lower()):
                (weaver.close if found.group().startswith("</") else weaver.open)(kind)
        weaver.run(at, end)

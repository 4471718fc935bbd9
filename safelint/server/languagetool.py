"""What LanguageTool's clients ask for: ``/v2/check`` and its neighbours, answered with findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from safelint.model import regex
from safelint.model.rule import Severity
from safelint.model.version import VERSION
from safelint.runner.variant import variant
from safelint.server.annotated import Annotated, from_json, plain
from safelint.server.form import fields
from safelint.server.languages import ENGLISH, Language, language
from safelint.server.matches import matches, sentence_spans
from safelint.server.refusal import Refusal
from safelint.server.wanted import Wanted, about_whole_texts

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from safelint.server.desk import Desk

LONGEST = 200_000
"""Code points of a text: a book of 30,000 words, which takes a second or two."""

WHOLE = ("auto", "always", "never")
"""When a text is taken for a whole one, so that what is missing from it is reported."""

HERE = "-"
FIELDS = frozenset(
    """text data language username apiKey dicts motherTongue preferredVariants preferredLanguages enabledRules
    disabledRules enabledCategories disabledCategories enabledOnly level mode allowIncompleteResults textSessionId
    useragent v instanceId c noopLanguages ruleValues abtest multilingual toneTags filterDictionaryMatches
    enableHiddenRules enableTempOffRules callback sourceText sourceLanguage aiTokens""".split()  # noqa: SIM905
)
"""Fields that clients send; those that safelint has no use for are passed over."""

_SOFTWARE = {"name": "safelint", "version": VERSION, "buildDate": "", "apiVersion": 1, "premium": False, "status": ""}
# A text of so few words, or of one paragraph, is a part of something, as word processors send them.
_WORDS = 50
_PARAGRAPH = regex.compile(r"\S[^\S\n]*\n[^\S\n]*\n\s*\S")


class LanguageTool:
    """Answers the protocol.

    Args:
        desk: does the work.
        whole: a word of ``WHOLE``.
    """

    def __init__(self, desk: Desk, whole: str = "auto") -> None:
        self._desk = desk
        self._whole = whole

    def routes(self) -> list[Route]:
        """What it answers to."""
        return [
            Route("/v2/check", self.check, methods=["POST"]),
            Route("/v2/languages", self.languages, methods=["GET"]),
            Route("/v2/info", self.info, methods=["GET"]),
            Route("/v2/healthcheck", self.health, methods=["GET"]),
            Route("/v2/maxtextlength", self.longest, methods=["GET"]),
        ]

    async def languages(self, request: Request) -> Response:
        """The varieties of English."""
        del request
        return JSONResponse([{"name": name, "code": "en", "longCode": code} for code, name in ENGLISH.items()])

    async def info(self, request: Request) -> Response:
        """What this is."""
        del request
        return JSONResponse({"software": _SOFTWARE})

    async def health(self, request: Request) -> Response:
        """That it is there."""
        del request
        return PlainTextResponse("OK")

    async def longest(self, request: Request) -> Response:
        """How long a text may be."""
        del request
        return PlainTextResponse(str(LONGEST))

    async def check(self, request: Request) -> Response:
        """What is found in a text."""
        given = fields(await request.body(), request.headers.get("content-type", ""), FIELDS)
        text = _text(given)
        if "language" not in given:
            raise Refusal(400, "The language is missing.", "language", "Send en, en-GB, en-US … or auto.")
        spoken = language(given["language"], given.get("preferredVariants", ""), text.text)
        wanted = Wanted(given)
        if not spoken.english:
            return JSONResponse(_answer(spoken, text, [], f"safelint reads English; this text is in {spoken.name}."))
        return JSONResponse(await self._desk.run(lambda: self._checked(text, spoken, wanted)))

    def _checked(self, text: Annotated, spoken: Language, wanted: Wanted) -> dict[str, Any]:
        session = self._desk.session
        settings = session.settings(HERE)
        book = session.book(settings)
        select = wanted.selected(session.rules(settings), book)
        if select is not None and not select:
            return _answer(spoken, text, [])
        asked: dict[str, Any] = {"select": select, "ignore": wanted.ignored(book)}
        if not self._is_whole(text.text):
            asked["ignore"] += about_whole_texts(book)
        if not wanted.picky and "min_severity" not in session.asked.fields:
            asked["min_severity"] = min(settings.min_severity, Severity.WARNING, key=lambda one: one.rank).value
        country = None if settings.audience else spoken.country or None
        result = variant(session, **asked).lint_text(text.text, "text", country)
        if result.error is not None:
            raise Refusal(500, result.error)
        return _answer(spoken, text, matches(result, text, book))

    def _is_whole(self, text: str) -> bool:
        if self._whole != "auto":
            return self._whole == "always"
        return _PARAGRAPH.search(text) is not None and len(text.split()) >= _WORDS


def _text(given: dict[str, str]) -> Annotated:
    """The text of a request, with or without mark-up told apart."""
    if given.keys() >= {"text", "data"} or not given.keys() & {"text", "data"}:
        raise Refusal(400, "Either “text” or “data” is needed.", "body", "Send one of them.")
    text = plain(given["text"]) if "text" in given else from_json(given["data"])
    if len(text.text) > LONGEST:
        raise Refusal(413, f"The text has more than {LONGEST:,} characters.", "text", "Send a part of it.")
    return text


def _answer(spoken: Language, text: Annotated, found: list[dict[str, Any]], incomplete: str = "") -> dict[str, Any]:
    """The whole answer; ``incomplete`` says why there may be more to find."""
    ranges = [text.place(one) for one in sentence_spans(text.text)]
    warnings: dict[str, Any] = {"incompleteResults": bool(incomplete)}
    return {
        "software": _SOFTWARE,
        "warnings": warnings | ({"incompleteResultsReason": incomplete} if incomplete else {}),
        "language": {
            "name": spoken.name,
            "code": spoken.code,
            "detectedLanguage": {
                "name": spoken.name,
                "code": spoken.code,
                "confidence": spoken.confidence,
                "source": "safelint" if spoken.told else "request",
            },
        },
        "matches": found,
        "sentenceRanges": [[start, start + length] for start, length in ranges],
    }

"""The plain JSON API: texts and rules as data, described by ``/api/v1/openapi.json``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from safelint.formats import FORMATS, detect, read
from safelint.formats.decode import from_text
from safelint.formats.opening import Opened
from safelint.model import regex
from safelint.model.dataclass import replace
from safelint.model.errors import ReadError
from safelint.model.rule import TOPICS
from safelint.reporters import json as json_report
from safelint.reporters import scorecard_json
from safelint.reporters.mask import masked_file
from safelint.rulebook import directory
from safelint.rulebook.page import page, row
from safelint.runner import mend
from safelint.runner.scored import score_opened
from safelint.runner.variant import variant
from safelint.server.description import description
from safelint.server.languagetool import HERE
from safelint.server.refusal import Refusal
from safelint.server.strict import hold, parsed
from safelint.server.units import whole

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult
    from safelint.model.rule import Rule
    from safelint.model.rulebook import Rulebook
    from safelint.runner.session import Session
    from safelint.server.desk import Desk

_JSON = "application/json"
_DESCRIBED = "See GET /api/v1/openapi.json."
# A name that stays in the folder the server was started in.
_LOCAL = regex.compile(r"(?!.*(?:^|/)\.{0,2}(?:/|$))[^\\:\x00-\x1f\x7f]+")
_LONGEST_NAME = 100


class Api:
    """Answers the JSON API.

    Args:
        desk: does the work.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._described: dict[str, Any] = {}

    def routes(self) -> list[Route]:
        """What it answers to."""
        return [
            Route("/api/v1/check", self.check, methods=["POST"]),
            Route("/api/v1/fix", self.fix, methods=["POST"]),
            Route("/api/v1/score", self.score, methods=["POST"]),
            Route("/api/v1/helplines/{country}", self.helplines, methods=["GET"]),
            Route("/api/v1/rules", self.rules, methods=["GET"]),
            Route("/api/v1/rules/{rule}", self.rule, methods=["GET"]),
            Route("/api/v1/openapi.json", self.openapi, methods=["GET"]),
        ]

    async def check(self, request: Request) -> Response:
        """What is found in a text."""
        asked = await self._asked(request, "CheckRequest")
        return JSONResponse(await self._desk.run(lambda: _element(asked, _linted(asked, self._desk.session))))

    async def fix(self, request: Request) -> Response:
        """A text with safe fixes applied."""
        asked = await self._asked(request, "FixRequest")
        return JSONResponse(await self._desk.run(lambda: _mended(asked, self._desk.session)))

    async def score(self, request: Request) -> Response:
        """The scorecard of an article."""
        asked = await self._asked(request, "ScoreRequest")
        return JSONResponse(await self._desk.run(lambda: _scored(asked, self._desk.session)))

    async def helplines(self, request: Request) -> Response:
        """The lines of a country."""
        query = self._query(request, "/api/v1/helplines/{country}")
        code, book = request.path_params["country"], self._book()
        if code not in book.countries:
            known = ", ".join(sorted(book.countries))
            raise Refusal(404, f"No helplines of “{code[:60]}” are known.", "path.country", f"There are {known}.")
        return JSONResponse(directory.as_data(directory.listing(book, [code], query.get("topic", ""))))

    async def rules(self, request: Request) -> Response:
        """The rules, by topic."""
        query = self._query(request, "/api/v1/rules")
        ordered = sorted(self._book().rules, key=lambda rule: (TOPICS.index(rule.topic), rule.id))
        return JSONResponse({"rules": [row(one) for one in ordered if query.get("topic", one.topic) == one.topic]})

    async def rule(self, request: Request) -> Response:
        """One rule."""
        self._query(request, "/api/v1/rules/{rule}")
        name, book = request.path_params["rule"], self._book()
        rules = {rule.id: rule for rule in (*book.rules, *book.credits)}
        if name not in rules:
            near = get_close_matches(name[:60], rules, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else "GET /api/v1/rules lists them."
            raise Refusal(404, f"There is no rule “{name[:60]}”.", "path.rule", hint)
        return JSONResponse(_page(book, rules[name]))

    async def openapi(self, request: Request) -> Response:
        """The description."""
        self._query(request, "/api/v1/openapi.json")
        return JSONResponse(self._description())

    async def _asked(self, request: Request, name: str) -> Asked:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _JSON:
            raise Refusal(415, f"The body is sent as {kind[:60] or 'nothing'}.", "Content-Type", f"Send {_JSON}.")
        self._query(request, request.url.path)
        body = parsed(await request.body(), "body")
        parts = self._description()["components"]["schemas"]
        hold(body, parts[name], parts, "body")
        return Asked(body)

    def _query(self, request: Request, path: str) -> dict[str, str]:
        """The query of a request, as the description of ``path`` has it."""
        whole_description = self._description()
        (described,) = whole_description["paths"][path].values()
        known = {one["name"]: one["schema"] for one in described.get("parameters", ()) if one["in"] == "query"}
        pairs = request.query_params.multi_items()
        query = dict(pairs)
        if len(query) < len(pairs):
            raise Refusal(400, "A name is given twice.", "query", "Give each once.")
        parts = whole_description["components"]["schemas"]
        hold(query, {"type": "object", "properties": known}, parts, "query")
        return query

    def _description(self) -> dict[str, Any]:
        if not self._described:
            self._described = description(self._book())
        return self._described

    def _book(self) -> Rulebook:
        return self._desk.session.book()


class Asked:
    """A request about a text, once it was held against the description."""

    def __init__(self, body: dict[str, Any]) -> None:
        self.text = whole(body["text"])
        self.name = body.get("path", HERE)
        self.path = self.name if local(self.name) else HERE
        self.audience: tuple[str, ...] = tuple(body.get("audience", ()))
        self.options: dict[str, Any] = dict(body.get("options", {}))
        self.show_detail = self.options.pop("show_detail", False)
        self.format = body.get("format") or detect(self.name, self.text)
        if FORMATS[self.format].container:
            what = f"{FORMATS[self.format].title} is no text that can be sent."
            raise Refusal(400, what, "body.path", "Name the format of the text, or use safelint check FILE.")


def local(path: str) -> bool:
    """Whether ``path`` stays in the folder the server was started in."""
    return _LOCAL.fullmatch(path) is not None and all(len(part) <= _LONGEST_NAME for part in path.split("/"))


def _linted(asked: Asked, session: Session) -> FileResult:
    own = variant(session, **asked.options)
    return own.lint_text(asked.text, asked.format, asked.audience, asked.path)


def _element(asked: Asked, result: FileResult) -> dict[str, Any]:
    """A result as one element of ``files``."""
    if result.error is not None:
        raise Refusal(422, result.error, "body.text", _DESCRIBED)
    shown = result if asked.show_detail else masked_file(result)
    return json_report.file(replace(shown, path=asked.name))


def _mended(asked: Asked, session: Session) -> dict[str, Any]:
    if "\0" in asked.text:
        raise Refusal(422, "The text holds the character NUL, which no text file has.", "body.text", "Take it out.")
    own = variant(session, audience=asked.audience, **asked.options)
    try:
        before = mend.begin(own, asked.text.encode("utf-8"), asked.path, asked.format)
    except ReadError as error:
        raise Refusal(422, str(error).removeprefix(f"{asked.path}: "), "body.text", _DESCRIBED) from error
    after = mend.mend(own, before, mend.safe)
    applied = replace(before.result, findings=after.applied)
    shown = applied if asked.show_detail else masked_file(applied)
    return {
        "text": after.data.decode("utf-8"),
        "applied": [_applied(one) for one in shown.findings],
        "file": _element(asked, after.result),
    }


def _applied(finding: Finding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "topic": finding.topic,
        "message": finding.message,
        "found": finding.found,
        "written": finding.suggestions[0] if finding.suggestions else "",
    }


def _scored(asked: Asked, session: Session) -> dict[str, Any]:
    own = variant(session, audience=asked.audience, **asked.options)
    source = from_text(asked.text, asked.path)
    card = score_opened(own, Opened(source, read(source, asked.format)), asked.path, show_detail=asked.show_detail)
    if card.error is not None:
        raise Refusal(422, card.error, "body.text", _DESCRIBED)
    return scorecard_json.card(replace(card, path=asked.name))


def _page(book: Rulebook, rule: Rule) -> dict[str, Any]:
    cited = [book.sources[one] for one in rule.sources if one in book.sources]
    return {
        **row(rule),
        "why": rule.why,
        "suggestions": [use.forms[""] for use in rule.use if use.forms[""]],
        "guidelines": [
            {"id": one.id, "title": one.title, "organisation": one.organisation, "year": one.year, "url": one.url}
            for one in cited
        ],
        "page": page(book, rule),
    }

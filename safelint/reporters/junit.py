"""JUnit XML: one test case a file, which fails when something in it makes the exit status 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safelint.reporters.xml import DECLARATION, tag, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from safelint.model.finding import Finding
    from safelint.model.report import FileResult, Report


def write(report: Report, *, colour: bool, show_excused: bool, show_detail: bool) -> Iterator[str]:
    """One suite; what does not make the run fail stands under ``system-out`` of its case."""
    del colour, show_excused, show_detail
    failing = [_failing(report, result) for result in report.files]
    counts = {
        "tests": len(report.files),
        "failures": sum(bool(some) for some in failing),
        "errors": len(report.errors),
        "time": f"{report.seconds:.3f}",
    }
    yield DECLARATION + tag("testsuites", {"name": "safelint", **counts}) + "\n"
    yield tag("testsuite", {"name": "safelint", **counts, "skipped": 0}) + "\n"
    for result, some in zip(report.files, failing, strict=True):
        yield from _case(result, some)
    yield "</testsuite>\n</testsuites>\n"


def _failing(report: Report, result: FileResult) -> list[Finding]:
    if report.fail_on is None:
        return []
    return [one for one in result.findings if one.severity.rank <= report.fail_on.rank]


def _case(result: FileResult, failing: Sequence[Finding]) -> Iterator[str]:
    yield tag("testcase", {"classname": "safelint", "name": result.path, "file": result.path, "time": "0"})
    if result.error is not None:
        yield "\n" + tag("error", {"message": result.error, "type": "unreadable"}, empty=True)
    if failing:
        said = f"{len(failing)} finding{'' if len(failing) == 1 else 's'}"
        yield "\n" + tag("failure", {"message": said, "type": failing[0].severity.value})
        yield text("\n".join(_line(result, one) for one in failing)) + "</failure>"
    rest = [_line(result, one) for one in result.findings if one not in failing] + list(result.notes)
    if rest:
        yield "\n<system-out>" + text("\n".join(rest)) + "</system-out>"
    yield "</testcase>\n"


def _line(result: FileResult, finding: Finding) -> str:
    where = finding.anchor or f"{finding.start.line}:{finding.start.column}"
    return f"{result.path}:{where}: {finding.severity.value} {finding.rule}: {finding.message}"

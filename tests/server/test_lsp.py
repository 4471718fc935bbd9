"""The language server, as an editor meets it: push and pull, positions, settings, and a proper end."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

pytestmark = pytest.mark.asyncio

SAID = "He committed suicide in 2019."
LINE = "The mayor 🙂 said: naïve “he committed suicide” reports harm.\n"
ONE = ["--select", "committed-suicide"]


def codes(found) -> list[str]:
    return [one.code for one in found]


async def test_findings_are_sent_with_rule_reason_link_and_fingerprint(tmp_path, edit):
    async with edit(tmp_path, *ONE) as editor:
        uri = editor.open("post.md", f"# News\n\n{SAID}\n")
        (found,) = await editor.told(uri)
    assert found.code == "committed-suicide"
    assert found.source == "safelint"
    assert found.severity is types.DiagnosticSeverity.Error
    assert found.range == types.Range(types.Position(2, 3), types.Position(2, 20))
    assert found.code_description.href.startswith("https://")
    assert found.data["fingerprint"]
    assert found.tags is None
    assert editor.client._server.returncode == 0


@pytest.mark.parametrize("units", ["utf-8", "utf-16", "utf-32"])
async def test_columns_count_in_the_units_an_editor_asks_for(tmp_path, edit, apply, units):
    text = "🙂 naïve: " + SAID + "\n"
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[units]

    def column(words: str) -> int:
        return len(words.encode(units if width == 1 else f"{units}-le")) // width

    async with edit(tmp_path, *ONE, encodings=(units,)) as editor:
        assert editor.answer.capabilities.position_encoding == units
        uri = editor.open("post.md", "Nothing.\n")
        assert len(await editor.told(uri)) == 0
        editor.change(uri, (0, 0, 0, 8, text.rstrip()))
        (found,) = await editor.told(uri)
        start = column(text[: text.index("committed")])
        assert found.range.start == types.Position(0, start)
        assert found.range.end.character == start + column("committed suicide")
        # the second of two changes counts in the text that the first one has made
        editor.change(uri, (0, 0, 0, 0, "🙂🙂"), (0, column("🙂"), 0, column("🙂🙂🙂"), "é"))
        text = text.replace("🙂", "🙂é")
        (found,) = await editor.told(uri)
        assert found.range.start == types.Position(0, column(text[: text.index("committed")]))
        (first, *_) = await editor.actions(uri, found.range)
    assert apply(text, first.edit, uri, units) == text.replace("committed suicide", "died by suicide")


async def test_incremental_changes_come_to_the_same_as_the_whole_text(tmp_path, edit):
    dice = random.Random(8)  # noqa: S311
    text = LINE * 3 + "\r\nA line\rand another one.\r\n"
    async with edit(tmp_path, *ONE) as editor:
        uri = editor.open("post.md", text)
        for _ in range(60):
            start, end = sorted(dice.randrange(len(text) + 1) for _ in range(2))
            end = min(end, start + 12)
            if text[start - 1 : start + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n":
                continue
            written = dice.choice(["", "x", "🙂", "\n", SAID + " ", "é"])
            editor.change(uri, (*_place(text, start), *_place(text, end), written))
            text = text[:start] + written + text[end:]
        one = await editor.told(uri)
        other = await editor.told(editor.open("other.md", text))
    assert [(found.code, found.range) for found in one] == [(found.code, found.range) for found in other]
    assert one


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column in UTF-16, by the words of the protocol."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2


async def test_an_editor_that_fetches_is_sent_nothing_and_told_what_did_not_change(tmp_path, edit):
    async with edit(tmp_path, *ONE, pull=True) as editor:
        uri = editor.open("post.md", SAID)
        first = await editor.pull(uri)
        assert codes(first.items) == ["committed-suicide"]
        same = await editor.pull(uri, first.result_id)
        assert same.kind == "unchanged"
        editor.change(uri, "He died by suicide in 2019.")
        other = await editor.pull(uri, first.result_id)
        assert len(other.items) == 0
        assert len((await editor.pull(editor.uri("closed.md"))).items) == 0
        assert editor.heard == []


async def test_an_editor_that_fetches_is_asked_to_fetch_again_when_settings_change(tmp_path, edit):
    (tmp_path / "safelint.yaml").write_text("select: [committed-suicide]\n", "utf-8")
    async with edit(tmp_path, pull=True) as editor:
        uri = editor.open("post.md", SAID)
        first = await editor.pull(uri)
        (tmp_path / "safelint.yaml").write_text("select: [suicide-epidemic]\n", "utf-8")
        named = types.TextDocumentIdentifier(editor.uri("safelint.yaml"))
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(named))
        await editor.until(lambda: editor.client.diagnostic_refresh_count)
        second = await editor.pull(uri, first.result_id)
    assert (len(first.items), len(second.items)) == (1, 0)


async def test_what_is_stale_is_never_sent(tmp_path, edit):
    async with edit(tmp_path, *ONE, options={"pause": 60}) as editor:
        uri = editor.open("post.md", "A draft.")
        for at in range(40):
            editor.change(uri, f"{SAID} {'Then more. ' * (at % 7)}" if at % 2 else "A draft again.")
            await asyncio.sleep(0.005 * (at % 5))
        last = editor.change(uri, f"{SAID} {SAID}")
        assert len(await editor.told(uri, last)) == 2
        await asyncio.sleep(0.3)
        versions = [one.version for one in editor.heard]
        assert versions == sorted(versions)
        assert len(versions) < 12, "a text was checked at nearly every keystroke"
        for one in editor.heard:  # each was the text of its version
            wanted = 2 if one.version == last else 0 if one.version % 2 or one.version == 1 else 1
            assert len(one.diagnostics) == wanted, one.version


async def test_a_request_can_be_taken_back(tmp_path, edit):
    async with edit(tmp_path, *ONE, pull=True, options={"pause": 5000}) as editor:
        uri = editor.open("post.md", SAID)
        await editor.pull(uri)
        editor.change(uri, SAID + " ")
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        waiting = editor.client.text_document_diagnostic_async(params)
        task = asyncio.ensure_future(waiting)
        await asyncio.sleep(0.1)
        number = next(iter(editor.client.protocol._request_futures))
        editor.client.cancel_request(types.CancelParams(number))
        with pytest.raises(JsonRpcException, match="cancel"):
            await asyncio.wait_for(task, 3)
        assert (await editor.hover(editor.open("b.md", SAID), 0, 5)) is not None


async def test_hover_says_why_what_else_and_who_says_so(tmp_path, edit):
    async with edit(tmp_path, *ONE) as editor:
        uri = editor.open("post.md", f"🙂 {SAID}\n")
        shown = await editor.hover(uri, 0, 8)
        assert await editor.hover(uri, 0, 1) is None
        assert await editor.hover(uri, 900, 4) is None
        assert await editor.hover(editor.uri("closed.md"), 0, 0) is None
    words = shown.contents.value
    for part in ("`committed-suicide`", "Suicide was a crime in England", "- died by suicide", "](<https://"):
        assert part in words
    assert shown.range.start.character == 6


async def test_the_nearest_config_file_counts_and_is_read_anew_when_it_changes(tmp_path, edit):
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog/safelint.yaml").write_text("select: [committed-suicide]\nignore: [committed-suicide]\n", "utf-8")
    (tmp_path / "safelint.yaml").write_text("select: [committed-suicide]\n", "utf-8")
    async with edit(tmp_path) as editor:
        here, there = editor.open("post.md", SAID), editor.open("blog/post.md", SAID)
        assert codes(await editor.told(here)) == ["committed-suicide"]
        assert await editor.told(there) == []
        (tmp_path / "blog/safelint.yaml").write_text("severity: {committed-suicide: advice}\n", "utf-8")
        change = types.FileEvent(editor.uri("blog/safelint.yaml"), types.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await editor.until(lambda: any(one.uri == there and one.diagnostics for one in editor.heard))
        found = next(one for one in await editor.told(there) if one.code == "committed-suicide")
        assert found.severity is types.DiagnosticSeverity.Information
        (tmp_path / "safelint.yaml").unlink()  # an editor that watches no files: seen at the next keystroke
        (tmp_path / "safelint.yaml").write_text("ignore: [suicide-language, helpline-missing, support]\n", "utf-8")
        editor.change(here, SAID + " ")
        assert "committed-suicide" not in codes(await editor.told(here))


async def test_a_config_file_that_cannot_be_used_is_shown_there_said_once_and_taken_back(tmp_path, edit):
    config = tmp_path / "safelint.yaml"
    config.write_text("fail-on: error\nselekt: [stigma]\n", "utf-8")
    async with edit(tmp_path) as editor:
        uri = editor.open("post.md", SAID)
        (found,) = await editor.told(uri)
        assert found.code == "settings"
        assert "Not checked" in found.message
        assert "select" in found.message or "selekt" in found.message
        (there,) = await editor.told(config.as_uri())
        assert (there.range.start.line, there.severity) == (1, types.DiagnosticSeverity.Error)
        editor.change(uri, SAID + " ")
        await editor.told(uri)
        assert len(editor.client.messages) == 1
        config.write_text("select: [committed-suicide]\n", "utf-8")
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        await editor.until(lambda: editor.heard[-1].uri == uri and codes(editor.heard[-1].diagnostics) != ["settings"])
        assert codes(editor.heard[-1].diagnostics) == ["committed-suicide"]
        assert await editor.told(config.as_uri()) == []


async def test_what_an_editor_asks_for_wins_and_can_change(tmp_path, edit):
    text = "# On suicide\n\nSuicide is spoken of here with care.\n\nSuicide. In crisis? Call 988, the Lifeline.\n"
    select = {"select": ["crisis-support"]}
    async with edit(tmp_path, options={"audience": "GB", **select}) as editor:
        uri = editor.open("post.md", text)
        before = codes(await editor.told(uri))
        settings = {"safelint": {"audience": ["US"], "pause": 0, **select}}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        editor.change(uri, text + "\n")
        after = codes(await editor.told(uri))
        wrong = {"safelint": {"audience": ["Narnia"], "preset": 7}}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(wrong))
        await editor.until(lambda: len(editor.client.messages) == 2)
    assert before != after
    assert before
    said = " ".join(one.message for one in editor.client.messages)
    assert "Narnia" in said
    assert "preset" in said


async def test_what_was_accepted_or_let_through_is_not_shown_and_idle_comments_are(tmp_path, edit):
    post = tmp_path / "post.md"
    post.write_text(SAID, "utf-8")
    (tmp_path / "safelint.yaml").write_text("select: [committed-suicide]\n", "utf-8")
    run = [sys.executable, "-m", "safelint", "baseline", "post.md"]
    subprocess.run(run, cwd=tmp_path, check=True, capture_output=True)  # noqa: ASYNC221
    async with edit(tmp_path) as editor:
        assert await editor.told(editor.open("post.md", SAID)) == []
        (new,) = await editor.told(editor.open("new.md", SAID))
        assert new.code == "committed-suicide"
        text = f"<!-- safelint: allow committed-suicide, her own words -->\n{SAID}\n"
        assert await editor.told(editor.open("a.md", text)) == []
        (idle,) = await editor.told(editor.open("b.md", text.replace("committed suicide in", "died in")))
    assert (idle.code, idle.range.start.line) == ("note", 0)
    assert "suppressed nothing" in idle.message


@pytest.mark.parametrize(
    ("name", "language", "text", "count"),
    [
        ("post.txt", "plaintext", SAID, 1),
        ("post.adoc", "plaintext", f"// {SAID}", 0),
        ("page", "html", f"<p title='x'>{SAID}</p>", 1),
        ("page.tex", "latex", f"% {SAID}\nWell. {SAID}", 1),
        ("page.rst", "restructuredtext", f".. {SAID}\n\n{SAID}", 1),
        ("page.org", "org", f"# {SAID}\n\n{SAID}", 1),
        ("untitled:Untitled-1", "mdx", f"{{/* {SAID} */}}\n\n{SAID}", 1),
        ("untitled:Untitled-2", "markdown", f"`{SAID}` {SAID}", 1),
        ("strange", "klingon", SAID, 1),
        ("book.ipynb", "json", SAID, 0),
    ],
)
async def test_the_language_tells_the_format_and_the_file_name_where_it_says_nothing(
    tmp_path, edit, name, language, text, count
):
    async with edit(tmp_path, *ONE) as editor:
        assert len(await editor.told(editor.open(name, text, language))) == count


async def test_nonsense_is_survived_and_no_text_is_logged(tmp_path, edit, capfd):
    huge = "word " * 250_000
    async with edit(tmp_path, *ONE) as editor:
        client = editor.client
        uri = editor.open("post.md", f"{SAID}\n")
        editor.change(uri, (7000, 7000, 9000, 1, "\n\nQuietly more."), (0, 5, 0, 1, "secret"), (0, 0, 0, 0, ""))
        await editor.told(uri)
        nowhere = types.Range(types.Position(99999, 99999), types.Position(0, 2147483647))
        assert len(await editor.actions(uri, nowhere)) >= 0
        named = types.VersionedTextDocumentIdentifier(version=3, uri=editor.uri("never-opened.md"))
        whole = types.TextDocumentContentChangeWholeDocument("secret")
        client.text_document_did_change(types.DidChangeTextDocumentParams(named, [whole]))
        closing = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri("never-opened.md")))
        client.text_document_did_close(closing)
        for method, params in (
            ("textDocument/didChange", '{"textDocument":"secret","contentChanges":7}'),
            ("textDocument/didOpen", '{"textDocument":{"text":"secret"}}'),
            ("safelint/unheard-of", '{"text":"secret"}'),
        ):
            body = f'{{"jsonrpc":"2.0","method":"{method}","params":{params}}}'
            client._server.stdin.write(f"Content-Length: {len(body)}\r\n\r\n{body}".encode())
        client._server.stdin.write(b"Content-Length: 8\r\n\r\n{secret}")
        (long,) = await editor.told(editor.open("long.md", huge))
        assert (long.code, "1,250,000" in long.message) == ("not-checked", True)
        (binary,) = await editor.told(editor.open("binary.md", f"\0\0{SAID}"))
        assert binary.code == "not-checked"
        with pytest.raises(JsonRpcException, match="There is no rule"):
            await client.workspace_execute_command_async(
                types.ExecuteCommandParams("safelint.explain", ["no-such", ""])
            )
        half = editor.open("half.md", f"\ud83d {SAID}")
        assert codes(await editor.told(half)) == ["committed-suicide"]
        client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(half)))
        await editor.until(lambda: editor.heard[-1].uri == half and not editor.heard[-1].diagnostics)
    assert editor.client._server.returncode == 0
    logged = capfd.readouterr().err
    assert "can't be understood" in logged
    assert "secret" not in logged
    assert editor.client.error is None


async def test_two_folders_keep_their_own_settings(tmp_path, edit):
    for name, rule in (("one", "committed-suicide"), ("two", "suicide-epidemic")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "safelint.yaml").write_text(f"select: [{rule}]\n", "utf-8")
    async with edit(tmp_path / "one") as editor:
        text = f"{SAID} It was a suicide epidemic.\n"
        other = (tmp_path / "two/post.md").as_uri()
        assert codes(await editor.told(editor.open("post.md", text))) == ["committed-suicide"]
        assert codes(await editor.told(editor.open(other, text))) == ["suicide-epidemic"]


def goodbye(folder, *messages: str, close: bool):
    """Exit status of a server that is sent these messages."""
    server = subprocess.Popen(
        [sys.executable, "-m", "safelint", "lsp", "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
    )
    for one in messages:
        server.stdin.write(f"Content-Length: {len(one)}\r\n\r\n{one}".encode())
    server.stdin.flush()
    if close:
        server.stdin.close()
    try:
        status = server.wait(20)  # with its input still open, when it was not closed
        return status, server.stdout.read(), server.stderr.read()
    finally:
        server.kill()
        for pipe in (server.stdin, server.stdout, server.stderr):
            pipe.close()


INITIALIZE = (
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"processId":null,"rootUri":null}}'
)
SHUTDOWN, EXIT = '{"jsonrpc":"2.0","id":2,"method":"shutdown"}', '{"jsonrpc":"2.0","method":"exit"}'


@pytest.mark.parametrize(
    ("messages", "close", "status"),
    [((INITIALIZE, SHUTDOWN, EXIT), False, 0), ((INITIALIZE, EXIT), False, 1), ((INITIALIZE,), True, 1)],
)
async def test_it_ends_when_told_or_left_and_says_nothing_but_the_protocol(tmp_path, messages, close, status):
    ended, out, err = await asyncio.to_thread(goodbye, tmp_path, *messages, close=close)
    assert (ended, err) == (status, b"")
    heads, bodies = out.split(b"\r\n\r\n", 1)
    assert heads.startswith(b"Content-Length: ")
    assert bodies.startswith(b"{")

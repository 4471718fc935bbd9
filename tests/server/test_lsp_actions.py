"""What an editor can do about a finding, and that it does just that."""

from __future__ import annotations

import pytest
from lsprotocol import types

pytestmark = pytest.mark.asyncio

SAID = "He committed suicide in 2019."
ONE = ["--select", "committed-suicide"]


def titled(actions, start: str):
    return next((one for one in actions if one.title.startswith(start)), None)


async def test_each_alternative_is_offered_and_the_certain_one_preferred(tmp_path, edit, apply):
    text = f"# News\n\n🙂 {SAID}\n"
    async with edit(tmp_path, *ONE) as editor:
        uri = editor.open("post.md", text)
        (found,) = await editor.told(uri)
        actions = await editor.actions(uri, found.range)
        elsewhere = await editor.actions(uri, types.Range(types.Position(0, 0), types.Position(0, 1)), ["quickfix"])
    writes = [one for one in actions if one.title.startswith("Write “")]
    assert [one.title for one in writes] == ["Write “died by suicide”", "Write “took his own life”"]
    assert [one.is_preferred for one in writes] == [True, None]
    assert [one.diagnostics[0].code for one in writes] == ["committed-suicide"] * 2
    assert apply(text, writes[0].edit, uri) == "# News\n\n🙂 He died by suicide in 2019.\n"
    assert apply(text, writes[1].edit, uri) == "# News\n\n🙂 He took his own life in 2019.\n"
    assert len(elsewhere) == 0


@pytest.mark.parametrize("resolve", [False, True])
async def test_all_that_is_certain_is_written_at_once(tmp_path, edit, apply, resolve):
    text = f"# News\n\n🙂 {SAID} Nothing else.\r\n\r\n- {SAID}\n- She is fine.\n"
    async with edit(tmp_path, *ONE, resolve=resolve) as editor:
        uri = editor.open("post.md", text)
        assert len(await editor.told(uri)) == 2
        nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
        (action,) = await editor.actions(uri, nowhere, ["source.fixAll"])
        assert (action.kind, action.edit is None) == ("source.fixAll.safelint", resolve)
        if resolve:
            action = await editor.client.code_action_resolve_async(action)
            assert action.edit.document_changes[0].text_document.version == 1
        new = apply(text, action.edit, uri)
        assert await editor.actions(uri, nowhere, ["refactor"]) in ([], ())
        editor.change(uri, new)
        assert await editor.told(uri) == []
        assert await editor.actions(uri, nowhere, ["source.fixAll.safelint"]) in ([], ())
    assert new == text.replace("committed suicide", "died by suicide")


ASK = "safelint: allow committed-suicide, …"
FORMS = [
    ("post.md", "markdown", f"# News\n\n{SAID}\n", f"\n<!-- {ASK} -->\nHe"),
    ("post.md", "markdown", f"- One\n- {SAID}\n- Two\n", f"2019. <!-- {ASK} -->\n"),
    ("post.md", "markdown", f"---\ntitle: {SAID}\n---\n\nText.\n", f"---\n# {ASK}\ntitle"),
    ("post.md", "markdown", f"A\r\n\r\n{SAID}\r\n", f"\r\n<!-- {ASK} -->\r\nHe"),
    ("post.mdx", "mdx", f"# News\n\n{SAID}\n", f"\n{{/* {ASK} */}}\nHe"),
    ("page.html", "html", f"<body>\n  <p>{SAID}</p>\n</body>\n", f"\n  <!-- {ASK} -->\n  <p>"),
    ("b.html", "html", f'<p>Text.</p>\n\n<img\n  alt="{SAID}"\n  src="a.png">\n', f"\n\n<!-- {ASK} -->\n<img"),
    ("a.rst", "restructuredtext", f"{SAID[:-1]}\n{'=' * 30}\n\nT.\n", f".. {ASK}\n\nHe"),
    ("a.rst", "restructuredtext", f"{'=' * 30}\n{SAID[:-1]}\n{'=' * 30}\n\nT.\n", f".. {ASK}\n\n="),
    ("a.adoc", "asciidoc", f"= News\n\n{SAID}\n", f"\n// {ASK}\nHe"),
    ("a.org", "org", f"* News\n\n{SAID}\n", f"\n# {ASK}\nHe"),
    ("a.tex", "latex", f"\\section{{News}}\n\n{SAID}\n", f"\n% {ASK}\nHe"),
    ("a.txt", "plaintext", f"News of today.\n\n{SAID}\n", f"\n# {ASK}\nHe"),
    (
        "a.vtt",
        "vtt",
        f"WEBVTT\n\n1\n00:01.000 --> 00:04.000\n{SAID}\n",
        f"\nNOTE {ASK}\n\n1\n00:01",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "language", "text", "written"), FORMS, ids=lambda one: str(one)[:12])
async def test_a_comment_that_lets_it_through_does_so_and_asks_for_its_reason(
    tmp_path, edit, apply, name, language, text, written
):
    async with edit(tmp_path, *ONE) as editor:
        uri = editor.open(name, text, language)
        (found,) = await editor.told(uri)
        action = titled(await editor.actions(uri, found.range), "Allow")
        new = apply(text, action.edit, uri)
        assert written in new
        editor.change(uri, new)
        (note,) = await editor.told(uri)
        assert note.code == "note"
        assert "give a reason" in note.message
        editor.change(uri, new.replace("…", "the title of a book"))
        assert await editor.told(uri) == []


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("a.srt", "subrip", f"1\n00:00:01,000 --> 00:00:04,000\n{SAID}\n"),
        ("a.md", "markdown", f'{{\n  "title": "{SAID}"\n}}\n\nText.\n'),
    ],
)
async def test_where_a_text_has_no_comments_none_is_offered(tmp_path, edit, name, language, text):
    async with edit(tmp_path, *ONE) as editor:
        uri = editor.open(name, text, language)
        (found,) = await editor.told(uri)
        actions = await editor.actions(uri, found.range)
    assert titled(actions, "Write “died by suicide”")
    assert titled(actions, "Allow") is None


ARTICLE = """# A singer died by suicide

The singer died by suicide on Friday. Her family asked that suicide be spoken of with care.

Fans left flowers, and friends spoke of her kindness.
"""


async def test_helplines_are_written_where_none_is_named_or_their_absence_allowed(tmp_path, edit, apply):
    async with edit(tmp_path, "--select", "helpline-missing", "--audience", "GB") as editor:
        uri = editor.open("post.md", ARTICLE)
        (found,) = await editor.told(uri)
        assert found.range == types.Range(types.Position(0, 2), types.Position(0, 26))
        assert [one.location.uri for one in found.related_information or ()] == [uri] * len(
            found.related_information or ()
        )
        actions = await editor.actions(uri, found.range)
        new = apply(ARTICLE, titled(actions, "Write helplines").edit, uri)
        assert "116 123" in new
        assert new.startswith(ARTICLE.rstrip())
        editor.change(uri, new)
        assert await editor.told(uri) == []
        allowed = apply(ARTICLE, titled(actions, "Allow").edit, uri)
        editor.change(uri, allowed.replace("…", "the footer of every page names one"))
        assert await editor.told(uri) == []
    assert "allow-file helpline-missing" in allowed


async def test_an_action_of_a_text_that_has_changed_is_refused(tmp_path, edit):
    async with edit(tmp_path, *ONE, resolve=True) as editor:
        uri = editor.open("post.md", SAID)
        (found,) = await editor.told(uri)
        action = titled(await editor.actions(uri, found.range), "Allow")
        editor.change(uri, "She is well.")
        with pytest.raises(Exception, match="ask again"):
            await editor.client.code_action_resolve_async(action)


async def test_a_rule_is_explained(tmp_path, edit):
    async with edit(tmp_path, *ONE) as editor:
        uri = editor.open("post.md", SAID)
        (found,) = await editor.told(uri)
        action = titled(await editor.actions(uri, found.range), "Explain")
        command = action.command  # lsprotocol reads it as a plain object
        assert "safelint.explain" in str(command)
        params = types.ExecuteCommandParams("safelint.explain", ["committed-suicide", uri])
        page = await editor.client.workspace_execute_command_async(params)
        await editor.until(lambda: editor.client.messages)
    assert "## Guidelines behind it" in page
    assert "Suicide was a crime in England" in editor.client.messages[0].message

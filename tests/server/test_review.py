"""The review page's server: who gets an answer, what hostile requests get, and how a draft becomes a file again."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import office
import pytest
from click.testing import CliRunner

from safelint import Session
from safelint.cli.app import app
from safelint.formats.opening import load as load_file
from safelint.model.errors import ReadError, SafelintError
from safelint.server import asked, drafts, page
from safelint.server.units import Units

pytest.importorskip("starlette", reason="needs the extra “server”")

SAM = "Sam committed suicide in 2019."
SESSION = Session(isolated=True, keep=False, credits=True)


@pytest.fixture(scope="module")
def site(address):
    """The port and the key of a page."""
    parts = urlsplit(address)
    return parts.port, parts.path.strip("/")


def request(site, method, path, body=b"", **headers):
    port, key = site
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path.replace("KEY", key), body=body, headers=given)
    answer = connection.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def ask(site, name, **fields):
    status, body, _ = request(site, "POST", f"/KEY/{name}", json.dumps(fields).encode())
    return status, json.loads(body)


def test_the_page_and_its_parts(site):
    status, body, headers = request(site, "GET", "/KEY/")
    assert status == 200
    assert b"findahelpline.com" in body
    assert b"{{" not in body
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert b"<script>" not in body
    assert b"style=" not in body
    for name, kind in page.ASSETS.items():
        status, body, headers = request(site, "GET", f"/KEY/{name}")
        assert (status, bool(body)) == (200, True)
        assert headers["content-type"].startswith(kind)
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/wrong/",
        "/wrong/check",
        "/wrong/main.js",
        "/KEYx/",
        "/KEY/nothing.js",
        "/KEY/..%2f..%2fmain.js",
        "/KEY/../../etc/passwd",
        "/KEY/review.html",
        "/favicon.ico",
        "/%00/",
    ],
)
def test_who_lacks_the_key_gets_nothing(site, path):
    status, body, _ = request(site, "GET", path)
    assert status in (404, 405)
    assert site[1].encode() not in body
    assert b"script" not in body


@pytest.mark.parametrize("name", ["check", "score", "helplines", "export", "open"])
def test_other_pages_and_other_names_are_refused(site, name):
    body = json.dumps({"text": SAM, "to": "file"}).encode()
    path = f"/KEY/{name}"
    assert request(site, "POST", path, body, Origin="https://evil.example")[0] == 403
    assert request(site, "POST", path, body, Sec_Fetch_Site="cross-site")[0] == 403
    assert request(site, "POST", path, body, Host="evil.example")[0] in (400, 421)
    assert request(site, "GET", path)[0] in (404, 405)
    assert request(site, "POST", f"/wrong/{name}", body)[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"text=hello",
        b"[]",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"text": 1}',
        b'{"text": null}',
        b'{"detail": "yes"}',
        b'{"detail": 1}',
        b'{"picked": "GB/samaritans"}',
        b'{"picked": [1]}',
        b'{"nonsense": 1}',
        b'{"text": "' + b"a" * (asked.LONGEST + 1) + b'"}',
    ],
)
@pytest.mark.parametrize("name", ["check", "score", "helplines", "export"])
def test_what_is_no_question_is_refused_with_a_sentence(site, body, name):
    status, answer, _ = request(site, "POST", f"/KEY/{name}", body)
    assert status == 400
    assert json.loads(answer)["error"].endswith((".", "object."))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("check", {"form": "nonsense"}),
        ("check", {"audience": "XX"}),
        ("check", {"preset": "../../etc"}),
        ("check", {"file": "99"}),
        ("score", {"file": "-1"}),
        ("export", {"to": "../x"}),
        ("export", {"to": "comments"}),
        ("helplines", {"country": "QQ"}),
        ("helplines", {"country": "GB", "picked": ["US/988-lifeline"]}),
    ],
)
def test_what_is_not_there_is_said(site, name, fields):
    status, answer = ask(site, name, **{"text": SAM, **fields})
    assert status == 422
    assert answer["error"]


def test_a_text_of_odd_characters_is_linted(site):
    status, answer = ask(site, "check", text="\ud800 \u202e \x00 \U0001f56f Sam committed suicide. \r\n")
    assert status == 200
    assert answer["error"] is None
    assert answer["findings"][0]["ways"][0][0]["start"] == 13  # the emoji counts twice


def test_oversized_files_are_refused(site):
    port, key = site
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("POST", f"/{key}/open?name=a.docx")
    connection.putheader("Content-Length", str(33_000_000))
    connection.endheaders()
    assert connection.getresponse().status == 413


def test_a_name_with_folders_leads_nowhere(site):
    status, answer, _ = request(site, "POST", "/KEY/open?name=..%2F..%2Fetc%2F%0apasswd.md", SAM.encode())
    assert (status, json.loads(answer)["name"]) == (200, "passwd.md")
    status, answer, _ = request(site, "POST", "/KEY/open?name=a.docx", b"no word file")
    assert status == 422
    assert json.loads(answer)["error"]


def test_the_ticket_leads_to_the_page_once():
    from safelint.server.review import Review

    review = Review(SESSION)
    ticket = review.ticket
    assert not review.take("wrong")
    assert not review.take(review.key)
    assert review.take(ticket)
    assert not review.take(ticket)
    assert not review.take("")
    review.desk.close()


def test_a_browser_is_led_to_the_page_and_its_address_tells_nobody_else():
    import asyncio

    from safelint.server.review import Review
    from safelint.server.routes import application

    review = Review(SESSION)
    app, ticket = application(review), f"/{review.ticket}"

    async def get(path):
        said = []
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": []}
        scope |= {"query_string": b"", "scheme": "http", "server": ("127.0.0.1", 1), "root_path": ""}

        async def receive():
            return {"type": "http.disconnect"}

        async def send(message):
            said.append(message)

        await app(scope, receive, send)
        return said[0]["status"], dict(said[0]["headers"]).get(b"location", b"").decode()

    assert asyncio.run(get("/no-ticket")) == (404, "")
    assert asyncio.run(get(ticket)) == (303, f"/{review.key}/")
    assert asyncio.run(get(ticket)) == (404, "")
    review.desk.close()


def test_who_leaves_before_the_answer_holds_nobody_up(site):
    port, key = site
    text = (SAM + " He suffered from depression.\n\n") * 300
    ask(site, "check", text=SAM)  # warm
    begun = time.monotonic()
    ask(site, "check", text=text)
    once = time.monotonic() - begun
    body = json.dumps({"text": text}).encode()
    begun = time.monotonic()
    for _ in range(12):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", f"/{key}/check", body=body)
        connection.close()
    status, answer = ask(site, "check", text=SAM)
    assert (status, answer["counts"]["error"]) == (200, 1)
    assert time.monotonic() - begun < 6 * once + 1  # at most the one under way was finished


def test_positions_are_counted_as_browsers_do():
    text = "🕯 a 𝒜 b"
    assert [Units(text).at(at) for at in range(len(text) + 1)] == [0, 2, 3, 4, 5, 7, 8, 9]
    assert Units("plain").at(3) == 3
    for at in range(len(text) + 1):
        assert Units(text).at(at) == len(text[:at].encode("utf-16-le")) // 2


def word_file(*paragraphs):
    return office.docx("".join(map(office.paragraph, paragraphs)))


def opened(data, path="a.docx"):
    return drafts.load(SESSION, data, path)


def test_a_changed_word_file_keeps_its_shape():
    file = opened(
        office.docx(office.paragraph("A title", style="Titel") + office.paragraph(SAM) + office.paragraph("x"))
    )
    text = file.text.replace("committed", "died by").replace("A title", "A better title")
    sheet = drafts.sheet(file, text)
    assert sheet.remark == ""
    assert sheet.opened.source.text == text
    assert sheet.opened.document.blocks[0].kind.value == "title"
    (again,) = load_file(drafts.finished(file, text), "a.docx")
    assert again.source.text == text
    assert drafts.finished(file, file.text) == file.data


@pytest.mark.parametrize(
    "change", [lambda text: text + "\n\nA new paragraph.", lambda text: text.split("\n\n")[0], str.upper]
)
def test_a_word_file_is_written_whole_or_not_at_all(change):
    file = opened(word_file("One two.", SAM))
    text = change(file.text)
    sheet = drafts.sheet(file, text)
    if sheet.data is None:
        assert "paragraph" in sheet.remark
        assert sheet.opened.source.text == text
        with pytest.raises(ReadError, match="paragraph"):
            drafts.finished(file, text)
    else:
        assert load_file(sheet.data, "a.docx")[0].source.text == text


def test_line_endings_and_encoding_are_kept():
    file = opened("Caf\xe9.\r\nSam.\r\n".encode("cp1252"), "a.txt")
    assert file.text == "Café.\nSam.\n"
    assert drafts.finished(file, "Café!\nSam.\n") == "Café!\r\nSam.\r\n".encode("cp1252")
    with pytest.raises(ReadError, match="Windows-1252"):
        drafts.finished(file, "日本\n")
    marked = opened(b"\xef\xbb\xbfSam.", "a.md")
    assert drafts.finished(marked, "Sam!") == b"\xef\xbb\xbfSam!"


def test_a_file_of_several_documents_is_not_opened():
    with pytest.raises(ReadError, match="2 documents"):
        opened(b'{"text": "a"}\n{"text": "b"}\n', "a.jsonl")


def test_only_the_latest_files_are_held():
    tray, file = drafts.Tray(), opened(b"Sam.", "a.md")
    numbers = [tray.keep(file) for _ in range(20)]
    assert tray.find(numbers[-1]) is file
    assert tray.find("") is None
    with pytest.raises(ReadError, match="open it again"):
        tray.find(numbers[0])


@pytest.mark.parametrize(
    ("name", "kept"), [("a.md", "a.md"), ("C:\\x\\a.md", "a.md"), ("../..", drafts.PASTED), ("a\x1b[2J.md", "a[2J.md")]
)
def test_names_are_only_names(name, kept):
    assert drafts.named(name) == kept
    assert len(drafts.named("x" * 500 + ".md")) <= 120
    assert drafts.named("x" * 500 + ".md").endswith(".md")


def test_our_own_words_pass():
    linter = Session(isolated=True, keep=False, ignore=["crisis-support", "support"])
    assert linter.lint_text(page.page(SESSION), "html").findings == ()
    words = "\n\n".join(page.asset(name).decode() for name in page.ASSETS if name.endswith(".js"))
    assert linter.lint_text(words, "text").findings == ()


def test_pages_have_no_address_of_elsewhere_but_help():
    import re

    text = page.page(SESSION) + "".join(page.asset(name).decode() for name in page.ASSETS)
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) == {"https://findahelpline.com", "http://www.w3.org/2000/svg"}


def run(*args):
    return CliRunner().invoke(app, ["review", "--isolated", "--no-open", *args], prog_name="safelint")


def test_a_file_or_setting_that_cannot_be_used_ends_it(tmp_path):
    result = run(str(tmp_path / "none.docx"))
    assert result.exit_code == 2
    assert "none.docx: " in result.stderr
    result = run("--preset", "recomended")
    assert result.exit_code == 2
    assert "recommended" in result.stderr


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_a_missing_extra_is_named(missing):
    code = f"import sys; sys.modules[{missing!r}] = None; from safelint.cli import main; main(['review', '--isolated'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'safelint[server]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_loads_no_server():
    code = (
        "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr)); "
        "from safelint.cli import main; main(['review', '--help'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Ctrl-C" in done.stdout
    assert not {"starlette", "uvicorn", "spacy"} & set(done.stderr.split())


def test_assets_stand_beside_the_code():
    folder = Path(page.__file__).parent / "assets"
    assert {one.name for one in folder.iterdir()} == set(page.ASSETS) - {"report.css"} | {"review.html"}


def test_a_read_error_keeps_no_path(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 broken")
    from safelint.server.review import review

    with pytest.raises(SafelintError) as caught:
        review(SESSION, str(tmp_path / "a.docx"))
    assert str(caught.value).count("a.docx") == 1

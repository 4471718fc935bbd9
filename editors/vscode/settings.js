// What the editor's settings mean for the server; knows nothing of VS Code, so that it can be tested without it.
"use strict";

const LANGUAGES = [
  "markdown", "mdx", "quarto", "html", "plaintext", "latex", "tex", "restructuredtext", "asciidoc", "org", "srt",
  "subrip", "vtt",
];
const SCHEMES = ["file", "untitled"];

/** Which texts are checked. */
function selector() {
  return SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
}

/** How the server is started; `get` reads one setting of ours. */
function server(get) {
  return { command: get("path") || "safelint", args: ["lsp"] };
}

/** What is asked of the server, at its start and when settings change. */
function wishes(get) {
  return { audience: get("audience") || [], preset: get("preset") || "", pause: get("pause") ?? 200, pages: true };
}

/** What to say when the server does not start. */
function sorry(command, error) {
  const missing = error && (error.code === "ENOENT" || /ENOENT/.test(String(error.message)));
  return missing
    ? `safelint was not found as “${command}”. Install it with: pip install 'safelint[server]', or set “safelint.path”.`
    : `safelint did not start: ${error && error.message ? error.message : error}`;
}

module.exports = { LANGUAGES, selector, server, wishes, sorry };

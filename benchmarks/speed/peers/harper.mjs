// Harper over Markdown files, as a command: node harper.mjs FILE…
import { readFileSync } from "node:fs";
import { LocalLinter } from "harper.js";
import { binary } from "harper.js/binary";

const linter = new LocalLinter({ binary });
await linter.setup();
for (const path of process.argv.slice(2)) {
  const found = await linter.lint(readFileSync(path, "utf8"), { language: "markdown" });
  for (const lint of found) console.log(`${path}:${lint.span().start} ${lint.message()}`);
}

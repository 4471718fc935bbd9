// retext-equality over Markdown files, as a command: node retext-equality.mjs FILE…
import { readFileSync } from "node:fs";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRetext from "remark-retext";
import remarkStringify from "remark-stringify";
import retextEnglish from "retext-english";
import retextEquality from "retext-equality";
import { unified } from "unified";

const reader = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkFrontmatter)
  .use(remarkRetext, unified().use(retextEnglish).use(retextEquality))
  .use(remarkStringify);
for (const path of process.argv.slice(2)) {
  const file = await reader.process(readFileSync(path, "utf8"));
  for (const message of file.messages) console.log(`${path}:${message.line}:${message.column} ${message.reason}`);
}

// retext-equality, newest release, on Markdown: what alex is made of, without its list of profane words; gender left out as there.
// Argument: a file with [{file, text}]; stdout: [{file, start, end, name}], offsets in UTF-16 units into the file.
import {readFileSync} from 'node:fs'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRetext from 'remark-retext'
import remarkStringify from 'remark-stringify'
import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import {unified} from 'unified'
import {patterns} from './node_modules/retext-equality/lib/patterns-en.js'

const gendered = ({inconsiderate}) => Object.values(inconsiderate).some((group) => group === 'male' || group === 'female')
const skipped = new Set(patterns.filter((one) => gendered(one) && !one.id.startsWith('madm')).map(({id}) => id))
const prose = unified().use(retextEnglish).use(retextEquality)
const reader = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).use(remarkRetext, prose).use(remarkStringify)
const found = []
for (const {file, text} of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  for (const message of (await reader.process(text)).messages) {
    if (skipped.has(message.ruleId)) continue
    const {start, end} = message.place
    found.push({file, start: start.offset, end: end.offset, name: message.ruleId})
  }
}
process.stdout.write(JSON.stringify(found))

// alex with its default settings, as its own command runs it on Markdown; what it says about gender is left out, since
// pronouns stand in every second sentence and none of our labels is about them.
// Argument: a file with [{file, text}]; stdout: [{file, start, end, name}], offsets in UTF-16 units into the file.
import {readFileSync} from 'node:fs'
import {markdown} from 'alex'
import {patterns} from './node_modules/retext-equality/lib/patterns-en.js'

const gendered = ({inconsiderate}) => Object.values(inconsiderate).some((group) => group === 'male' || group === 'female')
const skipped = new Set(patterns.filter((one) => gendered(one) && !one.id.startsWith('madm')).map(({id}) => id))
const found = []
for (const {file, text} of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  for (const message of markdown(text).messages) {
    if (skipped.has(message.ruleId)) continue
    const {start, end} = message.position
    found.push({file, start: start.offset, end: end.offset, name: `${message.source}:${message.ruleId}`})
  }
}
process.stdout.write(JSON.stringify(found))

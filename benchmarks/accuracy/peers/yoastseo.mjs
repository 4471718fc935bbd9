// The inclusive language analysis of yoastseo, English, all of its assessments.
// It reads HTML and names a phrase and its sentence, not a place; so each labelled sentence is a paper of its own, inside
// the element that it stands in, and every place in it with the phrase counts, else the whole sentence.
// Argument: a file with [{file, sentences: [{text, start, kind}]}]; stdout: [{file, start, end, name}], in UTF-16 units into the file.
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'

const require = createRequire(import.meta.url)
const {Paper, assessors} = require('yoastseo')
const Researcher = require('yoastseo/build/languageProcessing/languages/en/Researcher').default

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
const plain = (text) => escape(text.replace(/[*_]/g, ''))
const pages = {
  alt: (text) => `<p><img src="a.jpg" alt="${escape(text)}"></p>`,
  heading: (text) => `<h1>${plain(text)}</h1>`,
  list: (text) => `<ul><li>${plain(text)}</li></ul>`,
  quote: (text) => `<blockquote><p>${plain(text)}</p></blockquote>`,
  table: (text) => `<table><tr><td>${plain(text)}</td></tr></table>`,
  text: (text) => `<p>${plain(text)}</p>`,
}
const level = (text) => text.replace(/[’‘]/g, "'").toLowerCase()

/** Places of a phrase in a sentence, whole words only. */
function places(sentence, phrase) {
  const found = []
  const [hay, needle] = [level(sentence), level(phrase)]
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    const [before, after] = [hay[at - 1] ?? ' ', hay[at + needle.length] ?? ' ']
    if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) found.push([at, at + needle.length])
  }
  return found.length > 0 ? found : [[0, sentence.length]]
}

const found = []
for (const {file, sentences} of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  for (const {text, start, kind} of sentences) {
    const paper = new Paper(pages[kind](text), {locale: 'en_US'})
    const assessor = new assessors.InclusiveLanguageAssessor(new Researcher(paper))
    assessor.assess(paper)
    for (const result of assessor.getValidResults()) {
      const name = result.getIdentifier()
      const assessment = assessor._assessments.find((one) => one.identifier === name)
      for (const {phrase} of assessment.foundPhrases) {
        for (const [from, to] of places(text, phrase)) found.push({file, start: start + from, end: start + to, name})
      }
    }
  }
}
process.stdout.write(JSON.stringify(found))

import { describe, expect, test } from 'vitest'
import { code, prose } from '../../../src/conformance/report/markdown-text.js'

/** By CommonMark 2.4 (backslash escapes), 6.1 (code spans), and the extended autolinks of GFM 6.9. */
const texts = [
  { name: 'plain words stay as they are', text: 'sends no state', shown: 'sends no state' },
  { name: 'tags are text', text: '<script>&amp;', shown: '&lt;script&gt;&amp;amp;' },
  { name: 'emphasis is text', text: '*a* _b_ ~c~ `d`', shown: '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`' },
  { name: 'a backslash does not undo an escape', text: '\\*', shown: '\\\\\\*' },
  { name: 'a link is text', text: '[a](b)', shown: '\\[a\\](b)' },
  { name: 'a bare address is no link', text: 'https://evil.test', shown: 'https\\://evil.test' },
  { name: 'a host is no link', text: 'www.evil.test', shown: 'www\\.evil.test' },
  { name: 'a name is no mention', text: '@everyone a@b.c', shown: '@<!-- -->everyone a@<!-- -->b.c' },
  { name: 'a cell of a table is not ended', text: 'a|b', shown: 'a\\|b' },
  { name: 'a line break begins no block', text: 'a\n# b', shown: 'a\\\\n\\# b' },
]

const values = [
  { name: 'a value is between backquotes', text: 'a|b', shown: '`a|b`' },
  { name: 'backquotes within it need a longer fence', text: 'a``b', shown: '```a``b```' },
  { name: 'a backquote at its edge is kept off the fence', text: '`', shown: '`` ` ``' },
  { name: 'spaces at its edges stay', text: ' a ', shown: '`  a  `' },
  { name: 'nothing is a space', text: '', shown: '`  `' },
  { name: 'a control character is shown', text: '\u001b', shown: '`\\u001b`' },
]

describe('markdown-text', () => {
  for (const { name, text, shown } of texts) test(name, () => expect(prose(text)).toBe(shown))
  for (const { name, text, shown } of values) test(name, () => expect(code(text)).toBe(shown))
})

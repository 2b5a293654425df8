import { describe, expect, test } from 'vitest'
import { documentOf, element } from '../../../src/conformance/report/xml.js'

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'

const rows = [
  { name: 'an element without content closes itself', root: element('a'), text: '<a/>' },
  {
    name: 'attributes are written in their order, those that are null are left out',
    root: element('a', { b: 1, c: null, d: 'x' }),
    text: '<a b="1" d="x"/>',
  },
  {
    name: 'markup in an attribute is escaped',
    root: element('a', { b: `<&>"'` }),
    text: '<a b="&lt;&amp;&gt;&quot;&apos;"/>',
  },
  {
    name: 'markup in text is escaped, a CDATA end included',
    root: element('a', {}, ']]></a><script>'),
    text: '<a>]]&gt;&lt;/a&gt;&lt;script&gt;</a>',
  },
  { name: 'lines of text stay as they are', root: element('a', {}, '1\n  2'), text: '<a>1\n  2</a>' },
  {
    name: 'children stand below their element',
    root: element('a', {}, [element('b', {}, [element('c')])]),
    text: '<a>\n  <b>\n    <c/>\n  </b>\n</a>',
  },
  {
    name: 'characters that XML cannot hold are replaced',
    root: element('a', {}, '1\u0000\u001b2\ud800\ufffe3'),
    text: '<a>1\ufffd\ufffd2\ufffd\ufffd3</a>',
  },
  { name: 'characters outside the first plane stay', root: element('a', {}, '😀é'), text: '<a>😀é</a>' },
]

describe('xml', () => {
  for (const row of rows) {
    test(row.name, () => {
      expect(documentOf(row.root)).toBe(`${head}${row.text}\n`)
    })
  }
})

import { describe, expect, test } from 'vitest'
import { writtenForms } from '../../src/conformance/written-forms.js'

const rows = [
  { name: 'a value of plain letters has one form', value: 'abc-123', forms: ['abc-123'] },
  {
    name: 'a blank is percent-encoded in one way and form-encoded in another',
    value: 'a b',
    forms: ['a b', 'a%20b', 'a+b'],
  },
  { name: 'a quotation mark is escaped in JSON', value: 'a"b', forms: ['a"b', 'a%22b', 'a\\"b'] },
]

describe('written-forms', () => {
  for (const { name, value, forms } of rows) test(name, () => expect(writtenForms(value)).toEqual(forms))
})

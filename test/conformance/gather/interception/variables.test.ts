// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what a user writes
import { describe, expect, test } from 'vitest'
import { expanded, namesIn } from '../../../../src/conformance/gather/interception/variables.js'

const values: Readonly<Record<string, string>> = { NAME: 'x', OTHER: 'a ${NAME}', EMPTY: '' }

const rows = [
  { name: 'text without a variable', text: 'plain $NAME {NAME}', is: 'plain $NAME {NAME}', names: [] },
  { name: 'a variable', text: '${NAME}', is: 'x', names: ['NAME'] },
  { name: 'several within text', text: 'a${NAME}b${EMPTY}c', is: 'axbc', names: ['NAME', 'EMPTY'] },
  { name: 'a value that looks like a variable', text: '${OTHER}', is: 'a ${NAME}', names: ['OTHER'] },
  { name: 'a variable that is not there', text: '[${MISSING}]', is: '[]', names: ['MISSING'] },
  { name: 'a doubled dollar sign', text: '$${NAME}', is: '${NAME}', names: [] },
  { name: 'what is no name', text: '${} ${1} ${a b}', is: '${} ${1} ${a b}', names: [] },
]

describe('variables', () => {
  for (const { name, text, is, names } of rows) {
    test(name, () => {
      expect(expanded(text, (one) => values[one])).toBe(is)
      expect(namesIn(text)).toEqual(names)
    })
  }
})

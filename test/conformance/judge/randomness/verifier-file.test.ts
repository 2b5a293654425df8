import { describe, expect, test } from 'vitest'
import {
  mostVerifiers,
  parseVerifierFile,
} from '../../../../src/conformance/judge/randomness/verifier-file.js'

const one = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const two = 'ThisIsntRandomButItNeedsToBe43CharactersLong'

const rows: readonly {
  readonly name: string
  readonly text: string
  readonly texts: readonly string[]
  readonly problems?: readonly (readonly [line: number, problem: string])[]
}[] = [
  { name: 'two lines', text: `${one}\n${two}\n`, texts: [one, two] },
  { name: 'line ends of Windows', text: `${one}\r\n${two}\r\n`, texts: [one, two] },
  { name: 'line ends of an old Macintosh', text: `${one}\r${two}`, texts: [one, two] },
  {
    name: 'blank lines count as lines',
    text: `\n\n${one}\n\nx\n${two}`,
    texts: [one, two],
    problems: [[5, '1 characters, a code verifier has at least 43']],
  },
  { name: 'quotes, commas and spaces around', text: `"${one}",\n '${two}';\n`, texts: [one, two] },
  { name: 'a byte order mark and a header', text: `\uFEFFcode_verifier\n${one}\n${two}`, texts: [one, two] },
  { name: 'a header in quotes', text: `"Code Verifier"\n${one}\n${two}`, texts: [one, two] },
  {
    name: 'the name of the parameter before each',
    text: `code_verifier=${one}\ncode_verifier=${two}`,
    texts: [one, two],
  },
  {
    name: 'one line only',
    text: one,
    texts: [one],
    problems: [[0, 'one verifier only: a second one shows more']],
  },
  { name: 'nothing', text: '', texts: [], problems: [[0, 'no line of the file is a code verifier']] },
  {
    name: 'a header that comes too late',
    text: `${one}\n${two}\nverifier`,
    texts: [one, two],
    problems: [[3, '8 characters, a code verifier has at least 43']],
  },
  {
    name: 'lines that are no verifiers, each with its mistake',
    text: `${one}\n${one}=\n${one.slice(1)}\n${'a'.repeat(129)}\n${one.slice(0, 20)} ${one}\n${one}\u00e9\n${two}`,
    texts: [one, two],
    problems: [
      [2, '"=" cannot stand in a code verifier (RFC 7636 section 4.1)'],
      [3, '42 characters, a code verifier has at least 43'],
      [4, '129 characters, a code verifier has at most 128'],
      [5, 'a space cannot stand in a code verifier (RFC 7636 section 4.1)'],
      [6, 'the character U+00E9 cannot stand in a code verifier (RFC 7636 section 4.1)'],
    ],
  },
]

describe('verifier-file', () => {
  for (const row of rows) {
    test('says in which line each verifier stands', () => {
      expect(parseVerifierFile(`verifier\r\n\r\n${one}\r\nshort\r\n${two}\r\n`).lines).toEqual([3, 5])
    })

    test(row.name, () => {
      const { samples, problems } = parseVerifierFile(row.text)
      expect(samples.map(({ text }) => text)).toEqual(row.texts)
      expect(samples.map(({ login }) => login)).toEqual(row.texts.map((_, index) => index + 1))
      expect(problems.map(({ line, problem }) => [line, problem])).toEqual(row.problems ?? [])
    })
  }

  test('100,000 lines are read, and those that are not analysed are counted', () => {
    const { samples, leftOut, problems } = parseVerifierFile(`${one}\n`.repeat(100_000))
    expect(samples).toHaveLength(mostVerifiers)
    expect(leftOut).toBe(98_000)
    expect(problems).toEqual([
      { line: 0, problem: '98000 verifiers after the first 2000 are not analysed', used: false },
    ])
  })
})

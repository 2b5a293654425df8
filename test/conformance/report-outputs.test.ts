import { describe, expect, test } from 'vitest'
import { readReportOutputs } from '../../src/conformance/report-outputs.js'

interface Good {
  readonly name: string
  readonly values: readonly string[]
  readonly output?: string
  readonly outputs: readonly (readonly [reporter: string, file: string | null])[]
}

const good: readonly Good[] = [
  { name: 'nothing said: text on standard output', values: [], outputs: [['text', null]] },
  { name: 'one format', values: ['json'], outputs: [['json', null]] },
  { name: '--output belongs to the single one', values: ['json'], output: 'a', outputs: [['json', 'a']] },
  { name: '--output alone holds text', values: [], output: 'a', outputs: [['text', 'a']] },
  {
    name: 'one on standard output, the others in files',
    values: ['text', 'sarif=out.sarif', 'junit=a/b.xml'],
    outputs: [
      ['text', null],
      ['sarif', 'out.sarif'],
      ['junit', 'a/b.xml'],
    ],
  },
  { name: 'a file name may hold an equals sign', values: ['json=a=b'], outputs: [['json', 'a=b']] },
  {
    name: 'the same format may go to two places',
    values: ['json', 'json=copy.json'],
    outputs: [
      ['json', null],
      ['json', 'copy.json'],
    ],
  },
]

interface Bad {
  readonly name: string
  readonly values: readonly string[]
  readonly output?: string
  readonly problems: readonly RegExp[]
}

const bad: readonly Bad[] = [
  { name: 'an unknown format', values: ['xml'], problems: [/no format "xml"/] },
  {
    name: 'every unknown format is named',
    values: ['a=1', 'b=2'],
    problems: [/no format "a"/, /no format "b"/],
  },
  { name: 'a file that is left out', values: ['json='], problems: [/after "json=" a file must follow/] },
  {
    name: 'two on standard output',
    values: ['text', 'json'],
    problems: [/text and json would be mixed on standard output/],
  },
  { name: 'two in one file', values: ['text=a', 'json=a'], problems: [/"a" is named by two reporters/] },
  {
    name: '--output beside several',
    values: ['text', 'json=a'],
    output: 'b',
    problems: [/--output: belongs to a single reporter/],
  },
  {
    name: '--output beside the file of the only one',
    values: ['json=a'],
    output: 'b',
    problems: [/contradicts --reporter json=a/],
  },
]

describe('report outputs', () => {
  for (const row of good) {
    test(row.name, () => {
      const expected = row.outputs.map(([reporter, file]) => ({ reporter, file }))
      expect(readReportOutputs(row.values, row.output)).toEqual({ kind: 'good', outputs: expected })
    })
  }
  for (const row of bad) {
    test(`is refused: ${row.name}`, () => {
      const read = readReportOutputs(row.values, row.output)
      const problems = read.kind === 'bad' ? read.problems.map(({ problem }) => problem) : []
      expect(problems).toEqual(row.problems.map((wanted) => expect.stringMatching(wanted)))
    })
  }
})

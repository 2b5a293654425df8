import { describe, expect, test } from 'vitest'
import { filesOf, readRun } from '../../../src/conformance/saved/read-run.js'
import type { GatheredRun } from '../../../src/conformance/saved/saved-run.js'
import { gatheredRun } from '../../support/gathered-run.js'

const saved = (run: GatheredRun = gatheredRun()) => new Map(filesOf(run, { redacted: false }))

/** What a folder holds after one of its files was changed. */
function withFile(name: string, change: (text: string) => string) {
  const files = saved()
  const text = files.get(name)
  if (text === undefined) throw new Error(`no file ${name}`)
  return files.set(name, change(text))
}

/** One member of a JSON text set to another value, or removed. */
function withMember(path: readonly (string | number)[], value: unknown) {
  return (text: string) => {
    const whole = JSON.parse(text) as Record<string | number, unknown>
    const last = path.at(-1) ?? ''
    const owner = path
      .slice(0, -1)
      .reduce((inner, name) => inner[name] as Record<string | number, unknown>, whole)
    if (value === undefined) delete owner[last]
    else owner[last] = value
    return JSON.stringify(whole)
  }
}

const read = (files: ReadonlyMap<string, string>) => readRun((name) => files.get(name) ?? null)

const problemsOf = (files: ReadonlyMap<string, string>) => {
  const result = read(files)
  return result.kind === 'bad' ? result.problems : []
}

const rows = [
  {
    name: 'a file that is no JSON',
    files: withFile('01-honest.json', (text) => text.slice(0, 100)),
    problems: ['01-honest.json: is not JSON, perhaps cut short'],
  },
  {
    name: 'a transcript that is missing',
    files: (() => {
      const files = saved()
      files.delete('02-state-tamper.dropped.json')
      return files
    })(),
    problems: ['02-state-tamper.dropped.json: there is no such file'],
  },
  {
    name: 'a member that is missing',
    files: withFile('01-honest.json', withMember(['ending', 'what'], undefined)),
    problems: ['01-honest.json: ending.what: is missing'],
  },
  {
    name: 'a member of another type, deep inside',
    files: withFile('01-honest.json', withMember(['exchanges', 0, 'request', 'method'], 7)),
    problems: ['01-honest.json: exchanges.0.request.method: expected text'],
  },
  {
    name: 'a word outside of a closed set',
    files: withFile('01-honest.json', withMember(['kind'], 'mobile')),
    problems: ['01-honest.json: kind: expected one of native, web, spa'],
  },
  {
    name: 'a member that nobody knows',
    files: withFile('01-honest.json', withMember(['exchanges', 0, 'extra'], 1)),
    problems: ['01-honest.json: exchanges.0.extra: there is no such member'],
  },
  {
    name: 'another schema',
    files: withFile('run.json', withMember(['schema'], 'gc-pkce-check/run/9')),
    problems: ['run.json: schema: expected "gc-pkce-check/run/1"'],
  },
  {
    name: 'a file of another folder',
    files: withFile('run.json', withMember(['transcripts'], ['../secrets.json'])),
    problems: ['run.json: transcripts.0: expected the name of a file beside this one'],
  },
  {
    name: 'a list in the place of an object',
    files: withFile('01-honest.json', () => '[]'),
    problems: ['01-honest.json: expected an object'],
  },
  {
    name: 'the mistakes of all files at once',
    files: (() => {
      const files = withFile('01-honest.json', withMember(['ending'], 'x'))
      const second = files.get('02-state-tamper.dropped.json') ?? ''
      return files.set('02-state-tamper.dropped.json', withMember(['forgiving'], 'no')(second))
    })(),
    problems: [
      '01-honest.json: ending: expected an object',
      '02-state-tamper.dropped.json: forgiving: expected true or false',
    ],
  },
]

describe('reading a saved run', () => {
  test('gives what was saved', () => {
    expect(read(saved())).toEqual({ kind: 'good', run: gatheredRun() })
  })

  test('run.json comes last, and names the transcripts in their order', () => {
    const files = filesOf(gatheredRun(), { redacted: false })
    expect(files.map(([name]) => name)).toEqual([
      '01-honest.json',
      '02-state-tamper.dropped.json',
      'run.json',
    ])
    expect(JSON.parse(files.at(-1)?.[1] ?? '')).toMatchObject({
      transcripts: ['01-honest.json', '02-state-tamper.dropped.json'],
    })
  })

  for (const { name, files, problems } of rows) {
    test(`refuses ${name}`, () => {
      expect(problemsOf(files)).toEqual(problems)
    })
  }

  test('refuses a redacted copy, and says why', () => {
    const files = new Map(filesOf(gatheredRun(), { redacted: true }))
    expect(problemsOf(files)).toEqual([
      'run.json: is a redacted copy: the values that verdicts rest on are gone from it, so only the original can be judged',
    ])
  })

  test('names a bounded number of mistakes', () => {
    const broken = withFile(
      '01-honest.json',
      withMember(
        ['exchanges'],
        Array.from({ length: 500 }, () => 1),
      ),
    )
    expect(problemsOf(broken)).toHaveLength(21)
    expect(problemsOf(broken).at(-1)).toBe('01-honest.json: and 480 more')
  })
})

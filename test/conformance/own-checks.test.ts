// Checks of a caller of the library, and one that is broken: what the program makes of it.
import { beforeAll, describe, expect, test } from 'vitest'
import { login } from '../../fixtures/clients/correct/native/login.mjs'
import {
  checks,
  defineCheck,
  type GatheredRun,
  gatherRun,
  judgeRun,
  placeOf,
  type Report,
  runConformance,
  UsageError,
} from '../../src/conformance/index.js'
import { text } from '../../src/conformance/report/reporters/text.js'
import { testKey } from '../support/keys.js'

const about = {
  phase: 'token request',
  title: 'The client is as its owner wants it',
  why: 'It is an example.',
  fix: 'Change it.',
  clauses: ['RFC7636-4.1'],
  rule: 'house',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest'],
} as const

const broken = defineCheck({
  ...about,
  id: 'own.broken',
  reasons: { never: { level: 'violation', what: 'is never said' } },
  judge() {
    throw new Error('oops')
  },
})

const strict = defineCheck({
  ...about,
  id: 'own.path',
  reasons: { 'wrong-path': { level: 'violation', what: 'asks for its token elsewhere' } },
  judge([honest]) {
    if (honest === undefined) return { outcome: 'inconclusive', reason: 'there was no run' }
    const exchange = honest.exchanges.find(({ endpoint }) => endpoint === 'oauth-token')
    const where = placeOf(honest, exchange?.number ?? null)
    const actual = exchange?.request.path ?? 'nothing'
    const occurrence = { reason: 'wrong-path', where, expected: '/elsewhere', actual } as const
    return { outcome: 'fail', occurrences: [occurrence] }
  },
})

const options = {
  client: async (world: Parameters<typeof login>[0]) => void (await login(world, {})),
  quick: true,
  signingKey: testKey,
  environment: {},
} as const

describe('own checks', () => {
  let run: GatheredRun
  let report: Report
  beforeAll(async () => {
    run = await gatherRun(options)
    report = judgeRun(run, [broken, strict])
  })

  const findingOf = (id: string) => report.findings.find(({ check }) => check === id)

  test('one that throws is a fault of the kit, said once, and the others are judged all the same', () => {
    expect(findingOf('own.broken')).toMatchObject({
      outcome: 'kit-error',
      level: null,
      reason: 'the check itself failed: oops',
      occurrences: [],
    })
    const usual = judgeRun(run).findings
    expect(usual.length).toBeGreaterThan(20)
    expect(report.findings.slice(0, usual.length)).toEqual(usual)
    expect(report.summary).toMatchObject({ kitError: 1, violation: 1 })
  })

  test('the exit code says so, and the report tells it to a person', () => {
    expect(report.exitCode).toBe(4)
    const policy = { strict: false, allowInconclusive: false }
    const shown = text.render(report, { colour: false, policy, transcripts: () => [] })
    expect(shown).toContain('KIT ERROR  own.broken')
    expect(shown).toContain('the check itself failed: oops')
  })

  test('a fault that one finds is a violation like any other', () => {
    expect(findingOf('own.path')).toMatchObject({
      outcome: 'fail',
      level: 'violation',
      occurrences: [{ reason: 'wrong-path', expected: '/elsewhere', actual: '/oauth/token' }],
    })
    expect(judgeRun(run, [strict]).exitCode).toBe(1)
    expect(judgeRun(run).exitCode).toBe(0)
  })

  test('are chosen by their names, beside those of the catalogue', async () => {
    const chosen = { ...options, checks: ['own.*', 'state.present'], ownChecks: [broken, strict] }
    const { findings, exitCode } = await runConformance(chosen)
    expect(findings.map(({ check, outcome }) => [check, outcome])).toEqual([
      ['state.present', 'pass'],
      ['own.broken', 'kit-error'],
      ['own.path', 'fail'],
    ])
    expect(exitCode).toBe(4)
  })

  test('must not have the name of another one', () => {
    const [first] = checks
    expect(() => judgeRun(run, [{ ...strict, id: first.id }])).toThrow(UsageError)
  })
})

import { describe, expect, test } from 'vitest'
import type { Target } from '../../src/conformance/gather/drivers/driver.js'
import { batchesFor, canShareApp, whyRepeated } from '../../src/conformance/shared-apps.js'
import type { EndingKind } from '../../src/conformance/transcript.js'
import { transcript } from '../support/transcript-builder.js'

const run = (name: string) => {
  const [id = '', variant = null] = name.split('/')
  return { id, variant }
}
const nameOf = ({ id, variant }: { id: string; variant: string | null }) => `${id}/${variant}`

const plan = {
  command: ['node', 'main.mjs'],
  folder: '/app',
  startedWith: 'node main.mjs',
  kind: 'web',
  kindBecause: 'it was given',
} as const
const program: Target = { kind: 'command', plan, home: 'fresh' }
const web: Target = { kind: 'web', plan, home: 'fresh', door: { url: null, loginPath: null } }

describe('shared-apps', () => {
  const rows: readonly { name: string; runs: readonly string[]; shared: boolean }[] = [
    {
      name: 'an answer that is over with its login may follow on another one',
      runs: [
        'honest-variants/code-long',
        'authz-errors/access-denied',
        'state-tamper/swapped',
        'token-errors/invalid-grant',
        'token-errors/access-token-missing',
      ],
      shared: true,
    },
    {
      name: 'controls have apps of their own',
      runs: ['honest', 'honest-again', 'forgiving'],
      shared: false,
    },
    {
      name: 'where the kit brings the answers, it matters which logins the app knows',
      runs: [
        'forged-response/unsolicited',
        'replay/reloaded',
        'two-sessions/answer-in-other-browser',
        'many-runs/in-turn',
        'state-tamper/earlier',
        'state-tamper/exchanged',
      ],
      shared: false,
    },
    {
      name: 'metadata are read once by many apps',
      runs: [
        'honest-variants/iss-advertised',
        'honest-variants/endpoints-with-query',
        'two-regions/iss-missing',
      ],
      shared: false,
    },
    {
      name: 'after an answer that is late, broken or asks for patience a client may come back later',
      runs: [
        'token-errors/temporarily-unavailable',
        'token-errors/rate-limited-429',
        'token-errors/server-error',
        'token-errors/silence',
        'token-errors/connection-reset',
        'api-trouble/401',
        'refresh-trouble/silence',
      ],
      shared: false,
    },
    { name: 'a scenario that there is not is never shared', runs: ['state-tamper/nonsense'], shared: false },
  ]
  for (const { name, runs, shared } of rows) {
    test(name, () => {
      expect(runs.filter((one) => canShareApp(run(one)) !== shared)).toEqual([])
    })
  }

  const planned = [
    'authz-errors/access-denied',
    'authz-errors/markup',
    'state-tamper/swapped',
    'replay/reloaded',
    'token-errors/invalid-grant',
    'token-errors/error-with-200',
  ].map(run)

  test('a server-side app is started once for each worker, and once for each run that must be alone', () => {
    expect(batchesFor(web, planned, 2).map((batch) => batch.map(nameOf))).toEqual([
      ['authz-errors/access-denied', 'authz-errors/markup', 'state-tamper/swapped'],
      ['token-errors/invalid-grant', 'token-errors/error-with-200'],
      ['replay/reloaded'],
    ])
    expect(batchesFor(web, planned, 1).map(({ length }) => length)).toEqual([5, 1])
    expect(batchesFor(web, planned.slice(0, 2), 8).map(({ length }) => length)).toEqual([1, 1])
  })

  test('a program that ends with its login is started for each run', () => {
    expect(batchesFor(program, planned, 2)).toEqual(planned.map((one) => [one]))
  })

  const endings: readonly { name: string; kind: EndingKind; appEnded?: boolean; expected: RegExp | null }[] =
    [
      { name: 'a login that was finished stands', kind: 'client-finished', expected: null },
      { name: 'a login that was refused stands', kind: 'client-gave-up', expected: null },
      { name: 'an interrupted run is not made again', kind: 'interrupted', expected: null },
      {
        name: 'an app that ended is started again',
        kind: 'client-finished',
        appEnded: true,
        expected: /ended/,
      },
      {
        name: 'a run that took too long is made again',
        kind: 'deadline',
        expected: /the run ended: deadline/,
      },
      {
        name: 'a page where none should be is looked at again',
        kind: 'stopped-at-page',
        expected: /stopped/,
      },
    ]
  for (const { name, kind, appEnded = false, expected } of endings) {
    test(name, () => {
      const why = whyRepeated(transcript().authorize().callback().ended(kind), appEnded)
      if (expected === null) expect(why).toBe(null)
      else expect(why).toMatch(expected)
    })
  }

  test('a run without a login is made again', () => {
    expect(whyRepeated(transcript({ scenario: 'state-tamper' }).ended('client-gave-up'), false)).toMatch(
      'no login was begun',
    )
  })
})

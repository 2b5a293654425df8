// What an API did with tokens, by hand: everything is as a right API does it unless the test says otherwise.
import { describe, expect, test } from 'vitest'
import type { ApiCall, ApiRun } from '../../src/conformance/api-calls.js'
import type { ApiCheck } from '../../src/conformance/judge/api-checks/api-check.js'

export function call(variant: string | null, changes: Partial<ApiCall> = {}): ApiCall {
  return {
    variant,
    status: 401,
    why: null,
    challenge: 'Bearer error="invalid_token"',
    token: '{"alg":"RS256"} {"sub":"x"}',
    keyFetches: 0,
    elsewhere: [],
    goodAfter: 200,
    ...changes,
  }
}

export const accepted = { status: 200, challenge: null }
/** What is no refusal by 401: rare but good tokens, no token at all, and one without a scope. */
const otherwise: Readonly<Record<string, Partial<ApiCall>>> = {
  'aud-list': accepted,
  'typ-long': accepted,
  'key-rotated': accepted,
  'no-token': { challenge: 'Bearer realm="api"', token: '' },
  'scope-missing': { status: 403, challenge: 'Bearer error="insufficient_scope"' },
}

/** A run in which each of `variants` came to what is right, but for what `changes` says. */
export function apiRun(
  variants: readonly string[],
  changes: Readonly<Record<string, Partial<ApiCall>>> = {},
  full = false,
): ApiRun {
  const calls = ['no-token', ...variants].map((variant) =>
    call(variant, { ...otherwise[variant], ...changes[variant] }),
  )
  return { control: call(null, accepted), calls, full }
}

interface Row {
  readonly name: string
  readonly changes?: Readonly<Record<string, Partial<ApiCall>>>
  readonly full?: boolean
  /** Reasons, or `pass`, or `inconclusive`. */
  readonly gives: 'pass' | 'inconclusive' | readonly string[]
}

export const none: Partial<ApiCall> = { status: null, why: 'ECONNRESET', challenge: null }

/** What every check of refusals does with what is no answer to its question. */
function usualRows(variant: string): readonly Row[] {
  return [
    { name: 'everything is as it should be', gives: 'pass' },
    {
      name: 'a good token is refused right afterwards',
      changes: { [variant]: { goodAfter: 429 } },
      gives: 'inconclusive',
    },
    {
      name: 'too many requests is no refusal',
      changes: { [variant]: { status: 429 } },
      gives: 'inconclusive',
    },
    { name: 'no token is needed', changes: { 'no-token': accepted }, gives: 'inconclusive' },
  ]
}

/** A table of rows for a check that reads `variants`; `usual`: the first of them has to be refused. */
export function judgeApi(
  check: ApiCheck,
  variants: readonly string[],
  rows: readonly Row[],
  usual: 'usual' | 'own rows only' = 'usual',
): void {
  describe(check.id, () => {
    const [first = ''] = variants
    for (const { name, changes, full = false, gives } of [
      ...(usual === 'usual' ? usualRows(first) : []),
      ...rows,
    ]) {
      test(name, () => {
        const verdict = check.judge(apiRun(variants, changes, full))
        const given =
          verdict.outcome === 'fail' ? verdict.occurrences.map(({ reason }) => reason) : verdict.outcome
        expect(given).toEqual(gives)
      })
    }

    test('a token that was not sent keeps it from passing', () => {
      expect(check.judge(apiRun([])).outcome).toBe('inconclusive')
    })
  })
}

/** A row for each variant that is accepted though it must not be. */
export function acceptedRows(reasons: Readonly<Record<string, string>>): readonly Row[] {
  return Object.entries(reasons).map(([variant, reason]) => ({
    name: `${variant} is accepted`,
    changes: { [variant]: accepted },
    gives: [reason],
  }))
}

/** A row for each variant to which the API answers by a fault of its own, or not at all. */
export function faultRows(variants: readonly string[]): readonly Row[] {
  return variants.flatMap((variant): Row[] => [
    { name: `${variant} is answered 500`, changes: { [variant]: { status: 500 } }, gives: 'inconclusive' },
    { name: `${variant} is not answered`, changes: { [variant]: none }, gives: 'inconclusive' },
  ])
}

// The kit judges a client whose login goes over the login page exactly as any other.
import { describe, expect, test } from 'vitest'
import { login } from '../../fixtures/clients/correct/native/login.mjs'
import { seams } from '../../fixtures/clients/correct/native/seams.mjs'
import { type Report, runConformance } from '../../src/conformance/index.js'
import { testKey } from '../support/keys.js'

type Parameters = readonly (readonly [string, string])[]

/** Asks for the password at every login. */
const asking = {
  authorizeParameters: (world: object): Parameters => [
    ...(seams.authorizeParameters(world as never) as unknown as Parameters),
    ['prompt', 'login'],
  ],
}

function runWith(overrides: object): Promise<Report> {
  return runConformance({
    client: async (world) => void (await login(world, { ...asking, ...overrides })),
    timeoutSeconds: 20,
    signingKey: testKey,
    environment: process.env,
  })
}

function failuresOf({ findings }: Report): readonly string[] {
  return findings
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ check, occurrences }) => occurrences.map(({ reason }) => `${check}/${reason}`))
}

describe('a client that asks for the login page', { timeout: 150_000 }, () => {
  test('trips nothing when it does everything right', async () => {
    const report = await runWith({})
    expect(failuresOf(report)).toEqual([])
    expect(report).toMatchObject({ complete: true, exitCode: 0 })
    expect(report.findings.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([])
  })

  test('is caught when it ignores the state', async () => {
    const report = await runWith({ acceptsState: () => true })
    expect(new Set(failuresOf(report))).toEqual(
      new Set(['state.mismatch/session', 'callback.duplicate-params/state']),
    )
  })
})

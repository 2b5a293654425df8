// Published libraries, used as their documentation shows it, with faults that stand in their public issue trackers: each
// is caught by the right checks, and nothing else is said. The official SDK, which is one of them, has its row in the
// tests of the kit.
import { describe, test } from 'vitest'
import { everything } from '../support/extent.js'
import { failures, reportOf } from '../support/json-report.js'

interface Published {
  /** What the library does. */
  readonly name: string
  /** Folder under fixtures/clients/foreign. */
  readonly client: string
  /** Everything that has to be found. */
  readonly found: readonly string[]
  /** True as well, but statistics show it only in most runs. */
  readonly often?: readonly string[]
  /** The runs in which it shows. In the long form of the tests, and where none is named, all of them run. */
  readonly scenarios: readonly string[]
}

const rows: readonly Published[] = [
  {
    name: 'client-oauth2 compares no state, and takes a token of any type',
    client: 'client-oauth2',
    found: [
      'violation response.token-type/unknown-used',
      'violation state.mismatch/session',
      'warning callback.duplicate-params/state',
    ],
    scenarios: ['state-tamper/*', 'token-errors/*', 'honest-again'],
  },
  {
    name: 'AppAuth for JavaScript prints verifier and code, compares no state, and listens everywhere and for any path',
    client: 'appauth',
    found: [
      'violation leak.logs/live-code',
      'violation leak.logs/live-verifier',
      'violation redirect-uri.received-exact/other-path',
      'violation response.access-token-missing/session',
      'violation response.token-type/unknown-used',
      'violation state.mismatch/session',
      'warning callback.duplicate-params/state',
      'warning native.listener-lifecycle/method',
      'warning native.listener-scope/beyond-loopback',
      'warning state.unguessable/narrow',
    ],
    // It takes octets modulo 62.
    often: ['warning pkce.verifier.csprng/uneven'],
    scenarios: [],
  },
  {
    name: 'passport-oauth2 with nothing switched on has neither PKCE nor state, and sends the token in the query',
    client: 'express-passport-defaults',
    found: [
      'info redirect-uri.https/development',
      'violation bearer.placement/query',
      'violation callback.replayed-response/redeemed-again',
      'violation callback.unsolicited/session',
      'violation csrf.injected-response/session',
      'violation request.no-secrets-in-url/token-in-api-url',
      'violation response.token-type/unknown-used',
      'violation state.present/absent-without-pkce',
      'warning pkce.challenge.present/absent',
      'warning token.confidential-auth/in-body',
    ],
    scenarios: ['forged-response/*', 'replay/*', 'token-errors/*', 'honest-again'],
  },
]

describe.concurrent('published libraries', { timeout: 150_000 }, () => {
  for (const { name, client, found, often = [], scenarios } of rows) {
    const limits = everything ? [] : scenarios.flatMap((scenario) => ['--scenario', scenario])
    test(name, async ({ expect: expected }) => {
      const { code, json } = await reportOf('--client', `fixtures/clients/foreign/${client}`, ...limits)
      expected(failures(json).filter((one) => !often.includes(one))).toEqual(found)
      expected(json.findings.filter(({ outcome }) => outcome === 'inconclusive')).toEqual([])
      expected(code).toBe(1)
    })
  }
})

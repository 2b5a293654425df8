import { describe, expect, test } from 'vitest'
import { unownedMistakes } from '../../../src/conformance/judge/owned-mistakes.js'
import type { ClientKind } from '../../../src/conformance/transcript.js'
import { kinds } from '../../../src/server/protocol/autopsy/kinds.js'
import { transcript } from '../../support/transcript-builder.js'

function unownedAt(endpoint: 'authorize' | 'token', client: ClientKind = 'native'): readonly string[] {
  const mistakes = Object.keys(kinds).map((kind) => ({
    kind,
    area: 'pkce' as const,
    error: 'invalid_request' as const,
    parameter: null,
    sentence: 'it is wrong',
    fix: 'Mend it.',
  }))
  const [exchange] = transcript()[endpoint]({}, { refused: true, mistakes }).ended().exchanges
  if (exchange === undefined) throw new Error('no exchange')
  return unownedMistakes(exchange, client)
    .map(({ kind }) => kind)
    .sort()
}

/** A new kind of mistake belongs either to a check that tells it, or into this list. */
const toldByNoOther = [
  'authorization-doubled',
  'authorize-request-at-token',
  'basic-malformed',
  'bearer-is-code',
  'bearer-missing',
  'client-credentials-unauthorized',
  'client-grant-type',
  'client-of-other-region',
  'client-secret-missing',
  'client-secret-required',
  'client-secret-unexpected',
  'client-secret-wrong',
  'client-without-secret',
  'code-expired',
  'code-spent-by-refusal',
  'consent-denied',
  'consent-form-stale',
  'grant-of-other-region',
  'host-unknown',
  'login-cancelled',
  'login-form-stale',
  'login-password-wrong',
  'login-path-on-api',
  'login-user-unknown',
  'org-without-provider',
  'parameters-too-many',
  'path-of-other-host',
  'permission-missing',
  'redirect-uri-unsafe-scheme',
  'refresh-token-altered',
  'refresh-token-expired',
  'refresh-token-is-access-token',
  'refresh-token-is-code',
  'refresh-token-missing',
  'refresh-token-of-another-client',
  'refresh-token-reused',
  'refresh-token-revoked',
  'refresh-token-unknown',
  'scope-exceeds-grant',
  'scope-missing',
  'scope-none-allowed',
  'token-expired',
  'token-forgotten',
  'token-of-foreign-key',
  'token-request-at-authorize',
  'token-revoked',
  'token-unknown',
  'token-unsigned',
]

describe('owned-mistakes', () => {
  test('the secret that a server-side app leaves out is told by the check on how it authenticates', () => {
    expect(unownedAt('token', 'web')).toEqual(
      toldByNoOther.filter((kind) => kind !== 'client-secret-missing'),
    )
  })

  test('names every kind for which no check of its own stands', () => {
    expect(unownedAt('token')).toEqual(toldByNoOther)
  })

  test('counts damage in an authorization request as told by no other check', () => {
    const damage = ['parameter-invalid-percent', 'parameter-invalid-utf8']
    expect(unownedAt('authorize')).toEqual([...toldByNoOther, ...damage].sort())
  })
})

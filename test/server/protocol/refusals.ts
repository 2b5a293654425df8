// Runs a table of token requests that are refused.
import { expect, test } from 'vitest'
import { kindsOf, type Refused, token } from './questions.js'

/** One test per row: exactly these kinds in this order, that error code and status, and nothing revoked. */
export function testRefusals(rows: readonly Refused[]): void {
  for (const { name, changes, circumstances, kinds, error = 'invalid_grant', status = 400, says } of rows) {
    test(name, () => {
      const decision = token(changes, circumstances)
      expect(kindsOf(decision)).toEqual(kinds)
      const askForBasic = status === 401
      expect(decision).toMatchObject({
        kind: 'refuse',
        error,
        status,
        askForBasic,
        revoke: null,
        cause: null,
      })
      if (says !== undefined)
        expect(decision.mistakes.map(({ sentence }) => sentence).join('; ')).toMatch(says)
    })
  }
}

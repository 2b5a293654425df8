import { describe, expect, test } from 'vitest'
import { login } from '../../fixtures/clients/correct/native/login.mjs'
import { seams } from '../../fixtures/clients/correct/native/seams.mjs'
import { runConformance } from '../../src/conformance/index.js'

type Login = Parameters<typeof seams.authorizeParameters>[0]

describe('a client that asks for scopes', () => {
  for (const scope of ['openid offline_access', 'conversations:readonly', 'users routing']) {
    test(`is not blamed for "${scope}": what the real service makes of them is not known`, async () => {
      const authorizeParameters = (parts: Login) => [...seams.authorizeParameters(parts), ['scope', scope]]
      const report = await runConformance({
        client: async (world) => {
          await login(world, { authorizeParameters })
        },
        quick: true,
      })
      const blame = report.findings.filter(({ outcome, level }) =>
        outcome === 'fail' ? level !== 'info' : outcome === 'inconclusive' || outcome === 'kit-error',
      )
      expect(blame).toEqual([])
      expect(report.summary.pass).toBeGreaterThan(15)
      expect(report.exitCode).toBe(0)
    })
  }
})

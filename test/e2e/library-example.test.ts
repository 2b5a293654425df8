import { runConformance } from 'gc-mock-oauth/conformance'
import { expect, test } from 'vitest'

test('my app logs in with PKCE as the RFCs want it', { timeout: 120_000 }, async () => {
  const report = await runConformance({
    client: './fixtures/clients/correct/native',
    environment: process.env,
    quick: true,
  })
  const wrong = report.findings.filter(({ level, outcome }) => outcome === 'fail' && level === 'violation')
  expect(wrong.map(({ check, fix }) => `${check}: ${fix}`)).toEqual([])
  expect(report).toMatchObject({ exitCode: 0, complete: true, advice: null })
})

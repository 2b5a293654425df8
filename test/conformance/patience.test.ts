import { describe, expect, test } from 'vitest'
import { patienceFor, patienceIn } from '../../src/conformance/patience.js'
import { honestLogin } from '../support/transcript-builder.js'

describe('patience', () => {
  const usual = patienceFor(honestLogin(), {})

  test('the usual silence lasts 1.5 s', () => {
    expect(usual).toMatchObject({ afterToken: 1_500, limit: 30_000 })
  })

  const rows = [
    {
      name: 'an ordinary scenario has the usual patience',
      id: 'state-tamper',
      variant: 'swapped',
      afterToken: 1_500,
      limit: 30_000,
    },
    {
      name: 'who is told to wait 3 seconds is waited for longer',
      id: 'api-trouble',
      variant: '429',
      afterToken: 4_500,
      limit: 30_000,
    },
    {
      name: 'a refresh scenario is waited for until its tokens have expired',
      id: 'refresh-trouble',
      variant: 'rotates',
      afterToken: 6_000,
      limit: 30_000,
    },
    {
      name: 'a silent server leaves a client 40 s to give up, and the run more than that',
      id: 'token-errors',
      variant: 'silence',
      afterToken: 40_000,
      limit: 50_000,
    },
  ]
  for (const { name, id, variant, ...expected } of rows) {
    test(name, () => expect(patienceIn({ id, variant }, usual)).toMatchObject(expected))
  }
})

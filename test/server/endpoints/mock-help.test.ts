import { describe, expect, test } from 'vitest'
import { mockHelp } from '../../../src/server/endpoints/mock-help.js'
import { authorizeRequest } from '../../support/login.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

async function helpAfterRefusal(query: string) {
  const mock = mockWith()
  await mock.ask(authorizeRequest({ code_challenge_method: 'plain' }))
  const answer = await mockHelp.methods.GET?.(requestFor('GET', `/_mock/help${query}`), mock.context)
  const [exchange] = mock.recorder.exchanges
  return { reply: answer?.reply, mistakes: exchange?.outcome.mistakes ?? [] }
}

describe('mock-help', () => {
  test('tells every mistake of the exchange and what to do, as plain text', async () => {
    const { reply, mistakes } = await helpAfterRefusal('?exchange=1')
    expect(reply?.status).toBe(200)
    expect(reply?.headers).toEqual([['Content-Type', 'text/plain; charset=utf-8']])
    expect(reply?.body).toContain('Exchange 1: GET /oauth/authorize was refused.')
    expect(mistakes.length).toBeGreaterThan(0)
    for (const { sentence, fix } of mistakes) {
      expect(reply?.body).toContain(`- ${sentence}`)
      expect(reply?.body).toContain(`  ${fix}`)
    }
  })

  for (const query of ['', '?exchange=2', '?exchange=x', '?exchange=1.5', '?other=1']) {
    test(`says that nothing is recorded for "${query}"`, async () => {
      const { reply } = await helpAfterRefusal(query)
      expect(reply).toMatchObject({ status: 404, body: 'This exchange is not recorded, or no longer.\n' })
    })
  }
})

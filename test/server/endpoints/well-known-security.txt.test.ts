import { describe, expect, test } from 'vitest'
import { headerOf } from '../../../src/server/protocol/message.js'
import { mockWith } from '../../support/mock.js'
import { requestFor } from '../../support/requests.js'

describe('well-known-security.txt', () => {
  test('has the fields that RFC 9116 requires, and says that this is a mock', async () => {
    const reply = await mockWith().ask(requestFor('GET', '/.well-known/security.txt'))
    expect(reply.status).toBe(200)
    expect(headerOf(reply, 'content-type')).toBe('text/plain; charset=utf-8')
    expect(reply.body).toMatch(/^Contact: mailto:/m)
    expect(reply.body).toMatch(/^Expires: 2027-01-15T12:00:00\.750Z$/m)
    expect(reply.body).toContain('not Genesys Cloud')
  })
})

import { describe, expect, test } from 'vitest'
import { bearsTicket, ticketFor } from '../../../src/server/login/ticket.js'
import { fakePorts } from '../../support/fake-ports.js'
import { requestFor } from '../../support/requests.js'

const good = 'abcdefghijklmnopqrstuvwxyz-_0123'
const rows = [
  { name: 'repeats the cookie', ticket: good, cookie: good, bears: true },
  { name: 'has another one', ticket: good.replace('a', 'b'), cookie: good, bears: false },
  { name: 'has none', ticket: null, cookie: good, bears: false },
  { name: 'came without a cookie', ticket: good, cookie: null, bears: false },
  { name: 'has none and came without a cookie', ticket: null, cookie: null, bears: false },
  { name: 'repeats an empty cookie', ticket: '', cookie: '', bears: false },
  { name: 'repeats a cookie that the mock did not make', ticket: 'x', cookie: 'x', bears: false },
]

describe('ticket', () => {
  for (const { name, ticket, cookie, bears } of rows) {
    test(`a form that ${name} is ${bears ? 'good' : 'forged'}`, () => {
      expect(bearsTicket({ ticket }, cookie)).toBe(bears)
    })
  }

  test('a browser keeps the ticket that it has, and gets one where it has none or a strange one', () => {
    const { random } = fakePorts()
    const request = (cookie: string) => requestFor('GET', '/', [['Cookie', `gc_mock_ticket_7636=${cookie}`]])
    expect(ticketFor(request(good), random)).toEqual({ ticket: good, headers: [] })
    for (const strange of ['', 'x', `${good}x`]) {
      const { ticket, headers } = ticketFor(request(strange), random)
      expect(ticket).toMatch(/^[\w-]{32}$/)
      expect(headers).toEqual([
        ['Set-Cookie', `gc_mock_ticket_7636=${ticket}; Path=/; HttpOnly; SameSite=Lax`],
      ])
    }
  })
})

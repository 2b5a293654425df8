import { describe, expect, test } from 'vitest'
import { accessTokensIssuedBy, codeIssuedBy, queryOf, stateReturnedBy } from '../../src/conformance/issued.js'
import type { ObservedExchange } from '../../src/conformance/transcript.js'
import { transcript } from '../support/transcript-builder.js'

function only(run: ReturnType<typeof transcript>): ObservedExchange {
  const [exchange] = run.ended().exchanges
  if (exchange === undefined) throw new Error('no exchange')
  return exchange
}

function redirect(location: string) {
  return { status: 302, headers: [['location', location]] as const, body: '' }
}

describe('issued', () => {
  test('finds code and state behind the query of the redirect URI itself', () => {
    const reply = redirect('https://app.example.com/cb?code=own&state=own&code=issued-1&state=s-1')
    const exchange = only(transcript().authorize({}, { reply }))
    expect([codeIssuedBy(exchange), stateReturnedBy(exchange.sent)]).toEqual(['issued-1', 's-1'])
  })

  test('finds a code that was dropped on the way, in what an honest server says', () => {
    const exchange = only(transcript().authorize({}, { issues: 'issued-1' }))
    expect(codeIssuedBy({ ...exchange, sent: redirect('https://app.example.com/cb?state=s') })).toBe(
      'issued-1',
    )
  })

  test('finds no code in an error, and none in a page', () => {
    expect(codeIssuedBy(only(transcript().authorize({}, { refused: true })))).toBeNull()
    const page = { status: 400, headers: [], body: '<h1>code</h1>' }
    expect(codeIssuedBy(only(transcript().authorize({}, { reply: page })))).toBeNull()
  })

  test('reads the query of any scheme, without the fragment', () => {
    const names = (url: string) => queryOf(url).map(({ name, value }) => `${name}=${value}`)
    expect(names('com.example.app:/cb?code=c#state=s')).toEqual(['code=c'])
    expect(names('http://127.0.0.1/cb#?code=c')).toEqual([])
    expect(names('http://127.0.0.1/cb')).toEqual([])
  })

  const bodies = ['', 'null', '[]', '"text"', '{"access_token":7}', '{"access_token":""}', '<html>']
  for (const body of bodies) {
    test(`finds no access token in ${body === '' ? 'nothing' : body}`, () => {
      const exchange = only(transcript().token())
      const reply = { status: 200, headers: [], body }
      expect(accessTokensIssuedBy([{ ...exchange, honest: reply, sent: reply }])).toEqual([])
    })
  }

  test('knows the honest token and the one that was sent in its place', () => {
    const exchange = only(transcript().token({}, { issues: 'token-1' }))
    const sent = { status: 200, headers: [], body: '{"access_token":"token-2"}' }
    expect(accessTokensIssuedBy([{ ...exchange, sent }])).toEqual(['token-2', 'token-1'])
  })

  test('takes no token from another endpoint', () => {
    const exchange = only(transcript().token())
    expect(accessTokensIssuedBy([{ ...exchange, endpoint: 'api-v2-users-me' }])).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { alteredLogins, outcomeOf } from '../../../src/conformance/judge/state-tampering.js'
import type { Transcript } from '../../../src/conformance/transcript.js'
import { transcript } from '../../support/transcript-builder.js'

const foreign = { returnsState: 'q9Kp2mZr4TtVb7Xc' }
const tampered = () => transcript({ scenario: 'state-tamper', variant: 'swapped' })

function outcomes(run: Transcript, ...later: readonly Transcript[]): readonly string[] {
  return alteredLogins(run).map((login) => outcomeOf(login, [run, ...later]).kind)
}

describe('state-tampering', () => {
  test('sees another state, and a missing one, and no login that was left alone', () => {
    const run = tampered().authorize().authorize({}, foreign).authorize({}, { returnsState: null }).ended()
    const seen = alteredLogins(run).map(({ exchange, returnedState }) => [exchange.number, returnedState])
    expect(seen).toEqual([
      [2, foreign.returnsState],
      [3, null],
    ])
  })

  test('sees no altered login where the client sent no state', () => {
    expect(alteredLogins(tampered().authorize({ state: null }).ended())).toEqual([])
  })

  test('finds the request behind the altered answer to a login form', () => {
    const run = tampered()
      .authorize({ code_challenge: null })
      .authorize({}, { reply: { status: 200, headers: [], body: '<form>' } })
      .authorize(
        {},
        {
          ...foreign,
          method: 'POST',
          query: '',
          body: 'username=u&password=p',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
      )
      .ended()
    expect(alteredLogins(run).map(({ request }) => request.exchange.number)).toEqual([2])
  })

  test('does not take a call with an older token for a session', () => {
    const run = tampered()
      .authorize({}, foreign)
      .callback()
      .token()
      .api({ authorization: 'Bearer a-token-from-an-earlier-login' })
      .ended('client-gave-up')
    expect(outcomes(run)).toEqual(['redeemed'])
  })

  test('does not take a call before the token request for a session', () => {
    const run = tampered()
      .authorize({}, foreign)
      .callback()
      .api({ authorization: 'Bearer a-token-that-comes-later' })
      .token({}, { issues: 'a-token-that-comes-later' })
      .ended('client-gave-up')
    expect(outcomes(run)).toEqual(['redeemed'])
  })

  test('finds the token in the query of a call too', () => {
    const run = tampered()
      .authorize({}, foreign)
      .callback()
      .token({}, { issues: 'a-token-of-this-very-login' })
      .api({ authorization: null, query: 'access_token=a-token-of-this-very-login' })
      .ended('client-gave-up')
    expect(outcomes(run)).toEqual(['session'])
  })

  test('does not call it a session when an app that goes on running refused its callback', () => {
    const run = tampered().authorize({}, foreign).callback(502).token().ended('client-finished', null)
    expect(outcomes(run)).toEqual(['redeemed'])
  })

  test('calls it a session when that app showed a page as if nothing were wrong', () => {
    const run = tampered().authorize({}, foreign).callback(302).token().ended('client-finished', null)
    expect(outcomes(run)).toEqual(['session'])
  })

  test('calls it a session when a program ended with success, whatever its page said', () => {
    const run = tampered().authorize({}, foreign).callback(400).token().ended('client-finished', 0)
    expect(outcomes(run)).toEqual(['session'])
  })

  test('does not blame the redemption of a login that was left alone', () => {
    const run = tampered().authorize({}, foreign).callback().authorize().callback().token().api().ended()
    expect(outcomes(run)).toEqual(['refused'])
  })

  test('does not blame a token request that came before the altered answer', () => {
    const run = tampered()
      .token({ code: 'a-code-of-another-run' }, { refused: true })
      .authorize({}, foreign)
      .callback(400)
      .ended('client-gave-up')
    expect(outcomes(run)).toEqual(['refused'])
  })

  test('does not blame the redemption of another code in a later run', () => {
    const run = tampered().authorize({}, foreign).callback(400).ended('client-gave-up')
    const later = transcript({ scenario: 'honest-again' })
      .token({ code: 'a-code-of-some-other-run' }, { refused: true })
      .authorize()
      .callback()
      .token()
      .ended()
    expect(outcomes(run, later)).toEqual(['refused'])
  })

  test('does not mistake two runs that happened to get the same code', () => {
    const run = tampered()
      .authorize({}, { ...foreign, issues: 'the-same-code-twice' })
      .callback(400)
      .ended('client-gave-up')
    const later = transcript({ scenario: 'honest-again' })
      .authorize({}, { issues: 'the-same-code-twice' })
      .callback()
      .token()
      .ended()
    expect(outcomes(run, later)).toEqual(['refused'])
  })

  test('ties each callback to its login by the code', () => {
    const run = tampered()
      .authorize({}, foreign)
      .callback({ kind: 'unreachable', why: 'nothing listens there' })
      .authorize({}, foreign)
      .callback(400)
      .ended('client-gave-up')
    expect(outcomes(run)).toEqual(['undecided', 'refused'])
  })
})

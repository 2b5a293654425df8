import { requestParamUnique } from '../../../../src/conformance/judge/checks/request.param-unique.js'
import { judgeTable } from '../../../support/judge-table.js'
import { clientId, honestLogin, state, transcript, verifier } from '../../../support/transcript-builder.js'

judgeTable(requestParamUnique, [
  { name: 'passes a login that repeats nothing', transcripts: honestLogin(), expected: 'passes' },
  {
    name: 'names a repeated parameter of the authorization request and its places',
    transcripts: transcript()
      .authorize({ client_id: [clientId, clientId] })
      .callback()
      .token()
      .ended(),
    expected: { fails: { authorize: 'violation' } },
    saying: [/client_id stands at positions 2 and 3, with the same value/],
  },
  {
    name: 'says that two values differ and shows neither',
    transcripts: transcript()
      .authorize({ state: [state, 'another-state-of-this-login'] })
      .ended(),
    expected: { fails: { authorize: 'violation' } },
    saying: [/different values/],
  },
  {
    name: 'names each repeated parameter',
    transcripts: transcript()
      .authorize({ state: [state, state], client_id: [clientId, clientId] })
      .ended(),
    expected: { fails: { authorize: 'violation' } },
    times: 2,
  },
  {
    name: 'names a repeated parameter of the token request',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({ code_verifier: [verifier, verifier] })
      .ended(),
    expected: { fails: { token: 'violation' } },
  },
  {
    name: 'counts a parameter in URL and body of the token request as two',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, { query: `client_id=${clientId}` })
      .ended(),
    expected: { fails: { token: 'violation' } },
  },
  {
    name: 'counts a repeated parameter without a value',
    transcripts: transcript()
      .authorize({ state: ['', state] })
      .callback()
      .token()
      .ended(),
    expected: { fails: { authorize: 'violation' } },
  },
  {
    name: 'lets resource be repeated',
    transcripts: transcript()
      .authorize({ resource: ['https://api.one.example/', 'https://api.two.example/'] })
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not count what a login form repeats of its own URL',
    transcripts: transcript()
      .authorize()
      .authorize(
        {},
        {
          method: 'POST',
          body: `client_id=${clientId}&username=u`,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
      )
      .callback()
      .token()
      .ended(),
    expected: 'passes',
  },
  {
    name: 'does not praise a token request that never came',
    transcripts: transcript().authorize({}, { refused: true }).ended('client-gave-up'),
    expected: { inconclusive: /the authorization request was refused/ },
  },
  {
    name: 'judges nothing when no login began',
    transcripts: transcript().ended('client-exited'),
    expected: { inconclusive: /no authorization request/ },
  },
  {
    name: 'reads the form body of an authorization request, but no body of a GET',
    transcripts: transcript()
      .authorize({}, { body: 'a=1&a=2' })
      .authorize(
        {},
        {
          method: 'POST',
          query: '',
          body: `client_id=${clientId}&client_id=${clientId}`,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
      )
      .ended(),
    expected: { fails: { authorize: 'violation' } },
    saying: [/"exchange":2,"parameter":"client_id"/],
    times: 1,
  },
])

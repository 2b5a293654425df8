import { bearerOpaqueToken } from '../../../../src/conformance/judge/checks/bearer.opaque-token.js'
import { judgeTable } from '../../../support/judge-table.js'
import { mistakeOf } from '../../../support/mistakes.js'
import { around, aroundSilent, json, oddLogin, undecided } from '../../../support/odd-answers.js'
import { transcript } from '../../../support/transcript-builder.js'

const unusual = (kind: 'native' | 'web' = 'native') =>
  oddLogin(
    'honest-variants',
    'token-opaque',
    json({ access_token: 'a-token-of-some-length', token_type: 'bearer' }),
    kind,
  )

judgeTable(bearerOpaqueToken, [
  {
    name: 'passes a client that goes on as always',
    transcripts: around(unusual().api().callback().ended('client-finished', 0)),
    expected: 'passes',
    saying: [/text without any structure/],
  },
  {
    name: 'needs no closing control where the login was seen to go on',
    transcripts: around(unusual().api().callback().ended('client-finished', 0)).slice(0, 2),
    expected: 'passes',
  },
  {
    name: 'blames a program that ends with an error',
    transcripts: around(unusual().callback(400).ended('client-gave-up', 1)),
    expected: { fails: { refused: 'violation' } },
    saying: [/ended with exit code 1, and did not call the API, as it does otherwise/],
  },
  {
    name: 'blames a server-side app that shows an error page',
    transcripts: around(unusual('web').callback(500).ended('client-gave-up')),
    expected: { fails: { refused: 'violation' } },
    saying: [/answered its callback with status 500/],
  },
  {
    name: 'passes a client without an API call that ends as it does otherwise',
    transcripts: aroundSilent(unusual().callback().ended('client-finished', 0)),
    expected: 'passes',
    saying: [/as in the undisturbed login/],
  },
  {
    name: 'blames a client without an API call that ends otherwise',
    transcripts: aroundSilent(unusual().callback(400).ended('client-gave-up', 1)),
    expected: { fails: { refused: 'violation' } },
  },
  {
    name: 'does not blame a client whose call was refused for another reason',
    transcripts: around(
      unusual()
        .api({ refused: true, mistakes: [mistakeOf('token-altered', 'the token lost its end')] })
        .ended('client-gave-up', 1),
    ),
    expected: { inconclusive: /was refused: the token lost its end/ },
  },
  {
    name: 'does not blame silence',
    transcripts: around(unusual().ended('client-finished')),
    expected: { inconclusive: /left its callback unanswered/ },
  },
  {
    name: 'does not blame a run that ended at its time limit',
    transcripts: around(unusual().callback(200).ended('deadline')),
    expected: { inconclusive: /ended too early/ },
  },
  {
    name: 'does not take a control that failed for a proof',
    transcripts: [
      transcript().authorize().callback(500).ended('client-gave-up'),
      unusual().api().ended('client-finished', 0),
    ],
    expected: { inconclusive: /control run honest got no token/ },
  },
  ...undecided('honest-variants', 'token-opaque'),
])

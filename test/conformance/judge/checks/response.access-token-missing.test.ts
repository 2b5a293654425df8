import { responseAccessTokenMissing } from '../../../../src/conformance/judge/checks/response.access-token-missing.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, aroundSilent, commonRows, json, oddLogin } from '../../../support/odd-answers.js'

const without = (members: object = {}, kind: 'native' | 'web' = 'native') =>
  oddLogin(
    'token-errors',
    'access-token-missing',
    json({ token_type: 'bearer', expires_in: 86399, ...members }),
    kind,
  )
const refuses = without().callback(400).ended('client-gave-up', 1)

judgeTable(responseAccessTokenMissing, [
  {
    name: 'passes a client that ends with an error',
    transcripts: around(refuses),
    expected: 'passes',
    saying: [/no access_token it ended with exit code 1 and called no API/],
  },
  {
    name: 'passes a server-side app that answers with an error page and lives on',
    transcripts: around(without({}, 'web').callback(502).ended('client-gave-up')),
    expected: 'passes',
    saying: [/answered its callback with status 502/],
  },
  {
    name: 'passes an app that leads to a page of its own, because it calls the API otherwise',
    transcripts: around(without({}, 'web').callback(302).ended('client-finished')),
    expected: 'passes',
  },
  {
    name: 'blames a client that calls the API with the word undefined',
    transcripts: around(
      without().api({ authorization: 'Bearer undefined', refused: true }).ended('client-gave-up', 1),
    ),
    expected: { fails: { session: 'violation' } },
    saying: [/in exchange 3 with the header \\"Bearer undefined\\"/],
  },
  {
    name: 'blames a client that sends a number as its token',
    transcripts: around(
      without({ access_token: 12345 })
        .api({ authorization: 'Bearer 12345', refused: true })
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { session: 'violation' } },
    saying: [/12345 as access_token/],
  },
  {
    name: 'does not count a visit of the API without any credential',
    transcripts: around(
      without().api({ authorization: null, refused: true }).callback(400).ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'warns a program that ends with success, as it does after a good login',
    transcripts: aroundSilent(without().callback(200).ended('client-finished', 0)),
    expected: { fails: { 'success-claimed': 'warning' } },
  },
  {
    name: 'says that nothing can be seen of an app that calls no API and shows no error',
    transcripts: aroundSilent(without({}, 'web').callback(302).ended('client-finished')),
    expected: { notApplicable: /calls no API after its login/ },
  },
  {
    name: 'does not praise a client that hangs with its callback unanswered',
    transcripts: around(without().ended('client-finished')),
    expected: { inconclusive: /left its callback unanswered/ },
  },
  {
    name: 'does not praise a run that ended at its time limit',
    transcripts: around(without().callback(200).ended('deadline')),
    expected: { inconclusive: /ended too early/ },
  },
  ...commonRows(refuses, 'token-errors/access-token-missing'),
])

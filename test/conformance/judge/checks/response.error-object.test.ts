import { responseErrorObject } from '../../../../src/conformance/judge/checks/response.error-object.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, aroundSilent, commonRows, json, oddLogin } from '../../../support/odd-answers.js'

const refused = (
  variant = 'invalid-grant',
  error = 'invalid_grant',
  status = 400,
  kind: 'native' | 'web' = 'native',
) => oddLogin('token-errors', variant, json({ error }, status), kind)
const stops = refused().callback(400).ended('client-gave-up', 1)
const clientAuth = { client_secret: 'a-secret-of-some-length' }

judgeTable(responseErrorObject, [
  {
    name: 'passes a client that ends with an error',
    transcripts: around(
      stops,
      refused('error-with-200', 'invalid_grant', 200).callback(400).ended('client-gave-up', 1),
    ),
    expected: 'passes',
    saying: [/status 400 with error \\"invalid_grant\\" it ended with exit code 1/, /status 200 with error/],
    times: 2,
  },
  {
    name: 'blames a client that calls the API with undefined (B011)',
    transcripts: around(
      refused().api({ authorization: 'bearer undefined', refused: true }).ended('client-gave-up', 1),
    ),
    expected: { fails: { session: 'violation' } },
    saying: [/the header \\"bearer undefined\\"/],
  },
  {
    name: 'blames a client that does not see an error with status 200',
    transcripts: around(
      stops,
      refused('error-with-200', 'invalid_grant', 200)
        .api({ authorization: 'Bearer', refused: true })
        .ended('client-finished', 0),
    ),
    expected: { fails: { session: 'violation' } },
  },
  {
    name: 'blames a client that sends the refused code again, and stops then',
    transcripts: around(
      refused()
        .token({}, { sends: json({ error: 'invalid_grant' }, 400) })
        .callback(400)
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { 'code-again': 'violation' } },
    saying: [/again in exchange 3/],
  },
  {
    name: 'lets a library that finds out how to authenticate try another way (B039)',
    transcripts: around(
      refused('invalid-client', 'invalid_client', 401)
        .token(clientAuth, { sends: json({ error: 'invalid_client' }, 401) })
        .callback(400)
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'blames a client that tries in the same way again after invalid_client',
    transcripts: around(
      refused('invalid-client', 'invalid_client', 401).token().callback(400).ended('client-gave-up', 1),
    ),
    expected: { fails: { 'code-again': 'violation' } },
  },
  {
    name: 'lets a client begin the login anew once',
    transcripts: around(
      refused()
        .authorize()
        .token({}, { sends: json({ error: 'invalid_grant' }, 400) })
        .callback(400)
        .ended('client-gave-up', 1),
    ),
    expected: 'passes',
  },
  {
    name: 'warns a client that begins the login anew without end, even where its run had to be ended',
    transcripts: around(refused().authorize().token().authorize().token().ended('deadline')),
    expected: { fails: { loop: 'warning' } },
    saying: [/anew 2 times by itself/],
  },
  {
    name: 'warns an app whose server ends with the login',
    transcripts: around(
      refused('invalid-grant', 'invalid_grant', 400, 'web')
        .callback({ kind: 'dropped', why: 'the connection ended' })
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { crash: 'warning' } },
    saying: [/the whole app ended with exit code 1/],
  },
  {
    name: 'warns a program that ends with a trace',
    transcripts: around({
      ...stops,
      output: { stdout: '', stderr: 'Error: no\n    at login (a.mjs:3:1)\n\nNode.js v20.20.2\n', cut: false },
    }),
    expected: { fails: { crash: 'warning' } },
    saying: [/an error that it had not caught/],
  },
  {
    name: 'does not take a trace that was logged for a breakdown',
    transcripts: around({
      ...stops,
      output: { stdout: '', stderr: 'Error: no\n    at login (a.mjs:3:1)\n', cut: false },
    }),
    expected: 'passes',
  },
  {
    name: 'warns a program that ends with success, as it does after a good login',
    transcripts: aroundSilent(refused().callback().ended('client-finished', 0)),
    expected: { fails: { 'success-claimed': 'warning' } },
  },
  {
    name: 'passes an app without an API call that shows an error',
    transcripts: aroundSilent(refused().callback(401).ended('client-gave-up', 2)),
    expected: 'passes',
  },
  {
    name: 'does not praise a client that hangs',
    transcripts: around(refused().ended('client-gave-up')),
    expected: { inconclusive: /left its callback unanswered/ },
  },
  ...commonRows(stops, 'token-errors/invalid-grant'),
])

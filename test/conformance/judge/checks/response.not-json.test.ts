import { responseNotJson } from '../../../../src/conformance/judge/checks/response.not-json.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, aroundSilent, commonRows, oddLogin } from '../../../support/odd-answers.js'

const html = {
  status: 200,
  headers: [['Content-Type', 'text/html; charset=utf-8']],
  body: '<!DOCTYPE html>',
} as const
const answered = (variant: string, sends: Parameters<typeof oddLogin>[2] = html) =>
  oddLogin('token-errors', variant, sends)
const stops = answered('html-page-200').callback(400).ended('client-gave-up', 1)
const withMark = { body: '\ufeff{"access_token":"a-token-of-some-length","token_type":"bearer"}' }

judgeTable(responseNotJson, [
  {
    name: 'passes a client that ends with an error',
    transcripts: around(stops),
    expected: 'passes',
    saying: [/status 200 with text\/html that is no JSON object it ended with exit code 1/],
  },
  {
    name: 'passes a client that cannot read an empty body',
    transcripts: around(answered('empty-body', { body: '' }).callback(400).ended('client-gave-up', 1)),
    expected: 'passes',
    saying: [/status 200 without a body/],
  },
  {
    name: 'blames a client that calls the API after an array',
    transcripts: around(
      answered('array', { body: '[{"access_token":"a-token-of-some-length"}]' })
        .api({ authorization: 'Bearer undefined', refused: true })
        .ended('client-gave-up', 1),
    ),
    expected: { fails: { session: 'violation' } },
  },
  {
    name: 'passes a client that reads the token behind a byte order mark',
    transcripts: around(answered('byte-order-mark', withMark).api().ended('client-finished', 0)),
    expected: 'passes',
    saying: [/it went on/],
  },
  {
    name: 'passes a client that refuses what begins with a byte order mark',
    transcripts: around(answered('byte-order-mark', withMark).callback(400).ended('client-gave-up', 1)),
    expected: 'passes',
  },
  {
    name: 'does not praise a hanging client for a byte order mark',
    transcripts: around(answered('byte-order-mark', withMark).ended('client-gave-up')),
    expected: { inconclusive: /left its callback unanswered/ },
  },
  {
    name: 'warns a Python program that ends with a trace',
    transcripts: around({
      ...stops,
      output: { stdout: '', stderr: 'Traceback (most recent call last):\n  File "a.py"\n', cut: false },
    }),
    expected: { fails: { crash: 'warning' } },
  },
  {
    name: 'warns a program that ends with success',
    transcripts: aroundSilent(answered('html-page-200').callback().ended('client-finished', 0)),
    expected: { fails: { 'success-claimed': 'warning' } },
  },
  ...commonRows(stops, 'token-errors/html-page-200'),
])

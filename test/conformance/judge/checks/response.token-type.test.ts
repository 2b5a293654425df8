import { responseTokenType } from '../../../../src/conformance/judge/checks/response.token-type.js'
import { judgeTable } from '../../../support/judge-table.js'
import { around, aroundSilent, commonRows, json, oddLogin } from '../../../support/odd-answers.js'

const typed = (variant: string, type: object) =>
  oddLogin('token-errors', variant, json({ access_token: 'a-token-of-some-length', ...type }))
const refuses = typed('token-type-mac', { token_type: 'mac' }).callback(400).ended('client-gave-up', 1)

judgeTable(responseTokenType, [
  {
    name: 'passes a client that refuses the type mac',
    transcripts: around(refuses),
    expected: 'passes',
    saying: [/token_type \\"mac\\" it ended with exit code 1/],
  },
  {
    name: 'blames a client that uses a token of the type mac',
    transcripts: around(typed('token-type-mac', { token_type: 'mac' }).api().ended('client-finished', 0)),
    expected: { fails: { 'unknown-used': 'violation' } },
    saying: [/called the API in exchange 3/],
  },
  {
    name: 'warns a client that uses a token without a type',
    transcripts: around(refuses, typed('token-type-missing', {}).api().ended('client-finished', 0)),
    expected: { fails: { 'missing-used': 'warning' } },
    saying: [/with no token_type/],
  },
  {
    name: 'warns a client that uses a token with an empty type',
    transcripts: around(typed('token-type-empty', { token_type: '' }).api().ended('client-finished', 0)),
    expected: { fails: { 'missing-used': 'warning' } },
  },
  {
    name: 'cannot tell of a client that only keeps its token',
    transcripts: aroundSilent(
      typed('token-type-mac', { token_type: 'mac' }).callback().ended('client-finished', 0),
    ),
    expected: { notApplicable: /calls no API/ },
  },
  ...commonRows(refuses, 'token-errors/token-type-mac'),
])

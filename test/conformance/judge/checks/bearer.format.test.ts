import { bearerFormat } from '../../../../src/conformance/judge/checks/bearer.format.js'
import { judgeTable, type Row } from '../../../support/judge-table.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

const issued = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl-of_this+run/01=='
const login = () => transcript().authorize().callback().token({}, { issues: issued })
const shows = (authorization: string) => login().api({ authorization, refused: true }).ended()

const wrong: readonly (readonly [header: string, reason: string])[] = [
  ['Bearer undefined', 'undefined'],
  ['bearer null', 'undefined'],
  ['Bearer [object Object]', 'undefined'],
  ['Bearer None', 'undefined'],
  ['Bearer', 'undefined'],
  ['Bearer ', 'undefined'],
  [`Bearer Bearer ${issued}`, 'double-scheme'],
  [`Bearer bearer ${issued}`, 'double-scheme'],
  [`Bearer "${issued}"`, 'quotes'],
  [`Bearer '${issued}`, 'quotes'],
  [`Bearer ${issued.slice(0, 40)} ${issued.slice(40)}`, 'line-break'],
  [`Bearer ${issued.slice(0, 40)}\t${issued.slice(40)}`, 'line-break'],
  [issued, 'scheme'],
  [`Token ${issued}`, 'scheme'],
  [`Bearer: ${issued}`, 'scheme'],
  [`Bearer${issued}`, 'scheme'],
  [`Bearer ${issued.slice(0, -4)}`, 'changed-bytes'],
  [`Bearer ${issued.toLowerCase()}`, 'changed-bytes'],
  [`Bearer ${encodeURIComponent(issued)}`, 'changed-bytes'],
  [`Bearer ${issued}xyz`, 'changed-bytes'],
]

judgeTable(bearerFormat, [
  { name: 'passes an undisturbed login', transcripts: honestLogin(), expected: 'passes' },
  ...[`bearer ${issued}`, `BEARER ${issued}`, `Bearer   ${issued}`].map(
    (authorization): Row => ({
      name: `passes ${authorization.slice(0, 12)}…, because schemes have no case and spaces may follow`,
      transcripts: login().api({ authorization }).ended(),
      expected: 'passes',
    }),
  ),
  ...wrong.map(
    ([header, reason]): Row => ({
      name: `calls ${JSON.stringify(header.replace(issued, 'TOKEN'))} ${reason}`,
      transcripts: shows(header),
      expected: { fails: { [reason]: 'violation' } },
    }),
  ),
  {
    name: 'blames a token in the header and in the query',
    transcripts: login()
      .api({ query: `access_token=${encodeURIComponent(issued)}` })
      .ended(),
    expected: { fails: { 'two-methods': 'violation' } },
    saying: [/the Authorization header and the query/],
  },
  {
    name: 'blames a token in the header and in a form body',
    transcripts: login()
      .api({
        method: 'POST',
        body: `access_token=${encodeURIComponent(issued)}`,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      })
      .ended(),
    expected: { fails: { 'two-methods': 'violation' } },
  },
  {
    name: 'blames two headers',
    transcripts: login()
      .api({ headers: { authorization: `Bearer ${issued}` } })
      .ended(),
    expected: { fails: { 'two-methods': 'violation' } },
    saying: [/2 Authorization headers/],
  },
  {
    name: 'blames two headers that a library joined with a comma',
    transcripts: shows(`Bearer ${issued}, Bearer ${issued}`),
    expected: { fails: { 'two-methods': 'violation' } },
  },
  {
    name: 'leaves a token in the query alone to the check of its place',
    transcripts: login()
      .api({ authorization: null, query: `access_token=${encodeURIComponent(issued)}` })
      .ended(),
    expected: { notApplicable: /bearer\.placement/ },
  },
  {
    // Field case: the answer of the token endpoint is not looked at.
    name: 'blames the word undefined after a refused token request',
    transcripts: transcript()
      .authorize()
      .callback()
      .token({}, { refused: true })
      .api({ authorization: 'bearer undefined', refused: true })
      .ended('client-gave-up'),
    expected: { fails: { undefined: 'violation' } },
    saying: [/followed by \\"undefined\\"/],
  },
  {
    name: 'is not concerned with the token of an earlier session',
    transcripts: transcript()
      .api({ authorization: 'Bearer tVaRc3-NnKq0bZx9LwYu5sPdE1fH7jGm2iCo4', refused: true })
      .authorize()
      .callback()
      .token({}, { issues: issued })
      .api()
      .ended(),
    expected: 'passes',
    times: 1,
  },
  {
    name: 'is not concerned with another kind of credential',
    transcripts: login().api({ authorization: 'Basic YTpi' }).api().ended(),
    expected: 'passes',
  },
  {
    name: 'believes the mock that a token was altered, whatever was done to it',
    transcripts: login()
      .api({
        authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJiIn0.b3RoZXI',
        refused: true,
        mistakes: [
          {
            kind: 'token-altered',
            area: 'token',
            error: 'invalid_token',
            parameter: null,
            sentence: 'the token was altered',
            fix: 'Send it unchanged.',
          },
        ],
      })
      .ended(),
    expected: { fails: { 'changed-bytes': 'violation' } },
    saying: [/the token was altered/],
  },
  {
    name: 'is not concerned with a client that calls no API',
    transcripts: login().ended(),
    expected: { notApplicable: /no request to the API/ },
  },
  {
    name: 'judges nothing when no token request came',
    transcripts: transcript().authorize().callback(500).ended('client-gave-up'),
    expected: { inconclusive: /no token request was seen/ },
  },
])

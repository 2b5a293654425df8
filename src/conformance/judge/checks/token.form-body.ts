// token.form-body: the body of the token request is form-encoded.
import { headerOf } from '../../../server/protocol/message.js'
import { tokenParameterNames } from '../../../server/protocol/parameter-names.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type TokenRequest, tokenRequests } from '../token-request.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive, type Verdict } from '../verdict.js'
import { characterAt, namesOf, quoted } from '../wording.js'
import { defineCheck } from './check.js'

type Reason = 'in-url' | 'json' | 'multipart' | 'wrong-type' | 'bad-encoding'

const mediaType = 'application/x-www-form-urlencoded'

function reasonOf(kind: string, body: string): Reason {
  if (kind === 'body-multipart') return 'multipart'
  if (kind.startsWith('body-json')) return 'json'
  return /^\s*[{[]/.test(body) ? 'json' : 'wrong-type'
}

/** Why a body that claims to be a form is not written as one, or null. */
function encodingFault({ exchange, inBody }: TokenRequest): string | null {
  const { body } = exchange.request
  const damaged = inBody.find(({ damage }) => damage !== null)
  if (damaged?.damage === 'invalid-percent') return `${damaged.name} holds a % without two hex digits`
  if (damaged !== undefined) return `${damaged.name} holds octets that are not UTF-8`
  if (!body.includes('=')) return 'it holds no name=value pair'
  const index = [...body].findIndex((character) => /[^\x21-\x7E]/.test(character))
  return index === -1 ? null : `${characterAt(body, index)} stands there unencoded`
}

/** What `request.no-secrets-in-url` speaks about. */
const secretNames = new Set(['code', 'code_verifier', 'client_secret', 'refresh_token'])

/** Parameters of the token request that stand in its URL. Those of a GET stand there because it is one. */
function lookAtUrl(request: TokenRequest): Seen<Reason> {
  if (request.exchange.request.method !== 'POST') return []
  const misplaced = request.inQuery.filter(
    ({ name }) => tokenParameterNames.includes(name) && !secretNames.has(name),
  )
  if (misplaced.length === 0) return []
  const actual = `the URL carries ${namesOf(misplaced)}`
  return [{ reason: 'in-url', where: placeIn(request), expected: 'all parameters in the body', actual }]
}

function look(request: TokenRequest): Seen<Reason> {
  return [...lookAtUrl(request), ...lookAtBody(request)]
}

function lookAtBody(request: TokenRequest): Seen<Reason> {
  const { exchange, body, inBody, mistakes } = request
  if (body === 'empty') return []
  const where = placeIn(request, 'Content-Type')
  const type = headerOf(exchange.request, 'content-type')
  const said = type === undefined ? 'no Content-Type' : `Content-Type ${quoted(type)}`
  const shown = `${said}, with ${body === 'unreadable' ? 'nothing that could be read' : namesOf(inBody)}`
  const expected = `a form body with Content-Type ${mediaType}`
  const mistake = mistakes.find(({ kind }) => kind !== 'body-json-nested')
  if (mistake !== undefined) {
    const reason = reasonOf(mistake.kind, exchange.request.body)
    return [{ reason, where, expected, actual: shown, diagnosis: mistake.sentence }]
  }
  const fault = encodingFault(request)
  if (fault === null) return [{ where, actual: shown }]
  const whereBody = placeIn(request)
  return [{ reason: 'bad-encoding', where: whereBody, expected, actual: shown, diagnosis: fault }]
}

function nothingSeen(requests: readonly TokenRequest[], otherwise: string): Verdict<never> {
  const bodiless = requests.length > 0
  const why = 'no token request has a body; what it lacks is told by the other checks of the token request'
  return inconclusive(bodiless ? why : otherwise)
}

export const tokenFormBody = defineCheck({
  id: 'token.form-body',
  phase: 'token request',
  title: 'The body of the token request is form-encoded',
  why: 'Servers read the token request as a form. A guide for this login shows a JSON body, RFC 6749 does not know one: the two differ, and no official SDK sends JSON. In a browser JSON also costs a CORS preflight before each token request.',
  fix: "Send URLSearchParams, or the form encoder of your language: fetch(tokenUrl, { method: 'POST', body: new URLSearchParams({ … }) }).",
  clauses: ['RFC6749-4.1.3-form', 'RFC6749-B'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'in-url': {
      level: 'violation',
      what: 'sends parameters of the token request in its URL',
      fix: 'Move them into the body: servers read none from the URL.',
    },
    json: {
      level: { otherwise: 'violation', profiles: { 'genesys-guide': 'info' } },
      what: 'sends the parameters as JSON',
      fix: 'Send new URLSearchParams({ … }) in place of JSON.stringify({ … }). The guide that shows JSON and RFC 6749 differ here; the RFC and every official SDK use a form, which also needs no CORS preflight.',
    },
    multipart: {
      level: 'violation',
      what: 'sends the parameters as multipart/form-data',
      fix: 'Send new URLSearchParams(formData) in place of the FormData object.',
    },
    'wrong-type': {
      level: 'violation',
      what: 'sends a body without the media type of a form',
      fix: `Set Content-Type: ${mediaType}.`,
    },
    'bad-encoding': {
      level: 'violation',
      what: 'sends a form body that is not form-encoded',
      fix: 'Let a form encoder build the body, in UTF-8; do not join names and values by hand.',
    },
  },
  judge(transcripts) {
    const requests = transcripts.flatMap(tokenRequests)
    return judgeEach(requests, look, nothingSeen(requests, noTokenRequest(transcripts)))
  },
})

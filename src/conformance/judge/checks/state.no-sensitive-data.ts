// state.no-sensitive-data: state and scope hold nothing in clear that others must not read.

import { firstValue } from '../../../server/protocol/parameters.js'
import { disguiseOf } from '../../hidden-text.js'
import type { Transcript } from '../../transcript.js'
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../authorize-request.js'
import { judgeEach, type Seen } from '../judge-each.js'
import { placeIn } from '../place.js'
import { type ReadableField, readableFields } from '../readable-value.js'
import { type Secret, secretsOf } from '../secrets-in-url.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, notApplicable, type Verdict } from '../verdict.js'
import { lengthOf, listed, quoted } from '../wording.js'
import { defineCheck, type Tools } from './check.js'

type Reason = 'personal-data' | 'credential' | 'return-path'

const emailShape = /(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![\w-])/
const personalName =
  /^(?:e-?mail(?:_?address)?|mail|upn|user_?name|login_?hint|preferred_username|phone(?:_?number)?|mobile|birth_?date|date_of_birth|dob|ssn|(?:first|last|full|given|family|sur|display)_?name)$/i
/** A field called `token` or `secret` often is the random value against forgery: those are not here. */
const credentialName =
  /^(?:password|passwd|pwd|passphrase|client_?secret|api_?key|access_?token|refresh_?token|id_?token|private_?key|authorization|credentials?)$/i
/** Tokens of known make, wherever they stand. */
const credentialShape =
  /^(?:bearer|basic) \S{8,}$|^gh[pousr]_\w{20,}$|^AKIA[0-9A-Z]{16}$|^xox[abprs]-[\w-]{10,}$/i
/** A path that a person wrote: a random value may begin with a slash by chance, and has no short first word. */
const pathShape = /^\/(?:[A-Za-z][\w-]{0,23}(?:[/?#.].*)?)?$/s
/** Without a name beside it even less is taken for a path. */
const barePathShape = /^\/(?:[a-z0-9_-]{1,24}\/)*[a-z0-9_-]{0,24}(?:\.[a-z]{2,5})?(?:[?#].*)?$/s

function lastPart(name: string): string {
  return name.split('.').at(-1) ?? ''
}

function reasonFor({ name, value }: ReadableField): Reason | null {
  const field = lastPart(name)
  if (value === '' || /^(?:null|undefined|true|false)$/.test(value)) return null
  if (credentialName.test(field) || credentialShape.test(value)) return 'credential'
  if (emailShape.test(value) || personalName.test(field)) return 'personal-data'
  const isPath = name === '' ? barePathShape.test(value) : pathShape.test(value)
  return isPath || /^https?:\/\/[^/\s]/i.test(value) ? 'return-path' : null
}

const whatIs: Readonly<Record<Reason, string>> = {
  'personal-data': 'data about a person',
  credential: 'a credential',
  'return-path': 'where to go on after the login',
}

function placeName({ name }: ReadableField): string {
  return name === '' ? 'the text itself' : `the field ${quoted(name)}`
}

function lookAtValue(
  request: AuthorizeRequest,
  parameter: 'state' | 'scope',
  secrets: readonly Secret[],
  tools: Tools,
): Seen<Reason> {
  const text = firstValue(request.parameters, parameter)
  // A secret of the run in a URL has a check of its own, and this one does not clear the value.
  if (text === null || secrets.some(({ value }) => disguiseOf(value, text) !== null)) return []
  const where = placeIn(request, parameter)
  const fields = readableFields(text)
  const found = fields.flatMap((field) => {
    const reason = reasonFor(field)
    if (reason === null) return []
    const actual = `${placeName(field)} holds ${whatIs[reason]}: ${tools.mask(field.value)}`
    return [{ reason, where, expected: 'an opaque value', actual }]
  })
  if (found.length > 0) return found
  const names = fields.map(({ name }) => name).filter((name) => name !== '')
  const read = names.length === 0 ? 'nothing can be read in it' : `only ${listed(names)} can be read in it`
  return [{ where, actual: `${parameter} of ${lengthOf(text)}: ${read}` }]
}

/** Names of scopes are words of the server, so in them only shapes count. */
function look(request: AuthorizeRequest, secrets: readonly Secret[], tools: Tools): Seen<Reason> {
  const inScope = lookAtValue(request, 'scope', secrets, tools).filter(
    (seen) => !('reason' in seen) || seen.reason !== 'return-path',
  )
  return [...lookAtValue(request, 'state', secrets, tools), ...inScope]
}

function nothingSeen(transcripts: readonly Transcript[]): Verdict<never> {
  const requests = wholeAuthorizeRequests(transcripts)
  if (requests.length === 0) return inconclusive(noAuthorizeRequest(transcripts))
  const some = requests.some(({ parameters }) => firstValue(parameters, 'state') !== null)
  return notApplicable(
    some
      ? 'state holds a secret of this login (see request.no-secrets-in-url)'
      : 'the client sends no state (see state.present)',
  )
}

export const stateNoSensitiveData = defineCheck({
  id: 'state.no-sensitive-data',
  phase: 'authorization request',
  title: 'Neither state nor scope shows anything that others must not read',
  why: 'Both stand in the address: in the history of the browser, in the logs of the server, and in whatever the page links to.',
  fix: 'Send a random state, and keep the data under it, on the server or in the session storage.',
  clauses: ['RFC6749-10.8'],
  rule: 'clause',
  kinds: ['native', 'web', 'spa'],
  scenarios: ['honest', 'forgiving'],
  reasons: {
    'personal-data': { level: 'warning', what: 'shows data about a person' },
    credential: { level: 'warning', what: 'shows a credential' },
    'return-path': {
      level: 'info',
      what: 'shows where the app goes on after the login',
      fix: 'Keep it beside the stored state; where it stays in state, compare it with a list before it is followed.',
    },
  },
  judge(transcripts, tools) {
    const secrets = secretsOf(transcripts).filter(({ value }) => value.length >= 16)
    const requests = wholeAuthorizeRequests(transcripts)
    return judgeEach(requests, (request) => look(request, secrets, tools), nothingSeen(transcripts))
  },
})

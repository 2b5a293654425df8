// Whose request it is: the login and the user that a request belongs to, found before it is decided.
import { readBearer } from './protocol/bearer.js'
import type { User } from './protocol/client.js'
import { type HttpRequest, mediaTypeOf } from './protocol/message.js'
import { firstValue, type Parameters, parseParameters } from './protocol/parameters.js'
import { readTokenBody } from './protocol/token-body.js'
import type { Subject } from './scenario-control.js'
import type { StateStore } from './state/store.js'
import type { TokenIssuer } from './tokens/issuer.js'

export interface SubjectParts {
  readonly store: StateStore
  readonly tokens: TokenIssuer
  /** The first is the default user. */
  readonly users: readonly [User, ...User[]]
}

const nobody: Subject = { user: null, login: null }

/** The subject of `request` at the endpoint with the id `endpoint`; an unknown one where nothing tells it. */
export async function subjectOf(
  request: HttpRequest,
  endpoint: string | null,
  parts: SubjectParts,
): Promise<Subject> {
  if (endpoint === 'oauth-authorize') return beginner(request, parts.users)
  if (endpoint === 'oauth-token') return redeemer(readTokenBody(request).parameters, parts.store)
  const { token } = readBearer(request)
  return token === null ? nobody : bearer(token, parts)
}

/** Who is about to log in: the one that the login page or the hint names, else the default user. */
function beginner(request: HttpRequest, users: readonly [User, ...User[]]): Subject {
  const isForm = mediaTypeOf(request) === 'application/x-www-form-urlencoded'
  const parameters = [...parseParameters(request.query), ...(isForm ? parseParameters(request.body) : [])]
  const named = firstValue(parameters, 'email') ?? firstValue(parameters, 'login_hint')
  return { user: userFor(named, users).email, login: null }
}

/** The hint is `email`, `email:organisation` or an organisation; an unknown one picks the default user. */
export function userFor(hint: string | null, users: readonly [User, ...User[]]): User {
  const wanted = hint?.split(':')[0]?.trim().toLowerCase()
  return users.find(({ email }) => email.toLowerCase() === wanted) ?? users[0]
}

async function redeemer(parameters: Parameters, store: StateStore): Promise<Subject> {
  const code = firstValue(parameters, 'code')
  const found = code === null ? null : await store.findCode(code)
  if (found === null) return nobody
  const login = found.kind === 'login' ? found.login : found.spent.login
  return { user: login.userEmail, login: login.id }
}

async function bearer(text: string, { tokens, store }: SubjectParts): Promise<Subject> {
  const id = await tokens.identify(text)
  const token = id === null ? null : await store.findAccessToken(id)
  return token === null ? nobody : { user: token.userEmail, login: token.family }
}

// Whose request it is: the login and the user that a request belongs to, found before it is decided.
import { sessionUserOf } from './login/session.js'
import { authorizeParameters } from './protocol/authorize.js'
import { readBearer } from './protocol/bearer.js'
import type { User } from './protocol/client.js'
import { readPageForm } from './protocol/login-form.js'
import { userOf } from './protocol/login-prompt.js'
import type { HttpRequest } from './protocol/message.js'
import { firstValue, type Parameters } from './protocol/parameters.js'
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
  if (endpoint === 'oauth-authorize') return beginner(request, parts)
  if (endpoint === 'oauth-token') return redeemer(readTokenBody(request).parameters, parts.store)
  const { token } = readBearer(request)
  return token === null ? nobody : bearer(token, parts)
}

/**
 * Who is about to log in: the one that the form of a page names, the one that the request hints at, the one whose
 * session the browser has, else the default user.
 */
async function beginner(request: HttpRequest, parts: SubjectParts): Promise<Subject> {
  const { users } = parts
  const form = readPageForm(request)
  if (form !== null) return { user: userOf(form.email, users)?.email ?? null, login: form.flow }
  const hint = firstValue(authorizeParameters(request), 'login_hint')
  const hinted = userOf(hint?.split(':')[0] ?? null, users)
  const user = hinted ?? (await sessionUserOf(request, parts)) ?? users[0]
  return { user: user.email, login: null }
}

/** Whose code or refresh token is shown; client credentials belong to nobody. */
async function redeemer(parameters: Parameters, store: StateStore): Promise<Subject> {
  const code = firstValue(parameters, 'code')
  const found = code === null ? null : await store.findCode(code)
  if (found !== null) {
    const login = found.kind === 'login' ? found.login : found.spent.login
    return { user: login.userEmail, login: login.id }
  }
  const text = firstValue(parameters, 'refresh_token')
  const refresh = text === null ? null : await store.findRefreshToken(text)
  if (refresh === null) return nobody
  const { userEmail, family } = refresh.kind === 'live' ? refresh.refresh : refresh.spent.refresh
  return { user: userEmail, login: family }
}

async function bearer(text: string, { tokens, store }: SubjectParts): Promise<Subject> {
  const id = await tokens.identify(text)
  const token = id === null ? null : await store.findAccessToken(id)
  return token === null ? nobody : { user: token.userEmail, login: token.family }
}

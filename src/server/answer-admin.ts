// Answers the calls of the admin interface: access first, then the resource, its body, its reply.

import type { Problem } from '../validation/validation.js'
import { type AccessRules, accessOf } from './admin/access.js'
import { readBody } from './admin/body.js'
import { resources as allResources } from './admin/index.js'
import {
  type AdminCall,
  type AdminMock,
  type AdminReply,
  type Operation,
  type Path,
  type Resource,
  refused,
} from './admin/resource.js'
import type { Caller, Method } from './endpoints/endpoint.js'
import { nearest } from './protocol/autopsy/nearest.js'
import { type HttpReply, type HttpRequest, mediaTypeOf, type Pairs } from './protocol/message.js'
import { parseParameters } from './protocol/parameters.js'
import { type BodyDamage, damages } from './unserved.js'

export interface AdminParts {
  readonly mock: AdminMock
  /** Read for each call: the mock may have come to listen in the meantime. */
  readonly rules: () => AccessRules
  readonly onFault: (fault: unknown) => void
  /** Those of the mock unless a test brings its own. */
  readonly resources?: readonly Resource[]
}

/** Answers a call of the admin interface; never rejects. */
export type AnswerAdmin = (
  request: HttpRequest,
  damage: BodyDamage | null,
  caller: Caller,
) => Promise<HttpReply>

/** Served by endpoints of the mock, open to everybody. */
const elsewhere = new Set(['/_mock/health', '/_mock/help'])

/** Whether the admin interface answers this request. */
export function isAdminCall({ path }: HttpRequest): boolean {
  return (path === '/_mock' || path.startsWith('/_mock/')) && !elsewhere.has(path)
}

export function createAdmin({ mock, rules, onFault, resources = allResources }: AdminParts): AnswerAdmin {
  const paths = resources.flatMap((resource) => resource.paths)

  return async (request, damage, caller) => {
    const access = accessOf(request, caller, rules())
    if (access.kind === 'refused') {
      mock.state.notice(
        `${request.method.slice(0, 20)} ${request.path.slice(0, 80)} was refused: ${access.message}`,
      )
      return written(refused(access.status, access.error, access.message), request, access.headers)
    }
    const found = find(request.path, paths)
    if (found === null) return written(unknownPath(request.path, paths), request)
    const { path, parameters } = found
    const call = { request, parameters, mock, resources }
    try {
      return written(await perform(path, damage, call), request, [['Allow', allowOf(path)]])
    } catch (fault) {
      onFault(fault)
      return written(
        refused(500, 'fault', 'the mock failed at this call; the caller is not to blame'),
        request,
      )
    }
  }
}

async function perform(path: Path, damage: BodyDamage | null, call: AdminCall): Promise<AdminReply> {
  const { request } = call
  if (request.method === 'OPTIONS') return { kind: 'done' }
  const operation = operationFor(request.method, path)
  if (operation === undefined) {
    const sentence = `${path.path} answers ${allowOf(path)}`
    return refused(405, 'method_not_allowed', sentence)
  }
  if (damage !== null) return damaged(damage)
  if (operation.body === undefined) return operation.run(undefined, call)
  if (operation.form !== undefined && isForm(request)) {
    return operation.form(parseParameters(request.body), call)
  }
  const read = readBody(request, operation.body, operation.bodyOptional ?? false)
  if (read.kind === 'good') return operation.run(read.value, call)
  return refused(400, 'invalid_body', 'the body cannot be used', read.problems)
}

/** Command-line tools name a form although they send JSON. */
function isForm(request: HttpRequest): boolean {
  return mediaTypeOf(request) === 'application/x-www-form-urlencoded' && !/^\s*[[{]/.test(request.body)
}

function operationFor(method: string, { methods }: Path): Operation | undefined {
  const name = method === 'HEAD' ? 'GET' : method
  const found = Object.entries(methods).find(([candidate]) => candidate === name)
  return found?.[1]
}

function allowOf({ methods }: Path): string {
  const names = Object.keys(methods) as Method[]
  return [...names.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name])), 'OPTIONS'].join(', ')
}

function damaged(damage: BodyDamage): AdminReply {
  const { status, sentence } = damages[damage]
  return refused(status, damage.replaceAll('-', '_'), sentence)
}

function find(
  path: string,
  paths: readonly Path[],
): { readonly path: Path; readonly parameters: ReadonlyMap<string, string> } | null {
  const asked = path.split('/')
  for (const candidate of paths) {
    const parameters = parametersIn(candidate.path.split('/'), asked)
    if (parameters !== null) return { path: candidate, parameters }
  }
  return null
}

function parametersIn(
  pattern: readonly string[],
  asked: readonly string[],
): ReadonlyMap<string, string> | null {
  if (pattern.length !== asked.length) return null
  const parameters = new Map<string, string>()
  for (const [index, piece] of pattern.entries()) {
    const value = asked[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(piece)?.[1]
    if (name === undefined) {
      if (piece !== value) return null
    } else {
      const decoded = decode(value)
      if (decoded === null) return null
      parameters.set(name, decoded)
    }
  }
  return parameters
}

function decode(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}

function unknownPath(path: string, paths: readonly Path[]): AdminReply {
  const near = nearest(
    path.slice(0, 200),
    paths.map((known) => known.path),
  )
  const hint = near === null ? 'GET /_mock/openapi.json names all paths' : `did you mean ${near}?`
  return refused(404, 'unknown_path', `the admin interface has no such path; ${hint}`)
}

/** Nothing here may be cached, framed, or read by a page of another site. */
const everywhere: Pairs = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Vary', 'Origin'],
]

function written(reply: AdminReply, request: HttpRequest, headers: Pairs = []): HttpReply {
  const plain = plainReply(reply)
  return {
    status: plain.status,
    headers: [...plain.headers, ...headers, ...everywhere],
    body: request.method === 'HEAD' ? '' : plain.body,
  }
}

function plainReply(reply: AdminReply): HttpReply {
  switch (reply.kind) {
    case 'done':
      return { status: 204, headers: [], body: '' }
    case 'page':
      return { status: 200, headers: reply.headers, body: reply.body }
    case 'json':
      return jsonReply(reply.status, reply.body, reply.headers)
    case 'refused': {
      const { status, error, message, problems = [] } = reply
      return jsonReply(status, { error, message, problems: problems.map(shownProblem) })
    }
  }
}

function shownProblem({ field, problem }: Problem) {
  return { field, message: problem }
}

function jsonReply(status: number, body: unknown, headers: Pairs = []): HttpReply {
  return {
    status,
    headers: [['Content-Type', 'application/json'], ...headers],
    body: `${JSON.stringify(body, null, 2)}\n`,
  }
}

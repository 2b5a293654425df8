// The endpoint that answers for a stub: after the check of the token, like every other path of the API.
import { withBearer } from '../bearer-guard.js'
import type { Endpoint, Method } from '../endpoints/endpoint.js'
import type { HttpReply } from '../protocol/message.js'
import { apiError } from '../replies/api-error.js'
import type { StubContent } from './stub-content.js'
import { shapeOf } from './stub-path.js'

export interface StubParts {
  readonly method: Method
  readonly path: string
  readonly status: number
  /** Null: any good token will do. */
  readonly scope: string | null
  readonly content: StubContent
}

/** Codes and messages of the public OpenAPI document, for a stub that is only a status. */
const errors: ReadonlyMap<number, readonly [code: string, message: string]> = new Map([
  [400, ['bad.request', 'The request could not be understood by the server due to malformed syntax.']],
  [401, ['bad.credentials', 'Invalid login credentials.']],
  [403, ['not.authorized', 'You are not authorized to perform the requested action.']],
  [404, ['not.found', 'The requested resource was not found.']],
  [409, ['request.conflict', 'The request conflicts with the current state of the target resource.']],
  [429, ['too.many.requests', 'Rate limit exceeded the maximum requests within the time.']],
  [
    500,
    [
      'internal.server.error',
      'The server encountered an unexpected condition which prevented it from fulfilling the request.',
    ],
  ],
  [
    503,
    [
      'service.unavailable',
      'Service Unavailable - The server is currently unavailable (because it is overloaded or down for maintenance).',
    ],
  ],
  [504, ['request.timeout', 'The request timed out.']],
])

/** The scope to read is part of the one to write. */
function acceptedScopes(scope: string | null): readonly string[] {
  if (scope === null) return []
  return scope.endsWith(':readonly') ? [scope.slice(0, -':readonly'.length), scope] : [scope]
}

export function stubEndpoint({ method, path, status, scope, content }: StubParts): Endpoint {
  const answer = withBearer({ scopes: acceptedScopes(scope) }, (_token, _request, context): HttpReply => {
    if (content.kind === 'some') {
      const body = content.render(context.parameters)
      return { status, headers: [['Content-Type', content.type]], body }
    }
    const [code, message] = errors.get(status) ?? ['bad.request', 'The request was refused by a stub.']
    if (status >= 400) return apiError(status, code, message, context.correlation)
    return { status, headers: [], body: '' }
  })
  const id = `stub-${shapeOf(path)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`
  return { id, origin: 'api', path, crossOrigin: true, methods: { [method]: answer } }
}

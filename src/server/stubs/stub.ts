// Stubs: paths of the API that the user of the mock answers, so that an app gets past its first screen.
import type { Endpoint, Method } from '../endpoints/endpoint.js'
import { contentOf, type StubContent } from './stub-content.js'
import { stubEndpoint } from './stub-endpoint.js'
import { parametersOf, shapeOf } from './stub-path.js'

/** One stub as it stands in the options. Either `body` or `file`, or neither. */
export interface StubEntry {
  /** GET answers HEAD as well. */
  readonly method: Method
  /** Begins with `/api/`; a piece in braces is a parameter: `/api/v2/routing/queues/{queueId}`. */
  readonly path: string
  /** Default 200, or 204 where there is neither body nor file. */
  readonly status?: number
  /** Any JSON value. `{queueId}` in a text stands for the value of the parameter. */
  readonly body?: unknown
  /** A file with the body, from the folder of the configuration; the same holds for the texts in it. */
  readonly file?: string
  /** A scope that the token needs, or the one to write what it reads. Default: any good token will do. */
  readonly scope?: string
}

/** What is wrong with one stub. */
export interface StubProblem {
  /** Where, with dots: `api.2.file`. */
  readonly field: string
  /** No full stop. */
  readonly problem: string
}

/** The text of a file, or why it cannot be read. */
export type ReadText = (
  path: string,
) => { readonly kind: 'text'; readonly text: string } | { readonly kind: 'unreadable'; readonly why: string }

export interface ReadStubs {
  /** Empty when there is a problem. */
  readonly endpoints: readonly Endpoint[]
  /** All of them, in the order of the entries. */
  readonly problems: readonly StubProblem[]
}

/** Makes endpoints of entries whose form is right already. Nothing is thrown: every problem is told at once. */
export function readStubs(entries: readonly StubEntry[], readText: ReadText): ReadStubs {
  const problems: StubProblem[] = []
  const endpoints: Endpoint[] = []
  const seen = new Map<string, number>()
  for (const [index, entry] of entries.entries()) {
    const tell = (member: string, problem: string) =>
      problems.push({ field: `api.${index}.${member}`, problem })
    const key = `${entry.method} ${shapeOf(entry.path)}`
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, index)
    else tell('path', `is answered by api.${earlier} already`)
    const content = contentOf(entry, parametersOf(entry.path), readText)
    if (content.kind === 'problem') tell(content.member, content.problem)
    else endpoints.push(endpointOf(entry, content))
  }
  return problems.length === 0 ? { endpoints, problems } : { endpoints: [], problems }
}

function endpointOf(entry: StubEntry, content: StubContent): Endpoint {
  return stubEndpoint({
    method: entry.method,
    path: entry.path,
    status: entry.status ?? (content.kind === 'none' ? 204 : 200),
    scope: entry.scope ?? null,
    content,
  })
}

// The lines with values of a login in them: of the streams of a client, and of its logs.
import type { FilePlace, LoggedSecret } from '../../observations.js'
import type { KnownValue } from './known-values.js'
import type { PrintedLine } from './printed-lines.js'
import type { Hit, Search } from './search.js'

/** Whether a value was still worth something after exchange `afterExchange`. */
export function isLive({ spentBy }: KnownValue, afterExchange: number): boolean {
  return spentBy === null || afterExchange < spentBy
}

/** `state` beside a code is part of the same address: one line, one finding. */
function withoutCompany(hits: readonly Hit[]): readonly Hit[] {
  return hits.length > 1 ? hits.filter(({ holds }) => holds.kind !== 'state') : hits
}

function keyOf({ stream, path, holds, live }: LoggedSecret): string {
  return [stream, path ?? '', holds.kind, holds.exchange ?? '', live].join(' ')
}

/** The first of those that say the same of one stream or file. */
function firstOfEach(all: readonly LoggedSecret[]): readonly LoggedSecret[] {
  const first = new Map<string, LoggedSecret>()
  for (const one of all) if (!first.has(keyOf(one))) first.set(keyOf(one), one)
  return [...first.values()]
}

/** What the streams show. */
export function inStreams(lines: readonly PrintedLine[], search: Search): readonly LoggedSecret[] {
  // Most clients print nothing secret: one search over everything says so.
  if (search.in(lines.map(({ text }) => text).join('\n')).length === 0) return []
  const found = lines.flatMap(({ stream, number, text: line, afterExchange }) =>
    withoutCompany(search.in(line)).map(
      ({ value, holds, text }): LoggedSecret => ({
        stream,
        path: null,
        holds: { ...holds, line: number },
        live: isLive(value, afterExchange),
        text,
      }),
    ),
  )
  return firstOfEach(found)
}

/** One version of a log: what it held up to a look. */
export interface LogVersion {
  readonly place: FilePlace
  readonly path: string
  readonly text: string
  /** Number of the last exchange before the look at which it first held this. */
  readonly afterExchange: number
}

/** What the logs show. */
export function inLogs(versions: readonly LogVersion[], search: Search): readonly LoggedSecret[] {
  const found = versions.flatMap(({ path, text: contents, afterExchange }) => {
    const hits = search.in(contents)
    return hits
      .filter(({ holds }) => holds.kind !== 'state' || !hits.some((hit) => isBeside(hit, holds.line)))
      .map(
        ({ value, holds, text }): LoggedSecret => ({
          stream: 'file',
          path,
          holds,
          live: isLive(value, afterExchange),
          text,
        }),
      )
  })
  return firstOfEach(found)
}

function isBeside({ holds }: Hit, line: number | null): boolean {
  return holds.kind !== 'state' && holds.line === line
}

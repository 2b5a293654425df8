// The command `snippet`: finds the mock that runs, and prints how an SDK is pointed at it.
import { type Arguments, exitCodes, type Io, nearest, UsageError } from '../../command-line/index.js'
import { type Found, findMock } from '../http/mock-probe.js'
import { defaultPort } from '../options-schema.js'
import { findSnippet, renderSnippet, snippets } from '../snippets/index.js'
import type { Snippet, Wiring } from '../snippets/snippet.js'
import { demoClient } from '../state/seed.js'
import { type KnownCa, knownCa } from './known-ca.js'
import { trustLinesFor } from './trust-lines.js'

/** Runs the command; see `snippet.command.ts` for its words and flags. Without a mock it prints all the same. */
export async function run(flags: Arguments, io: Io): Promise<number> {
  const snippet = snippetMeant(flags.word('sdk') ?? '')
  const places = placesMeant(flags)
  const ca = knownCa(flags, io)
  const { url, clientId, isThere } = await mockAt(places, ca, io)
  const isSecure = url.startsWith('https:')
  if (isSecure && ca === null) tell(io, 'the file of its CA is not known: name it with --ca-file')
  const caFile = isSecure ? (ca?.file ?? null) : null
  const wiring = wiringOf(url, flags.text('client-id') ?? clientId ?? demoClient.id, caFile, snippet, io)
  if (isThere && clientId === null && flags.text('client-id') === undefined) {
    tell(io, 'the mock does not tell its clients, so this is the demo client: --client-id names another')
  }
  io.out(renderSnippet(snippet, wiring))
  return exitCodes.success
}

function tell(io: Io, sentence: string): void {
  io.err(`gc-mock-oauth: ${sentence}\n`)
}

function snippetMeant(word: string): Snippet {
  const found = findSnippet(word)
  if (found !== undefined) return found
  const ids = snippets.map(({ id }) => id)
  const near = nearest(word, [...ids, ...snippets.flatMap(({ aliases }) => aliases)])
  const meant = near === undefined ? undefined : findSnippet(near)?.id
  const problem = `snippet: expected ${ids.join(', ')}, got "${word}"`
  throw new UsageError([meant === undefined ? { problem } : { problem, hint: `did you mean ${meant}?` }])
}

/** The URLs at which the mock may be; the first is meant where none is. A flag counts more than a variable. */
function placesMeant(flags: Arguments): readonly [string, ...string[]] {
  const [url, port] = [flags.text('url'), flags.text('port')]
  const typed = (flag: string) => flags.has(flag) && flags.variable(flag) === undefined
  if (typed('url') && typed('port')) {
    throw new UsageError([{ problem: '--port: contradicts --url, which has a port of its own' }])
  }
  if (url !== undefined && !(typed('port') && !typed('url'))) return [originOf(url)]
  const number = portOf(port)
  return [`http://127.0.0.1:${number}`, `https://127.0.0.1:${number}`, `http://[::1]:${number}`]
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new UsageError([{ problem: `--url: expected an http or https URL, got ${JSON.stringify(text)}` }])
  }
  return url.origin
}

function portOf(text: string | undefined): number {
  if (text === undefined) return defaultPort
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port >= 1 && port <= 65_535) return port
  const problem = `--port: expected a whole number from 1 to 65535, got ${JSON.stringify(text)}`
  throw new UsageError([{ problem }])
}

interface Place {
  readonly url: string
  readonly clientId: string | null
  /** Whether a mock was found. */
  readonly isThere: boolean
}

/** The first place where a mock answers; else the first of all, which is said. */
async function mockAt(places: readonly [string, ...string[]], ca: KnownCa | null, io: Io): Promise<Place> {
  const [first] = places
  const seen = new Set<Found['kind']>()
  for (const place of places) {
    const found = await findMock(place, ca?.pem ?? null)
    seen.add(found.kind)
    if (found.kind !== 'mock') continue
    if (!found.trusted && ca !== null) {
      tell(io, `the certificate of the mock at ${place} is not one of the CA in ${ca.file}`)
    }
    return { ...found, isThere: true }
  }
  const what = seen.has('other') ? `what answers at ${first} is no mock` : `no mock answers at ${first}`
  tell(io, `${what}: the lines are for one that "gc-mock-oauth start" would start there`)
  return { url: first, clientId: null, isThere: false }
}

function wiringOf(
  url: string,
  clientId: string,
  caFile: string | null,
  { trustedBy }: Snippet,
  { platform }: Io,
): Wiring {
  const { hostname, port, protocol } = new URL(url)
  const isSecure = protocol === 'https:'
  const [system = ''] = platform.split(' ')
  return {
    url,
    protocol: isSecure ? 'https' : 'http',
    hostname,
    // A URL leaves out the port of its scheme.
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    clientId,
    caFile,
    trust: caFile === null || trustedBy === null ? [] : trustLinesFor(trustedBy, caFile, system),
  }
}

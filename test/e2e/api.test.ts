// Applications that accept tokens, over real sockets: the correct ones, and each with one planted defect.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { createApi } from '../../fixtures/apis/correct.mjs'
import { apiCatalogue, apiReport } from '../../src/conformance/api-report.js'
import { gatherApiRun } from '../../src/conformance/gather-api-run.js'
import { systemPorts } from '../../src/server/index.js'
import { apiMutants } from '../support/api-mutants.js'
import { runKit } from '../support/run-kit.js'

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

type Config = Parameters<typeof createApi>[0]

/** The report on an application, which knows the mock by its port. */
async function reportOn(create: (config: Config) => Server, audience?: string) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const keysUrl = `${origin}/.well-known/jwks.json`
  const server = create({ keysUrl, issuer: origin, audience: audience ?? origin })
  const url = `http://127.0.0.1:${await portOf(server)}/`
  const signal = new AbortController().signal
  const { clock } = systemPorts
  try {
    const run = await gatherApiRun({ url, port, full: false, signal, clock, onToken: () => undefined })
    return apiReport({
      ...{ url, tokens: { port }, run, checks: apiCatalogue.map(({ id }) => id), judgement: {} },
      ...{ version: '1.0.0', startedAt: '2026-01-15T12:00:00.000Z', durationMs: 1, platform: 'x' },
      interruptedBy: null,
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

type Report = Awaited<ReturnType<typeof reportOn>>

function brokenIn({ findings }: Report): readonly string[] {
  const found = findings.flatMap(({ check, occurrences }) =>
    occurrences.flatMap(({ reason }) => (reason === null ? [] : [`${check}/${reason}`])),
  )
  return [...new Set(found)].toSorted()
}

function unjudgedIn({ findings }: Report): readonly string[] {
  return findings.filter(({ outcome }) => outcome === 'inconclusive').map(({ check }) => check)
}

/** An application as the documentation of its library says. */
function withLibrary({ keysUrl, issuer, audience }: Config): Server {
  const keys = createRemoteJWKSet(new URL(keysUrl))
  const options = { issuer, audience, algorithms: ['RS256'], typ: 'at+jwt', requiredClaims: ['exp'] }
  return createServer(async (request, response) => {
    const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? []
    const challenge = token === undefined ? 'Bearer' : 'Bearer error="invalid_token"'
    const good = await jwtVerify(token ?? '', keys, options).catch(() => null)
    if (good === null) response.writeHead(401, { 'www-authenticate': challenge }).end()
    else response.end('{}')
  })
}

describe('--api', () => {
  test('a correct application passes every check', async () => {
    const report = await reportOn(createApi)
    expect(brokenIn(report)).toEqual([])
    expect(unjudgedIn(report)).toEqual([])
    expect(report).toMatchObject({ exitCode: 0, advice: null, summary: { pass: 12 } })
  })

  test('so does one with a maintained library, but for what takes a minute', async () => {
    const report = await reportOn(withLibrary)
    expect(brokenIn(report)).toEqual([])
    expect(unjudgedIn(report)).toEqual(['jwt.unknown-kid'])
    expect(report.exitCode).toBe(0)
  })

  for (const { name, breaks, inconclusive = [], overrides, options } of apiMutants) {
    test(`an application ${name} breaks ${breaks.join(', ')}`, async () => {
      const report = await reportOn((config) => createApi(config, overrides, options))
      expect(brokenIn(report)).toEqual([...breaks].toSorted())
      const all = apiCatalogue
        .map(({ id }) => id)
        .filter((id) => !breaks.some((one) => one.startsWith(`${id}/`)))
      expect(unjudgedIn(report)).toEqual(inconclusive.includes('jwt.*') ? all : inconclusive)
    })
  }

  test('every reason has an application that shows it', () => {
    const declared = new Set(apiMutants.flatMap(({ breaks }) => breaks))
    const missing = apiCatalogue.flatMap(({ id, reasons }) =>
      Object.keys(reasons)
        .map((reason) => `${id}/${reason}`)
        .filter((reason) => !declared.has(reason)),
    )
    // It shows after a minute of waiting only; see test/conformance/judge/api-checks.
    expect(missing).toEqual(['jwt.unknown-kid/rotation'])
  })

  test('of an application that accepts no good token nothing is judged, and what it has to be told is said', async () => {
    const report = await reportOn(createApi, 'somebody else')
    expect(report.exitCode).toBe(3)
    expect(report.advice).toMatch(
      /the API answered 401 to a good token.*It did fetch the keys.*audience http/s,
    )
    expect(unjudgedIn(report)).toHaveLength(12)
  })

  test('is a flag of the program, with its mistakes told at once', async () => {
    const wrong = await runKit('--api', 'https://api.example.com/', '--api-issuer', 'x', '--client', '.')
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.err).toContain('--api: expected an address on this machine, got "https://api.example.com/"')
    expect(wrong.err).toContain('--api-issuer: expected an http or https URL, got "x"')
    expect(wrong.err).toContain('--client: says how a client is operated, and --api operates none')
  })
})

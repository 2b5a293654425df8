import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Outside } from '../../../../src/conformance/gather/client.js'
import { observe } from '../../../../src/conformance/gather/observation/observer.js'
import type { Look, System } from '../../../../src/conformance/gather/observation/systems/system.js'
import type { ObservedExchange } from '../../../../src/conformance/transcript.js'
import { fakePorts } from '../../../support/fake-ports.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'
import { honestLogin, state, verifier } from '../../../support/transcript-builder.js'

const login = honestLogin()
const [authorize, token, api] = login.exchanges
const accessToken = String(JSON.parse(token?.honest.body ?? '{}').access_token)

function setUp(look: () => Look | Promise<Look> = () => ({ processes: [], listeners: [] })) {
  const folder = temporaryFolder({ 'client/there-before': accessToken })
  for (const name of ['home', 'temporary', 'shared']) mkdirSync(join(folder, name))
  let print: Parameters<Outside['onPrinted']>[0] = () => undefined
  const outside: Outside = {
    family: { leader: 1, marker: 'A=b' },
    folders: {
      home: join(folder, 'home'),
      homeKind: 'fresh',
      temporary: join(folder, 'temporary'),
      sharedTemporary: join(folder, 'shared'),
      client: join(folder, 'home', 'nowhere'),
      working: join(folder, 'home', 'nowhere'),
    },
    since: 0,
    now: () => 0,
    launchedWith: { GIVEN: verifier },
    onPrinted(listener) {
      print = listener
    },
  }
  const system: System = { shows: ['arguments', 'files', 'file-modes', 'output'], pollEvery: null, look }
  const over = new AbortController()
  const observer = observe({ outside, system, clock: fakePorts().clock, signal: over.signal })
  const conclude = (exchanges: readonly ObservedExchange[] = login.exchanges) =>
    observer.conclude({ exchanges, clientSecret: null, searchBundle: true })
  const see = (exchange: ObservedExchange | undefined) => {
    if (exchange !== undefined) observer.seeExchange(exchange)
  }
  return { folder, see, conclude, print: (text: string) => print(text, 'stdout') }
}

/** What the observer does in its own time after an exchange. */
async function turns() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe('observer', () => {
  test('tells a file that held the verifier only while the login was pending', async () => {
    const { folder, see, conclude } = setUp()
    writeFileSync(join(folder, 'home/pending.json'), JSON.stringify({ verifier }))
    see(authorize)
    see(token)
    rmSync(join(folder, 'home/pending.json'))
    const { files, lookedAt } = await conclude()
    expect(files).toMatchObject([
      { path: 'pending.json', place: 'home', log: false, during: [{ kind: 'code_verifier' }], after: [] },
    ])
    expect(lookedAt).toMatchObject({ pendingLooks: 1, files: 1 })
  })

  test('tells a file that holds the state when all is over', async () => {
    const { folder, see, conclude } = setUp()
    see(authorize)
    see(token)
    writeFileSync(join(folder, 'temporary/left'), `state ${state}, token ${accessToken}`)
    const { files } = await conclude()
    expect(files).toMatchObject([
      { path: 'left', place: 'temporary', during: [], after: [{ kind: 'access_token' }, { kind: 'state' }] },
    ])
  })

  test('sees a file change between two looks', async () => {
    const { folder, see, conclude } = setUp()
    const file = join(folder, 'shared/file')
    writeFileSync(file, verifier)
    see(authorize)
    writeFileSync(file, `${accessToken} instead`)
    see(token)
    const { files } = await conclude()
    expect(files).toMatchObject([
      {
        place: 'shared-temporary',
        during: [{ kind: 'code_verifier' }, { kind: 'access_token' }],
        after: [{ kind: 'access_token' }],
      },
    ])
  })

  test('counts a file once where one folder lies in another', async () => {
    const { folder, see, conclude } = setUp()
    mkdirSync(join(folder, 'home/nowhere'))
    writeFileSync(join(folder, 'home/nowhere/file'), verifier)
    see(authorize)
    see(token)
    const { files, lookedAt } = await conclude()
    expect(files.map(({ place, path }) => [place, path])).toEqual([['home', 'nowhere/file']])
    expect(lookedAt.files).toBe(1)
  })

  test('tells what was printed before the tokens were issued from what was printed afterwards', async () => {
    const { see, conclude, print } = setUp()
    see(authorize)
    await turns()
    print(`verifier ${verifier}\n`)
    see(token)
    await turns()
    print(`token ${accessToken}\nand verifier ${verifier}\n`)
    see(api)
    const { logged } = await conclude()
    expect(logged.map(({ holds, live, text }) => [holds.kind, holds.line, live, text])).toEqual([
      ['code_verifier', 1, true, 'verifier ‹code_verifier›'],
      ['access_token', 2, true, 'token ‹access_token›'],
      ['code_verifier', 3, false, 'and verifier ‹code_verifier›'],
    ])
  })

  test('counts what was printed just before a request as printed before it', async () => {
    const { see, conclude, print } = setUp()
    see(authorize)
    await turns()
    see(token)
    await new Promise((resolve) => setImmediate(resolve))
    print(`verifier ${verifier}\n`)
    await turns()
    expect((await conclude()).logged).toMatchObject([{ live: true }])
  })

  test('searches arguments and variables, but not those that the client was given', async () => {
    const environment = [`GIVEN=${verifier}`, `OWN=${verifier}`, 'PATH=/bin']
    const argv = ['/bin/curl', '-d', `code_verifier=${verifier}`]
    const { see, conclude } = setUp(() => ({
      processes: [{ pid: 7, parent: 1, argv, environment }],
      listeners: [],
    }))
    see(token)
    const { processes } = await conclude()
    expect(processes).toMatchObject([
      {
        program: 'curl',
        inArgv: [{ position: 2, holds: { kind: 'code_verifier' } }],
        environment: ['GIVEN', 'OWN', 'PATH'],
        inEnvironment: [{ name: 'OWN' }],
      },
    ])
  })

  test('takes no authorize URL and no state in an argument for a leak', async () => {
    const argv = ['xdg-open', `http://127.0.0.1:7636/oauth/authorize?state=${state}`, state]
    const { see, conclude } = setUp(async () => ({
      processes: [{ pid: 7, parent: 1, argv, environment: null }],
      listeners: [{ address: '127.0.0.1', port: 8085, pid: 7 }],
    }))
    see(authorize)
    await turns()
    const { processes, listeners } = await conclude()
    expect(processes).toMatchObject([{ program: 'xdg-open', inArgv: [], environment: [], inEnvironment: [] }])
    expect(listeners).toMatchObject([{ address: '127.0.0.1', port: 8085, pid: 7 }])
  })

  test('keeps nothing of what it read in what it says', async () => {
    const { folder, see, conclude, print } = setUp()
    writeFileSync(join(folder, 'home/app.log'), `${verifier} ${accessToken}`)
    print(`${verifier} ${accessToken} ${state}\n`)
    see(authorize)
    see(token)
    const said = JSON.stringify(await conclude())
    for (const secret of [verifier, accessToken, state]) expect(said).not.toContain(secret)
  })
})

import { execFile } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { createMockServer, type MockServer } from '../../src/server/index.js'
import { startProgram } from '../support/run-kit.js'
import { root } from '../support/source-files.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const started: MockServer[] = []
afterEach(async () => {
  for (const mock of started.splice(0)) await mock.stop()
})

/** A program that uses the snippet unchanged: the login page by fetch, all else by the official SDK. */
const program = `
import { client, clientId, redeem } from './snippet.mjs'
const verifier = client.generatePKCECodeVerifier(128)
const redirectUri = 'http://127.0.0.1:9/callback'
const query = new URLSearchParams({
  response_type: 'code', client_id: clientId, redirect_uri: redirectUri,
  code_challenge: await client.computePKCECodeChallenge(verifier), code_challenge_method: 'S256',
})
const page = await fetch(process.argv[2] + '/oauth/authorize?' + query, { redirect: 'manual' })
const code = new URL(page.headers.get('location')).searchParams.get('code')
console.log((await redeem(code, verifier, redirectUri)).email)
`

async function snippetFor(mock: MockServer, ...flags: string[]): Promise<string> {
  const args = ['snippet', 'javascript', '--port', String(mock.port), ...flags]
  const { code, out, err } = await startProgram('gc-mock-oauth', args).ended
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

async function printedBy(snippet: string, mock: MockServer, env: NodeJS.ProcessEnv): Promise<string> {
  const folder = temporaryFolder()
  symlinkSync(join(root, 'fixtures/clients/foreign/node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'snippet.mjs'), snippet)
  writeFileSync(join(folder, 'program.mjs'), program)
  const script = join(folder, 'program.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [script, mock.url], { cwd: folder, env })
  return stdout
}

describe('gc-mock-oauth snippet', () => {
  test('the JavaScript SDK logs in at the mock with the lines that are printed', async () => {
    const mock = createMockServer({ port: 0 })
    started.push(mock)
    await mock.start()
    expect(await printedBy(await snippetFor(mock), mock, process.env)).toBe('agent@example.com\n')
  })

  test('and over https with the variable that they name', async () => {
    const data = temporaryFolder()
    const mock = createMockServer({ port: 0, https: { caFolder: data } })
    started.push(mock)
    await mock.start()
    const snippet = await snippetFor(mock, '--data-dir', data)
    const [, variable = '', value = ''] = /^\/\/ {3}export (\w+)=(.+)$/m.exec(snippet) ?? []
    const env = { ...process.env, [variable]: value }
    expect(await printedBy(snippet, mock, env)).toBe('agent@example.com\n')
  })
})

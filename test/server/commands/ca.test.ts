import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../../src/server/cli.js'
import { fakeIo } from '../../support/fake-io.js'
import { openssl } from '../../support/openssl.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

async function ran(argv: readonly string[], changes: Parameters<typeof fakeIo>[0] = {}) {
  const io = fakeIo(changes)
  const code = await main(['ca', ...argv], io)
  return { code, ...io.printed }
}

function covers(file: string, name: string): boolean {
  return openssl(['x509', '-noout', '-text'], readFileSync(file, 'utf8')).said.includes(`DNS:${name}`)
}

describe('ca', () => {
  test('the CA is made where the platform keeps data, and is the same the next time', async () => {
    const home = temporaryFolder()
    const file = join(home, '.local/share/gc-mock-oauth/ca.pem')
    const first = await ran([], { env: { HOME: home } })
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toMatch(new RegExp(`^${file}\n\n`))
    expect(first.out).toContain(`export NODE_EXTRA_CA_CERTS=${file}\n`)
    expect(await ran([], { env: { HOME: home } })).toEqual(first)
    expect(existsSync(file)).toBe(true)
  })

  test('--path prints the path alone, absolute', async () => {
    const folder = temporaryFolder()
    expect(await ran(['--path', '--data-dir', folder], { cwd: '/elsewhere' })).toEqual({
      code: 0,
      out: `${join(folder, 'ca.pem')}\n`,
      err: '',
    })
  })

  test('--https-host lets it cover further hosts', async () => {
    const folder = temporaryFolder()
    await ran(['--data-dir', folder])
    expect(covers(join(folder, 'ca.pem'), 'gateway.test')).toBe(false)
    await ran(['--data-dir', folder, '--https-host', 'gateway.test', '--https-host', 'other.test'])
    expect(covers(join(folder, 'ca.pem'), 'gateway.test')).toBe(true)
    expect(covers(join(folder, 'ca.pem'), 'other.test')).toBe(true)
  })

  test('--config takes folder and hosts from there, as start does', async () => {
    const folder = temporaryFolder()
    const config = join(folder, 'mock.json')
    writeFileSync(config, JSON.stringify({ https: { caFolder: 'own', hosts: ['gateway.test'] } }))
    const file = join(folder, 'own', 'ca.pem')
    expect((await ran(['--path', '--config', config])).out).toBe(`${file}\n`)
    expect(covers(file, 'gateway.test')).toBe(true)
  })

  test('on Windows the lines are those of PowerShell', async () => {
    const folder = temporaryFolder()
    const { out } = await ran(['--data-dir', folder], { platform: 'win32 node 20.20.2' })
    expect(out).toContain('$env:NODE_EXTRA_CA_CERTS = ')
  })

  const place = temporaryFolder({ file: '', 'broken/ca-key.pem': 'nonsense', 'foreign/ca.pem': 'notes' })
  const refused = [
    {
      name: 'a folder that cannot be made',
      argv: ['--data-dir', join(place, 'file', 'data')],
      says: `${join(place, 'file', 'data')} cannot be written (ENOTDIR)`,
    },
    {
      name: 'a key that is none',
      argv: ['--data-dir', join(place, 'broken')],
      says: `${join(place, 'broken', 'ca-key.pem')} has no private key in it`,
    },
    {
      name: 'a file of somebody else',
      argv: ['--data-dir', join(place, 'foreign')],
      says: `${join(place, 'foreign', 'ca.pem')} holds something else`,
    },
    {
      name: 'a host that is none',
      argv: ['--data-dir', place, '--https-host', 'https://x'],
      says: '--https-host: expected a host name or address without port, got "https://x"',
    },
    { name: 'no home', argv: [], says: '--https: there is no folder to keep the CA in' },
    { name: 'a flag of another command', argv: ['--port', '1'], says: 'unknown flag or word "port"' },
  ]
  for (const { name, argv, says } of refused) {
    test(`${name}: exit code 2, and a message without a stack`, async () => {
      const { code, out, err } = await ran(argv)
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err).toContain(says)
      expect(err).not.toMatch(/\n\s+at /)
    })
  }
})

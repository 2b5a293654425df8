import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  AuthorityFileError,
  type CertificateOptions,
  createCertificates,
} from '../../../src/server/http/tls.js'
import { systemPorts } from '../../../src/server/ports.js'
import { fakePorts } from '../../support/fake-ports.js'
import { openssl } from '../../support/openssl.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const root = temporaryFolder({ file: '' })

/** The clock stands still at 2026-01-15T12:00:00Z. */
function certificates(changes: Partial<CertificateOptions> = {}) {
  const ports = { clock: fakePorts().clock, random: systemPorts.random }
  return createCertificates({ folder: null, hosts: [], ports, ...changes })
}

function dates(pem: string): readonly string[] {
  return openssl(['x509', '-noout', '-dates'], pem).said.trim().split('\n')
}

describe('tls', () => {
  test('the CA of one call is written nowhere, and differs from call to call', async () => {
    const [one, two] = [await certificates(), await certificates()]
    expect(one).toMatchObject({ caFile: null, change: 'created' })
    expect(one.spkiHash).not.toBe(two.spkiHash)
    expect(one.caPem).not.toBe(two.caPem)
  })

  test('the CA of a folder is kept there', async () => {
    const folder = join(root, 'kept')
    const [one, two] = [await certificates({ folder }), await certificates({ folder })]
    expect(one).toMatchObject({ caFile: join(folder, 'ca.pem'), change: 'created' })
    expect(two).toMatchObject({ caFile: join(folder, 'ca.pem'), change: 'none', spkiHash: one.spkiHash })
    expect(readFileSync(join(folder, 'ca.pem'), 'utf8')).toBe(one.caPem)
    expect(readdirSync(folder).sort()).toEqual(['ca-key.pem', 'ca.pem'])
    expect(await certificates({ folder, hosts: ['gateway.test'] })).toMatchObject({ change: 'widened' })
  })

  test('a kept CA is valid for ten years, a certificate for less than the 398 days of browsers', async () => {
    const { caPem, fallback } = await certificates({ folder: join(root, 'dates') })
    expect(dates(caPem)).toEqual(['notBefore=Jan 14 12:00:00 2026 GMT', 'notAfter=Jan 13 12:00:00 2036 GMT'])
    expect(dates(fallback.cert)).toEqual([
      'notBefore=Jan 14 12:00:00 2026 GMT',
      'notAfter=Feb 15 12:00:00 2027 GMT',
    ])
  })

  test('the CA of one call is valid for a month, and so are its certificates', async () => {
    const { caPem, fallback } = await certificates()
    expect(dates(caPem)[1]).toBe('notAfter=Feb 14 12:00:00 2026 GMT')
    expect(dates(fallback.cert)[1]).toBe('notAfter=Feb 14 12:00:00 2026 GMT')
  })

  test('a host has one context however it is written, and what may not be certified has none', async () => {
    const { contextFor, covers } = await certificates({ hosts: ['Gateway.TEST'] })
    const context = await contextFor('login.mypurecloud.com')
    expect(context).not.toBeNull()
    expect(await contextFor('LOGIN.mypurecloud.com.')).toBe(context)
    expect(await contextFor('api.mypurecloud.com')).not.toBe(context)
    expect(await contextFor('gateway.test')).not.toBeNull()
    expect(await contextFor('www.example.com')).toBeNull()
    expect(await contextFor('no host at all')).toBeNull()
    expect(['login.mypurecloud.com', 'GATEWAY.test', '[::1]'].filter(covers)).toHaveLength(3)
    expect(['www.example.com', 'no host at all', ''].filter(covers)).toEqual([])
  })

  test('what is no host is refused by name', async () => {
    const failure = await certificates({ hosts: ['https://gateway.test'] }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TypeError)
    expect(String(failure)).toContain('expected a host name or address, got "https://gateway.test"')
  })

  test('a folder that cannot be used is refused by name, and nothing is made', async () => {
    const folder = join(root, 'file', 'data')
    const failure = await certificates({ folder }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AuthorityFileError)
    expect(failure).toMatchObject({ kind: 'not-writable', file: folder })
    expect(existsSync(folder)).toBe(false)
  })
})

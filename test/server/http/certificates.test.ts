import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  type Authority,
  certificatePem,
  createAuthority,
  createKeys,
  type Identity,
  issue,
  keyPem,
  readAuthority,
  spkiHash,
  widened,
} from '../../../src/server/http/certificates.js'
import {
  everyName,
  namesOf,
  type PermittedNames,
  permittedNames,
} from '../../../src/server/http/permitted-names.js'
import { systemPorts } from '../../../src/server/ports.js'
import { openssl } from '../../support/openssl.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const folder = temporaryFolder()
const { random } = systemPorts
const hour = 3_600_000
const now = systemPorts.clock.now()
const validity = { notBefore: now - hour, notAfter: now + 24 * hour }

let keys: Awaited<ReturnType<typeof createKeys>>
let authority: Authority
beforeAll(async () => {
  keys = await createKeys()
  authority = await createAuthority(permittedNames(['gateway.test', '192.168.7.7']), validity, random)
})

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function issued(host: string, by = authority): Promise<Identity> {
  return issue(by, namesOf(host), keys, validity, random)
}

/** What openssl says to a chain whose CA is trusted, as strictly as it can. */
function verified({ cert }: Identity, trusted = authority, ...args: readonly string[]) {
  const [leaf, ca] = [file('leaf.pem', cert), file('ca.pem', certificatePem(trusted.certificate))]
  return openssl(['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, ...args, leaf])
}

function shown(pem: string, ...args: readonly string[]): string {
  return openssl(['x509', '-noout', ...args], pem).said
}

/** The error with which Node refuses a server of `identity`, or `accepted`. */
async function nodeSays(identity: Identity, servername: string): Promise<string> {
  const server = createServer({ ...identity }, (_request, response) => response.end())
  closers.push(() => server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const asked = request({
    host: '127.0.0.1',
    port,
    servername,
    agent: false,
    ca: certificatePem(authority.certificate),
    checkServerIdentity: () => undefined,
  })
  return new Promise((resolve) => {
    asked.on('response', (response) => response.resume() && resolve('accepted'))
    asked.on('error', (error) => resolve(error.message))
    asked.end()
  })
}

describe('certificates', () => {
  const covered = [
    { host: 'login.mypurecloud.com', args: ['-verify_hostname', 'login.mypurecloud.com'] },
    { host: 'api.edee1.eusc-pure.cloud', args: ['-verify_hostname', 'api.edee1.eusc-pure.cloud'] },
    { host: 'localhost', args: ['-verify_hostname', 'localhost'] },
    { host: 'gateway.test', args: ['-verify_hostname', 'gateway.test'] },
    { host: '127.0.0.1', args: ['-verify_ip', '127.0.0.1'] },
    { host: '::1', args: ['-verify_ip', '::1'] },
    { host: '192.168.7.7', args: ['-verify_ip', '192.168.7.7'] },
    {
      host: `${'a'.repeat(60)}.mypurecloud.com`,
      args: ['-verify_hostname', `${'a'.repeat(60)}.mypurecloud.com`],
    },
  ]
  for (const { host, args } of covered) {
    test(`openssl at its strictest accepts a certificate for ${host}`, async () => {
      expect(verified(await issued(host), authority, ...args)).toMatchObject({ status: 0 })
    })
  }

  test('openssl at its strictest accepts the certificate for every host', async () => {
    const identity = await issue(
      authority,
      everyName(['gateway.test', '192.168.7.7']),
      keys,
      validity,
      random,
    )
    for (const host of ['login.mypurecloud.com', 'apps.mypurecloud.com.au', 'gateway.test', 'localhost']) {
      expect(verified(identity, authority, '-verify_hostname', host)).toMatchObject({ status: 0 })
    }
  })

  for (const host of ['www.example.com', 'login.pure.cloud', 'test', '128.0.0.1', '192.168.7.8', 'fd00::1']) {
    test(`openssl and Node refuse a certificate for ${host}, for which the CA may make none`, async () => {
      const identity = await issued(host)
      const judged = verified(identity)
      expect(judged.status).not.toBe(0)
      expect(judged.said).toContain('permitted subtree violation')
      expect(await nodeSays(identity, 'localhost')).toContain('permitted subtree violation')
    })
  }

  test('Node accepts a certificate for a host for which the CA may make one', async () => {
    expect(await nodeSays(await issued('gateway.test'), 'gateway.test')).toBe('accepted')
  })

  test('the CA is one for servers only, on P-256, and may make no further CA', () => {
    const text = shown(certificatePem(authority.certificate), '-text')
    expect(text).toContain('ASN1 OID: prime256v1')
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0\s/)
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\s/)
    expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\s/)
    expect(text).toMatch(/Name Constraints: critical\s+Permitted:\s+DNS:mypurecloud\.com\s/)
    expect(text).toContain('IP:127.0.0.0/255.0.0.0')
    expect(text).toContain('IP:192.168.7.7/255.255.255.255')
    expect(text).not.toContain('Excluded')
  })

  test('a certificate is one for a server, and is shown together with the CA', async () => {
    const { cert } = await issued('login.mypurecloud.com')
    const text = shown(cert, '-text')
    expect(text).toContain('Subject: O = gc-mock-oauth, CN = login.mypurecloud.com')
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE\s/)
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature\s/)
    expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\s/)
    expect(text).toMatch(/Subject Alternative Name:\s+DNS:login\.mypurecloud\.com\s/)
    expect(cert.split('-----BEGIN CERTIFICATE-----')).toHaveLength(3)
    expect(cert.endsWith(certificatePem(authority.certificate))).toBe(true)
  })

  for (const host of [`${'a'.repeat(60)}.mypurecloud.com`, '127.0.0.1']) {
    test(`${host} stands in the list of names alone: it is too long for a subject, or no name`, async () => {
      const { cert } = await issued(host)
      expect(shown(cert, '-subject')).toBe('subject=O = gc-mock-oauth\n')
      expect(shown(cert, '-ext', 'subjectAltName')).toContain(host)
    })
  }

  test('no certificate outlives its CA', async () => {
    const late = { notBefore: validity.notBefore, notAfter: validity.notAfter + 1000 * hour }
    const { cert } = await issue(authority, namesOf('localhost'), keys, late, random)
    expect(shown(cert, '-enddate')).toBe(shown(certificatePem(authority.certificate), '-enddate'))
  })

  test('serial numbers are 16 octets, positive, and differ', async () => {
    const both = [await issued('localhost'), await issued('localhost')]
    const serials = both.map(({ cert }) => shown(cert, '-serial').trim())
    for (const serial of serials) expect(serial).toMatch(/^serial=[4-7][0-9A-F]{31}$/)
    expect(serials[0]).not.toBe(serials[1])
  })

  test('the hash of the public key is that of openssl', () => {
    const publicKey = openssl(['x509', '-noout', '-pubkey'], certificatePem(authority.certificate)).said
    const path = file('public.der', '')
    openssl(['pkey', '-pubin', '-outform', 'DER', '-out', path], publicKey)
    const hash = openssl(['dgst', '-sha256', '-hex', path]).said.trim().split('= ')[1] ?? ''
    expect(spkiHash(authority)).toBe(Buffer.from(hash, 'hex').toString('base64'))
  })

  test('a CA that was written down and read again is the same', async () => {
    const text = { key: keyPem(authority.keys), certificate: certificatePem(authority.certificate) }
    const again = await readAuthority(text)
    if (again === null) throw new Error('not read')
    expect(spkiHash(again)).toBe(spkiHash(authority))
    expect(verified(await issued('localhost', again))).toMatchObject({ status: 0 })
  })

  test('a CA that may certify any name is none of this product', async () => {
    const made = openssl([
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-keyout', '-', '-subj', '/O=gc-mock-oauth/CN=x'],
    ]).said
    expect(
      await readAuthority({ key: made, certificate: made.slice(made.indexOf('-----BEGIN CERT')) }),
    ).toBeNull()
  })

  describe('a CA that is widened', () => {
    const wider: PermittedNames = permittedNames(['new.test'])

    test('stays as it is when it covers the names already', async () => {
      expect(await widened(authority, permittedNames([]), random)).toBeNull()
      expect(await widened(authority, permittedNames(['gateway.test']), random)).toBeNull()
    })

    test('keeps its key, its subject, its dates and its earlier names', async () => {
      const made = await widened(authority, wider, random)
      if (made === null) throw new Error('not widened')
      expect(spkiHash(made)).toBe(spkiHash(authority))
      const facts = ['-subject', '-startdate', '-enddate']
      expect(shown(certificatePem(made.certificate), ...facts)).toBe(
        shown(certificatePem(authority.certificate), ...facts),
      )
      for (const host of ['new.test', 'gateway.test', '192.168.7.7', 'login.mypurecloud.com']) {
        expect(verified(await issued(host, made), made)).toMatchObject({ status: 0 })
      }
      expect(await widened(made, permittedNames(['gateway.test', 'new.test']), random)).toBeNull()
    })

    test('who trusts its earlier certificate goes on to do so, for the earlier names only', async () => {
      const made = await widened(authority, wider, random)
      if (made === null) throw new Error('not widened')
      expect(verified(await issued('gateway.test', made), authority)).toMatchObject({ status: 0 })
      expect(verified(await issued('new.test', made), authority).status).not.toBe(0)
    })
  })
})

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keepAuthority, lookAtAuthority } from '../../../src/server/http/authority-file.js'
import { AuthorityFileError } from '../../../src/server/http/authority-file-error.js'
import { certificatePem, spkiHash } from '../../../src/server/http/certificates.js'
import { permittedNames } from '../../../src/server/http/permitted-names.js'
import { systemPorts } from '../../../src/server/ports.js'
import { fakePorts, fakeStart } from '../../support/fake-ports.js'
import { openssl } from '../../support/openssl.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const root = temporaryFolder()
let folders = 0
function newFolder(): string {
  folders += 1
  return join(root, `folder-${folders}`, 'data')
}

const day = 24 * 60 * 60 * 1000
const validity = { notBefore: fakeStart - day, notAfter: fakeStart + 100 * day }

function keep(folder: string, { hosts = [] as string[], now = fakeStart } = {}) {
  const { random } = systemPorts
  return keepAuthority(folder, permittedNames(hosts), validity, { clock: fakePorts(now).clock, random })
}

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}

const ellipticKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']

/** A self-signed certificate and its key, made by openssl. */
function foreign(subject: string, ...given: readonly string[]): string {
  const kind = given.length > 0 ? given : ellipticKey
  const { said } = openssl(['req', '-x509', ...kind, '-nodes', '-keyout', '-', '-subj', subject])
  return said.slice(said.indexOf('-----BEGIN'))
}

const certificateIn = (text: string) => text.slice(text.indexOf('-----BEGIN CERTIFICATE-----'))
const keyIn = (text: string) => text.slice(0, text.indexOf('-----BEGIN CERTIFICATE-----'))

describe('authority-file', () => {
  test('a CA is made where there is none: its key for the user alone, its certificate for all', async () => {
    const folder = newFolder()
    const { authority, certificateFile, change } = await keep(folder)
    expect(change).toBe('created')
    expect(certificateFile).toBe(join(folder, 'ca.pem'))
    expect(readdirSync(folder).sort()).toEqual(['ca-key.pem', 'ca.pem'])
    expect(modeOf(folder)).toBe('700')
    expect(modeOf(join(folder, 'ca-key.pem'))).toBe('600')
    expect(readFileSync(certificateFile, 'utf8')).toBe(certificatePem(authority.certificate))
    expect(readFileSync(certificateFile, 'utf8')).not.toContain('PRIVATE')
  })

  test('it is the same at the next start, and its files are not touched', async () => {
    const folder = newFolder()
    const first = await keep(folder)
    const before = readdirSync(folder).map((name) => statSync(join(folder, name)).ino)
    const second = await keep(folder, { now: fakeStart + 99 * day })
    expect(second.change).toBe('none')
    expect(spkiHash(second.authority)).toBe(spkiHash(first.authority))
    expect(certificatePem(second.authority.certificate)).toBe(certificatePem(first.authority.certificate))
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).ino)).toEqual(before)
  })

  test('several programs that start at once get one CA', async () => {
    const folder = newFolder()
    const all = await Promise.all(Array.from({ length: 8 }, () => keep(folder)))
    const published = readFileSync(join(folder, 'ca.pem'), 'utf8')
    expect(new Set(all.map(({ authority }) => certificatePem(authority.certificate)))).toEqual(
      new Set([published]),
    )
    expect(all.filter(({ change }) => change === 'created')).toHaveLength(1)
    expect(readdirSync(folder).sort()).toEqual(['ca-key.pem', 'ca.pem'])
  })

  test('a further host widens it: the same key, and the file for clients is renewed', async () => {
    const folder = newFolder()
    const first = await keep(folder)
    const second = await keep(folder, { hosts: ['gateway.test'] })
    expect(second.change).toBe('widened')
    expect(spkiHash(second.authority)).toBe(spkiHash(first.authority))
    const published = readFileSync(second.certificateFile, 'utf8')
    expect(openssl(['x509', '-noout', '-text'], published).said).toContain('DNS:gateway.test')
    expect(modeOf(join(folder, 'ca-key.pem'))).toBe('600')
    expect((await keep(folder, { hosts: ['gateway.test'] })).change).toBe('none')
    expect((await keep(folder)).change).toBe('none')
    expect(readFileSync(second.certificateFile, 'utf8')).toBe(published)
  })

  test('permissions that others have got are taken from them', async () => {
    const folder = newFolder()
    await keep(folder)
    chmodSync(join(folder, 'ca-key.pem'), 0o644)
    await keep(folder)
    expect(modeOf(join(folder, 'ca-key.pem'))).toBe('600')
  })

  test('a certificate that is missing, or that of an earlier CA, is written again', async () => {
    const folder = newFolder()
    const first = await keep(folder)
    const text = readFileSync(first.certificateFile, 'utf8')
    rmSync(first.certificateFile)
    await keep(folder)
    expect(readFileSync(first.certificateFile, 'utf8')).toBe(text)
    rmSync(join(folder, 'ca-key.pem'))
    const second = await keep(folder)
    expect(second.change).toBe('created')
    expect(readFileSync(first.certificateFile, 'utf8')).toBe(certificatePem(second.authority.certificate))
  })

  const own = foreign('/O=gc-mock-oauth/CN=own')
  const rows = [
    { name: 'an empty file', kind: 'broken', says: 'has no private key', change: () => '' },
    { name: 'a file that is no PEM', kind: 'broken', says: 'has no private key', change: () => 'hello' },
    {
      name: 'half a file',
      kind: 'broken',
      says: 'has no certificate',
      change: (text: string) => text.slice(0, 400),
    },
    { name: 'a certificate alone', kind: 'broken', says: 'has no private key', change: certificateIn },
    { name: 'a key alone', kind: 'broken', says: 'has no certificate', change: keyIn },
    {
      name: 'a key that is damaged',
      kind: 'broken',
      says: 'a private key that cannot be read',
      change: (text: string) => text.replace(/(KEY-----\n)..../, '$1AAAA'),
    },
    {
      name: 'a certificate that is damaged',
      kind: 'broken',
      says: 'a certificate that cannot be read',
      change: (text: string) => text.replace(/(CERTIFICATE-----\n)..../, '$1AAAA'),
    },
    {
      name: 'a certificate whose signature is damaged',
      kind: 'broken',
      says: 'whose signature is wrong',
      change: (text: string) => text.replace(/....(=*\n-----END CERT)/, 'AAAA$1'),
    },
    {
      name: 'the key of another CA',
      kind: 'broken',
      says: 'do not belong together',
      change: (text: string) => `${keyIn(own)}${certificateIn(text)}`,
    },
    {
      name: 'the CA of another product',
      kind: 'foreign',
      says: 'something else, not of a CA of gc-mock-oauth',
      change: () => foreign('/O=mkcert development CA/CN=mkcert'),
    },
    {
      name: 'a certificate of a server',
      kind: 'foreign',
      says: 'something else, not of a CA of gc-mock-oauth',
      change: () =>
        foreign('/O=gc-mock-oauth/CN=leaf', ...ellipticKey, '-addext', 'basicConstraints=CA:FALSE'),
    },
    {
      name: 'a CA with a key of another kind',
      kind: 'foreign',
      says: 'a key of another kind',
      change: () => foreign('/O=gc-mock-oauth/CN=rsa', '-newkey', 'rsa:2048'),
    },
    {
      name: 'a CA that may certify any name',
      kind: 'foreign',
      says: 'may certify any name',
      change: () => own,
    },
    {
      name: 'two certificates',
      kind: 'foreign',
      says: 'several certificates',
      change: (text: string) => `${text}${certificateIn(text)}`,
    },
  ] as const
  for (const row of rows) {
    test(`${row.name} is refused by name and left as it is`, async () => {
      const folder = newFolder()
      await keep(folder)
      const file = join(folder, 'ca-key.pem')
      const changed = row.change(readFileSync(file, 'utf8'))
      writeFileSync(file, changed)
      const failure = await keep(folder).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(AuthorityFileError)
      expect(failure).toMatchObject({ kind: row.kind, file })
      expect(String(failure)).toContain(`${file} h`)
      expect(String(failure)).toContain(row.says)
      expect(String(failure)).toContain('remove it to have a new CA made')
      expect(readFileSync(file, 'utf8')).toBe(changed)
      expect(await lookAtAuthority(folder, fakeStart).catch(String)).toBe(String(failure))
    })
  }

  test('looking finds what a start would find, and makes nothing', async () => {
    const folder = newFolder()
    await lookAtAuthority(folder, fakeStart)
    expect(existsSync(folder)).toBe(false)
    await keep(folder)
    await lookAtAuthority(folder, fakeStart)
    const late = await lookAtAuthority(folder, fakeStart + 101 * day).catch((error: unknown) => error)
    expect(late).toMatchObject({ kind: 'expired' })
    writeFileSync(join(folder, 'ca.pem'), 'my notes')
    expect(await lookAtAuthority(folder, fakeStart).catch((error: unknown) => error)).toMatchObject({
      kind: 'foreign',
      file: join(folder, 'ca.pem'),
    })
    const below = join(folder, 'ca.pem', 'data')
    expect(await lookAtAuthority(below, fakeStart).catch(String)).toContain(
      `${below} cannot be written (ENOTDIR): choose another data folder`,
    )
  })

  test('a CA whose time is over is refused with the day, and not before that day', async () => {
    const folder = newFolder()
    await keep(folder)
    const ending = fakeStart + 100 * day
    expect((await keep(folder, { now: ending - 1000 })).change).toBe('none')
    const failure = await keep(folder, { now: ending + 1000 }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'expired', file: join(folder, 'ca-key.pem') })
    expect(String(failure)).toContain('expired on 2026-04-25')
  })

  test('a CA from the future is refused: the clock is wrong', async () => {
    const folder = newFolder()
    await keep(folder)
    const failure = await keep(folder, { now: fakeStart - 2 * day }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'not-yet-valid', file: join(folder, 'ca-key.pem') })
    expect(String(failure)).toContain('valid from 2026-01-14 on, and the clock says 2026-01-13')
  })

  for (const [name, text] of [
    ['a certificate of somebody else', certificateIn(foreign('/CN=theirs'))],
    ['a text', 'my notes'],
  ] as const) {
    test(`${name} in the place of the certificate is not overwritten, and nothing is made`, async () => {
      const folder = newFolder()
      mkdirSync(folder, { recursive: true })
      const file = join(folder, 'ca.pem')
      writeFileSync(file, text)
      const failure = await keep(folder).catch((error: unknown) => error)
      expect(failure).toMatchObject({ kind: 'foreign', file })
      expect(String(failure)).toContain(`${file} holds something else`)
      expect(readFileSync(file, 'utf8')).toBe(text)
      expect(readdirSync(folder)).toEqual(['ca.pem'])
    })
  }

  test('a folder that cannot be made is refused by name', async () => {
    const place = join(temporaryFolder({ file: 'no folder' }), 'file')
    const folder = join(place, 'data')
    const failure = await keep(folder).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'not-writable', file: folder })
    expect(String(failure)).toContain(`${folder} cannot be written (ENOTDIR): choose another data folder`)
    expect(readFileSync(place, 'utf8')).toBe('no folder')
  })

  test('a key that is a folder is refused by name', async () => {
    const folder = newFolder()
    const file = join(folder, 'ca-key.pem')
    mkdirSync(file, { recursive: true })
    const failure = await keep(folder).catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind: 'unreadable', file })
    expect(String(failure)).toContain(`${file} cannot be read (EISDIR)`)
    expect(existsSync(join(folder, 'ca.pem'))).toBe(false)
  })
})

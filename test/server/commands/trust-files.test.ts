import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type MadeTrust, makeTrustFiles } from '../../../src/server/commands/trust-files.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const made: MadeTrust[] = []
afterEach(() => {
  for (const one of made.splice(0)) one.remove()
})

const folder = temporaryFolder({
  'ca.pem': 'THE CA\n',
  'company.pem': 'THE COMPANY',
  'other.pem': 'OTHERS\n',
})
const ca = join(folder, 'ca.pem')

function files(env: Record<string, string>) {
  const trust = makeTrustFiles(ca, env)
  made.push(trust)
  return trust.files
}

function text(file: string): string {
  return readFileSync(file, 'utf8')
}

describe('trust-files', () => {
  test('besides the CA there are the public authorities, where a variable takes their place', () => {
    const { added, whole, ca: own } = files({})
    expect([own, added]).toEqual([ca, ca])
    expect(text(whole)).toMatch(/^THE CA\n-----BEGIN CERTIFICATE-----\n/)
    expect(text(whole).match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(50)
  })

  test('authorities that Node.js was told of stay', () => {
    const { added, whole } = files({ NODE_EXTRA_CA_CERTS: join(folder, 'company.pem') })
    expect(text(added)).toBe('THE CA\nTHE COMPANY\n')
    expect(text(whole)).toMatch(/^THE CA\n-----BEGIN[\s\S]+-----END CERTIFICATE-----\nTHE COMPANY\n$/)
  })

  test('a file that stands for all authorities stays so', () => {
    const { added, whole } = files({ SSL_CERT_FILE: join(folder, 'other.pem') })
    expect(added).toBe(ca)
    expect(text(whole)).toBe('THE CA\nOTHERS\n')
  })

  test('a variable whose file cannot be read counts as none', () => {
    const { added } = files({ NODE_EXTRA_CA_CERTS: join(folder, 'nowhere.pem') })
    expect(added).toBe(ca)
  })

  test('what was made is removed, and the CA is not', () => {
    const trust = makeTrustFiles(ca, {})
    trust.remove()
    expect(existsSync(dirname(trust.files.whole))).toBe(false)
    expect(existsSync(ca)).toBe(true)
  })
})

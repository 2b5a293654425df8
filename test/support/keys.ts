// The fixed keys of the tests, so that no test waits for a new one.
import { readFileSync } from 'node:fs'
import type { EcSigningKey, OkpSigningKey, RsaSigningKey } from '../../src/server/tokens/keys.js'

function read(name: string) {
  return JSON.parse(readFileSync(new URL(`../../fixtures/keys/${name}.json`, import.meta.url), 'utf8')).key
}

export const testKey: RsaSigningKey = read('rs256')
export const testEcKey: EcSigningKey = read('es256')
export const testOkpKey: OkpSigningKey = read('eddsa')

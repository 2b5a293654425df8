// The fixed key of the tests, so that no test waits for a new one.
import { readFileSync } from 'node:fs'
import type { SigningKey } from '../../src/server/tokens/signed.js'

const file = new URL('../../fixtures/keys/rs256.json', import.meta.url)

export const testKey: SigningKey = JSON.parse(readFileSync(file, 'utf8')).key

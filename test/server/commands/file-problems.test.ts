import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileProblems } from '../../../src/server/commands/file-problems.js'
import { parseServerOptions } from '../../../src/server/options.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const folder = temporaryFolder({
  file: '',
  'both/ca-key.pem': 'nonsense',
  'both/signing-keys-rs256.json': '{',
  'both/signing-keys-es256.json': '[]',
})
const problemsOf = async (options: object) =>
  (await fileProblems(parseServerOptions(options))).map(({ field, problem }) => `${field}: ${problem}`)

describe('file-problems', () => {
  test('without folders there is nothing to look at', async () => {
    expect(await problemsOf({})).toEqual([])
    expect(await problemsOf({ https: true })).toEqual([])
  })

  test('a folder that is not there yet is good', async () => {
    expect(await problemsOf({ dataDir: join(folder, 'new', 'data'), https: true })).toEqual([])
  })

  test('the keys and the CA of one folder are two problems', async () => {
    const [ofKey, ofCa, ...more] = await problemsOf({ dataDir: join(folder, 'both'), https: true })
    expect(ofKey).toContain(`dataDir: ${join(folder, 'both', 'signing-keys-rs256.json')} is not JSON`)
    expect(ofCa).toContain(`https: ${join(folder, 'both', 'ca-key.pem')} has no private key in it`)
    expect(more).toEqual([])
  })

  test('what is not used is not looked at: the CA without https, keys of another kind, keys for opaque tokens', async () => {
    const dataDir = join(folder, 'both')
    expect(await problemsOf({ dataDir })).toHaveLength(1)
    expect(await problemsOf({ dataDir, policy: { signingAlgorithm: 'EdDSA' } })).toEqual([])
    expect(await problemsOf({ dataDir, policy: { tokenFormat: 'opaque' } })).toEqual([])
  })

  test('one folder that cannot be written is one problem, two are two', async () => {
    const dataDir = join(folder, 'file', 'data')
    expect(await problemsOf({ dataDir, https: true })).toEqual([
      `dataDir: ${join(dataDir, 'signing-keys-rs256.json')} cannot be written (ENOTDIR): choose another data folder`,
    ])
    expect(await problemsOf({ dataDir, https: { caFolder: join(folder, 'file') } })).toHaveLength(2)
    expect(await problemsOf({ dataDir, https: true, policy: { tokenFormat: 'opaque' } })).toEqual([
      `https: ${dataDir} cannot be written (ENOTDIR): choose another data folder`,
    ])
  })
})

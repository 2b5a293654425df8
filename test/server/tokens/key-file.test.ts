import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemPorts } from '../../../src/server/ports.js'
import { createKeyFile, KeyFileError, lookAtKeyFile } from '../../../src/server/tokens/key-file.js'
import { testEcKey, testKey, testOkpKey } from '../../support/keys.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const name = 'signing-keys-rs256.json'
const { random } = systemPorts
const set = (...keys: readonly unknown[]) => JSON.stringify({ keys })

async function problemOf(work: Promise<unknown>): Promise<KeyFileError> {
  const problem = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (problem instanceof KeyFileError) return problem
  throw new Error(`expected a KeyFileError, got ${problem}`)
}

describe('key-file', () => {
  test('there is nothing to read at first', async () => {
    const folder = join(temporaryFolder(), 'not', 'yet')
    expect(await createKeyFile(folder, 'RS256', random).read()).toBeNull()
  })

  test('what was begun with is read again, from a file and a folder of the owner alone', async () => {
    const folder = join(temporaryFolder(), 'data')
    const file = createKeyFile(folder, 'RS256', random)
    expect(await file.begin(testKey)).toEqual([testKey])
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    expect(await file.read()).toEqual([testKey])
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await readdir(folder)).toEqual([name])
  })

  test('room is made before there is anything to write', async () => {
    const folder = join(temporaryFolder(), 'data')
    await createKeyFile(folder, 'RS256', random).makeRoom()
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await readdir(folder)).toEqual([])
  })

  test('whoever begins second gets the keys of the first', async () => {
    const folder = temporaryFolder()
    await createKeyFile(folder, 'ES256', random).begin(testEcKey)
    const { kid: _, ...other } = testEcKey
    expect(await createKeyFile(folder, 'ES256', random).begin(other)).toEqual([testEcKey])
  })

  test('of many that begin at once all get the same key', async () => {
    const folder = temporaryFolder()
    const begun = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        createKeyFile(folder, 'RS256', random).begin({ ...testKey, kid: `key-${index}` }),
      ),
    )
    expect(new Set(begun.map(([key]) => key?.kid)).size).toBe(1)
    expect(await readdir(folder)).toEqual([name])
  })

  test('other keys take the place of the earlier ones', async () => {
    const folder = temporaryFolder()
    const file = createKeyFile(folder, 'RS256', random)
    await file.begin(testKey)
    const next = { ...testKey, kid: 'next' }
    await file.replace([next, testKey])
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    expect(await file.read()).toEqual([next, testKey])
    expect(await readdir(folder)).toEqual([name])
  })

  test('each algorithm has a file of its own', async () => {
    const folder = temporaryFolder()
    await createKeyFile(folder, 'RS256', random).begin(testKey)
    await createKeyFile(folder, 'ES256', random).begin(testEcKey)
    await createKeyFile(folder, 'EdDSA', random).begin(testOkpKey)
    expect((await readdir(folder)).sort()).toEqual([
      'signing-keys-eddsa.json',
      'signing-keys-es256.json',
      name,
    ])
  })

  test('permissions that others have got are taken away', async () => {
    const folder = temporaryFolder()
    const file = createKeyFile(folder, 'RS256', random)
    await file.begin(testKey)
    await chmod(join(folder, name), 0o644)
    await file.read()
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  })

  const { d: _, ...publicKey } = testKey
  const broken = [
    { name: 'an empty file', text: '', kind: 'broken', says: /is not JSON/ },
    { name: 'half a file', text: set(testKey).slice(0, 500), kind: 'broken', says: /is not JSON/ },
    { name: 'a certificate', text: '-----BEGIN CERTIFICATE-----', kind: 'broken', says: /is not JSON/ },
    { name: 'other JSON', text: '{"name":"my-app"}', kind: 'foreign', says: /holds no set of keys/ },
    { name: 'an empty set', text: set(), kind: 'foreign', says: /holds no set of keys/ },
    { name: 'null', text: 'null', kind: 'foreign', says: /holds no set of keys/ },
    { name: 'public keys alone', text: set(publicKey), kind: 'broken', says: /no whole private key/ },
    {
      name: 'one key that is not whole',
      text: set(testKey, { ...testKey, p: 'AAAA' }),
      kind: 'broken',
      says: /no whole private key/,
    },
    { name: 'keys of another algorithm', text: set(testEcKey), kind: 'foreign', says: /not for RS256/ },
  ]
  for (const { name: what, text, kind, says } of broken) {
    test(`${what} is refused with the file and the remedy, and shows nothing of it`, async () => {
      const folder = temporaryFolder()
      await writeFile(join(folder, name), text)
      const problem = await problemOf(createKeyFile(folder, 'RS256', random).read())
      expect(problem).toMatchObject({ kind, file: join(folder, name) })
      expect(problem.message).toMatch(says)
      expect(problem.message).toContain(join(folder, name))
      expect(problem.message).toMatch(/: remove it to have a new key made$/)
      expect(problem.message).not.toContain(testKey.d.slice(0, 20))
      expect(await readFile(join(folder, name), 'utf8')).toBe(text)
    })
  }

  test('a folder in the place of the file is refused', async () => {
    const folder = temporaryFolder()
    await mkdir(join(folder, name))
    const problem = await problemOf(createKeyFile(folder, 'RS256', random).read())
    expect(problem.message).toMatch(/cannot be read \(EISDIR\)/)
  })

  test('a file in the place of the folder is refused', async () => {
    const folder = temporaryFolder()
    await writeFile(join(folder, 'data'), '')
    const file = createKeyFile(join(folder, 'data'), 'RS256', random)
    expect(await file.read()).toBeNull()
    expect(await problemOf(file.begin(testKey))).toMatchObject({ kind: 'not-writable' })
    const problem = await problemOf(file.makeRoom())
    expect(problem.message).toMatch(/cannot be written \(EEXIST\): choose another data folder$/)
  })
  test('looking finds what a start would find, and makes nothing', async () => {
    const folder = temporaryFolder({ file: '', 'broken/signing-keys-rs256.json': '{' })
    const good = join(folder, 'good')
    await lookAtKeyFile(join(good, 'not', 'yet'), 'RS256')
    expect(await readdir(folder)).toEqual(['broken', 'file'])
    await createKeyFile(good, 'RS256', random).begin(testKey)
    await lookAtKeyFile(good, 'RS256')
    const broken = join(folder, 'broken')
    expect(await problemOf(lookAtKeyFile(broken, 'RS256'))).toMatchObject({ kind: 'broken' })
    await lookAtKeyFile(broken, 'ES256')
    for (const place of [join(folder, 'file'), join(folder, 'file', 'data'), '/dev/null/data']) {
      const problem = await problemOf(lookAtKeyFile(place, 'RS256'))
      expect(problem).toMatchObject({ kind: 'not-writable', file: join(place, name) })
      expect(problem.message).toMatch(/cannot be written \(ENOTDIR\): choose another data folder$/)
    }
  })
})

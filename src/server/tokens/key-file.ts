// The keys of the data folder: made once, kept for later starts, never half written.
import { access, chmod, constants, mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, createFile, lookForRoom, replaceFile } from '../http/atomic-file.js'
import type { Random } from '../ports.js'
import { algorithmOf, readSigningKey, type SigningAlgorithm, type SigningKey } from './keys.js'

/** The keys of the data folder cannot be used; the message names the file and says what to do. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError'
  readonly kind: 'broken' | 'foreign' | 'unreadable' | 'not-writable'
  readonly file: string

  constructor(kind: KeyFileError['kind'], file: string, message: string) {
    super(message)
    this.kind = kind
    this.file = file
  }
}

export interface KeyFile {
  /** The keys that are kept, the newest first; null when there are none yet. @throws KeyFileError */
  read(): Promise<readonly SigningKey[] | null>
  /** Makes the folder, and sees whether something can be written there. @throws KeyFileError */
  makeRoom(): Promise<void>
  /** Keeps a first key; where another program was faster, its keys are told instead. @throws KeyFileError */
  begin(key: SigningKey): Promise<readonly SigningKey[]>
  /** Keeps these keys in the place of the earlier ones. @throws KeyFileError */
  replace(keys: readonly SigningKey[]): Promise<void>
}

const remedy = 'remove it to have a new key made'

/** The keys for `algorithm` in `folder`, a JWK set (RFC 7517 section 5) that only its owner can read. */
export function createKeyFile(folder: string, algorithm: SigningAlgorithm, random: Random): KeyFile {
  const file = fileIn(folder, algorithm)
  const writing = { mode: 0o600, random }

  async function read(): Promise<readonly SigningKey[] | null> {
    const text = await textOf(file)
    if (text === null) return null
    const keys = keysIn(text, file, algorithm)
    await protect(file)
    return keys
  }

  const makeRoom = () =>
    attempt(file, async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await access(folder, constants.W_OK)
    })

  return {
    read,
    makeRoom,
    async begin(key) {
      await makeRoom()
      const made = await attempt(file, () => createFile(file, jwkSet([key]), writing))
      return made ? [key] : ((await read()) ?? [key])
    },
    replace: (keys) => attempt(file, () => replaceFile(file, jwkSet(keys), writing)),
  }
}

/**
 * Sees whether a key file for `algorithm` could be used or made in `folder`; changes nothing.
 * @throws KeyFileError
 */
export async function lookAtKeyFile(folder: string, algorithm: SigningAlgorithm): Promise<void> {
  const file = fileIn(folder, algorithm)
  const text = await textOf(file)
  if (text === null) await attempt(file, () => lookForRoom(folder))
  else keysIn(text, file, algorithm)
}

function fileIn(folder: string, algorithm: SigningAlgorithm): string {
  return join(folder, `signing-keys-${algorithm.toLowerCase()}.json`)
}

function jwkSet(keys: readonly SigningKey[]): string {
  return `${JSON.stringify({ keys }, null, 2)}\n`
}

/** The text of a file; null when there is none. */
async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    // Where something on the way is no folder, making one will say so.
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new KeyFileError('unreadable', file, `${file} cannot be read (${code}): ${remedy}`)
  }
}

function keysIn(text: string, file: string, algorithm: SigningAlgorithm): readonly SigningKey[] {
  const value = jsonOf(text)
  if (value === undefined) throw new KeyFileError('broken', file, `${file} is not JSON: ${remedy}`)
  const members = typeof value === 'object' && value !== null && 'keys' in value ? value.keys : null
  if (!Array.isArray(members) || members.length === 0) {
    throw new KeyFileError('foreign', file, `${file} holds no set of keys: ${remedy}`)
  }
  const keys = members.map(readSigningKey)
  const whole = keys.filter((key) => key !== null)
  if (whole.length < keys.length) {
    const why = 'holds something that is no whole private key of a kind that signs here'
    throw new KeyFileError('broken', file, `${file} ${why}: ${remedy}`)
  }
  if (whole.some((key) => algorithmOf(key) !== algorithm)) {
    throw new KeyFileError('foreign', file, `${file} holds a key that is not for ${algorithm}: ${remedy}`)
  }
  return whole
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Takes from others what permissions they have got, for example by a copy. */
async function protect(file: string): Promise<void> {
  const { mode } = await stat(file)
  // Where this fails the file system knows no permissions, or another user lends the file out.
  if ((mode & 0o077) !== 0) await chmod(file, 0o600).catch(() => undefined)
}

async function attempt<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const message = `${file} cannot be written (${codeOf(error)}): choose another data folder`
    throw new KeyFileError('not-writable', file, message)
  }
}

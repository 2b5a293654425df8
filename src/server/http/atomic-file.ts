// Files that are there whole or not at all, whoever else writes them at the same time.
import { access, constants, link, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Random } from '../ports.js'

export interface Writing {
  /** Permissions, for example `0o600`. */
  readonly mode: number
  readonly random: Random
}

/** Writes `text`, in the place of what was there. Rejects with the error of the file system. */
export async function replaceFile(path: string, text: string, writing: Writing): Promise<void> {
  const draft = await writeDraft(path, text, writing)
  await orWithout(draft, rename(draft, path))
}

/** Writes `text` unless there is a file of that name: then false. Rejects with the error of the file system. */
export async function createFile(path: string, text: string, writing: Writing): Promise<boolean> {
  const draft = await writeDraft(path, text, writing)
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!hasNoLinks(error)) throw error
    // As good as it gets on such a file system: whole, though the last of two writers wins.
    await rename(draft, path)
    return true
  } finally {
    await discard(draft)
  }
}

async function writeDraft(path: string, text: string, { mode, random }: Writing): Promise<string> {
  const draft = `${path}.${Buffer.from(random.bytes(8)).toString('hex')}.tmp`
  const file = await open(draft, 'wx', mode)
  const written = file.writeFile(text).then(() => file.sync())
  await orWithout(draft, written).finally(() => file.close())
  return draft
}

/** Waits for `work`; when it fails there shall be no draft either. */
async function orWithout(draft: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    await discard(draft)
    throw error
  }
}

async function discard(draft: string): Promise<void> {
  await unlink(draft).catch(() => undefined)
}

/**
 * Sees whether files can be made in `folder`, which may have to be made first; makes nothing. Rejects with the error
 * of the file system.
 */
export async function lookForRoom(folder: string): Promise<void> {
  try {
    const found = await stat(folder)
    if (!found.isDirectory()) throw Object.assign(new Error(`${folder} is no folder`), { code: 'ENOTDIR' })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    await lookForRoom(dirname(folder))
  }
}

function hasNoLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'].includes(codeOf(error))
}

/** The code of an error of the file system, `ENOENT` for example; empty for any other. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

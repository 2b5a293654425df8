// The folder of one scenario run: home, temporary files and stand-ins of the client, gone afterwards.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunFolder {
  readonly path: string
  readonly home: string
  readonly temporary: string
  remove(): Promise<void>
}

export async function createRunFolder(): Promise<RunFolder> {
  const path = await mkdtemp(join(tmpdir(), 'gc-pkce-'))
  await chmod(path, 0o700)
  const home = join(path, 'home')
  const temporary = join(path, 'tmp')
  await mkdir(home)
  await mkdir(temporary)
  return { path, home, temporary, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

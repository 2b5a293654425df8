// A folder for one test, or for one test file, gone afterwards.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

/** Creates a folder with the given files; a name that ends with `*` is made executable. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'gc-test-'))
  fill(folder, files)
  onceOver(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * A folder below `parent`, which goes with it: for tests that run at the same time, where the end of one must not
 * take away the folder of another.
 */
export function folderBelow(parent: string, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(parent, 'part-'))
  fill(folder, files)
  return folder
}

function fill(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name.replace(/\*$/, ''))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    if (name.endsWith('*')) chmodSync(path, 0o755)
  }
}

/** Inside of a test the end of the test; outside of one the end of the file. */
function onceOver(remove: () => void): void {
  try {
    onTestFinished(remove)
  } catch {
    afterAll(remove)
  }
}

// Other versions of Node.js, from the tools of the tests.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source-files.js'

/** The lines of Node.js that the project supports; of the first one the oldest version. */
export const nodeLines = ['20', '22', '24'] as const

/** The program `node` of that line. */
export function nodeProgram(line: (typeof nodeLines)[number]): string {
  const folder = `test/tools/node_modules/node-${line}-${process.platform}-${process.arch}`
  const program = join(root, folder, 'bin/node')
  if (!existsSync(program)) {
    throw new Error(`this test needs ${folder}: run "npm ci --prefix test/tools"`)
  }
  return program
}

// Parts of a text file between two markers, which a test generates and compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { root } from './source-files.js'

/**
 * Expects the part of `file` between `<!-- name:begin -->` and `<!-- name:end -->` to be `wanted`. With the
 * variable UPDATE_DOCS set it writes the part instead: that is what `npm run docs` does.
 */
export function expectMarkedPart(file: string, name: string, wanted: string): void {
  const path = join(root, file)
  const text = readFileSync(path, 'utf8')
  const begin = `<!-- ${name}:begin -->\n`
  const end = `<!-- ${name}:end -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${file} has no part between ${begin.trim()} and ${end}`)
  if (process.env['UPDATE_DOCS']) {
    writeFileSync(path, `${text.slice(0, from)}${begin}${wanted}\n${text.slice(to)}`)
    return
  }
  expect(text.slice(from + begin.length, to).trimEnd(), `${file}: run "npm run docs"`).toBe(wanted)
}

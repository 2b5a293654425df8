import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../support/source-files.js'

/** The packages and chunks that a built file loads at once: its static imports, followed through the chunks. */
function loadedAtOnce(entry: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (path: string) => {
    if (seen.has(path)) return
    seen.add(path)
    const text = readFileSync(path, 'utf8')
    for (const [, specifier = ''] of text.matchAll(
      /^(?:import|export)\s*(?:[^'"();]*?from\s*)?"([^"]+)";?$/gm,
    )) {
      if (specifier.startsWith('.')) visit(join(dirname(path), specifier))
      else packages.add(specifier)
    }
  }
  visit(join(root, entry))
  return packages
}

const libraries = [
  {
    entry: 'dist/src/index.js',
    never: ['yargs', 'preact', 'preact-render-to-string', 'jose', 'express', '@peculiar/x509'],
  },
  {
    entry: 'dist/src/server/index.js',
    never: [
      'yargs',
      'preact',
      'preact-render-to-string',
      'jose',
      'express',
      'undici',
      'execa',
      'parse5',
      'tough-cookie',
      '@peculiar/x509',
      'reflect-metadata',
    ],
  },
]

describe('what is loaded at once', () => {
  test('can be seen: the mock loads its schema library', () => {
    expect([...loadedAtOnce('dist/src/server/index.js')]).toContain('valibot')
  })

  for (const { entry, never } of libraries) {
    test(`${entry} loads none of ${never.join(', ')}`, () => {
      const loaded = loadedAtOnce(entry)
      expect(never.filter((name) => loaded.has(name))).toEqual([])
    })
  }
})

// The source files of the project as values: path, text, imports.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Import {
  /** A path from the root without its ending for own files, else the name of the package. */
  readonly target: string
  readonly kind: 'static' | 'type' | 'dynamic'
}

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort()
}

function targetOf(specifier: string, from: string): string {
  if (!specifier.startsWith('.')) return specifier
  return normalize(join(dirname(from), specifier)).replace(/\.js$/, '')
}

function importsOf(text: string, path: string): readonly Import[] {
  const statements = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"();]*?from\s+'([^']+)'/gm)].map(
    ([, type, specifier = '']): Import => ({
      target: targetOf(specifier, path),
      kind: type ? 'type' : 'static',
    }),
  )
  const bare = [...text.matchAll(/^import\s+'([^']+)'/gm)].map(
    ([, specifier = '']): Import => ({ target: targetOf(specifier, path), kind: 'static' }),
  )
  const dynamic = [...text.matchAll(/import\('([^']+)'\)/g)].map(
    ([, specifier = '']): Import => ({ target: targetOf(specifier, path), kind: 'dynamic' }),
  )
  return [...statements, ...bare, ...dynamic]
}

/** All TypeScript files of `src` and `bin`. */
export function sourceFiles(): readonly SourceFile[] {
  return [...filesBelow('src'), ...filesBelow('bin')]
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, imports: importsOf(text, path) }
    })
}

/** The text without comments and strings: where a name would be code. */
export function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(/`(?:[^`\\$]|\\.|\$(?!\{))*`/g, '``')
}

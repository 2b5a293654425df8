// Builds dist: the programs, the library in chunks by esbuild, declarations by the compiler.
// With --if-stale it returns at once when dist is newer than everything it is built from.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const stamp = join(root, 'dist', '.built')
const bins = ['bin/gc-mock-oauth.ts', 'bin/gc-pkce-check.ts'].filter((bin) => existsSync(join(root, bin)))
const entries = ['src/index.ts', 'src/server/index.ts', 'src/conformance/index.ts']

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function isFresh() {
  if (!existsSync(stamp)) return false
  const sources = ['src', 'bin', 'build', 'package.json', 'tsconfig.json', 'build.mjs'].map((path) =>
    join(root, path),
  )
  // An installed package has no sources: what it ships is all there is.
  if (sources.some((path) => !existsSync(path))) return true
  return statSync(stamp).mtimeMs > Math.max(...sources.map(newest))
}

/** Who imports the library shares its packages with the application. */
async function buildLibrary() {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: 'dist',
    outbase: '.',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
    chunkNames: 'chunks/[name]-[hash]',
    packages: 'external',
  })
}

function declare() {
  const compiler = fileURLToPath(import.meta.resolve('typescript/package.json')).replace(
    /package\.json$/,
    'bin/tsc',
  )
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.json')], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
}

if (!process.argv.includes('--if-stale') || !isFresh()) {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  mkdirSync(join(root, 'dist'), { recursive: true })
  const { buildPrograms } = await import('./build/programs.mjs')
  await Promise.all([buildLibrary(), buildPrograms(root, bins)])
  declare()
  writeFileSync(stamp, '')
}

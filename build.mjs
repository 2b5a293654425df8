// Builds dist: bundles with shared chunks by esbuild, declarations by the compiler.
// With --if-stale it returns at once when dist is newer than everything it is built from.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  const sources = ['src', 'bin', 'package.json', 'tsconfig.json', 'build.mjs'].map((path) => join(root, path))
  // An installed package has no sources: what it ships is all there is.
  if (sources.some((path) => !existsSync(path))) return true
  return statSync(stamp).mtimeMs > Math.max(...sources.map(newest))
}

const shared = {
  absWorkingDir: root,
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
}

/**
 * The programs carry their packages with them: reading a few files is much faster than resolving hundreds.
 * Who imports the library shares the packages of the application instead.
 */
async function bundle() {
  const { build } = await import('esbuild')
  await build({
    ...shared,
    entryPoints: bins,
    chunkNames: 'chunks/bin/[name]-[hash]',
    minify: true,
    keepNames: true,
    // Packages in the older module format ask for the modules of Node.js by require.
    banner: {
      js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
    },
  })
  await build({ ...shared, entryPoints: entries, chunkNames: 'chunks/[name]-[hash]', packages: 'external' })
  for (const bin of bins) chmodSync(join(root, 'dist', bin.replace(/\.ts$/, '.js')), 0o755)
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
  await bundle()
  declare()
  writeFileSync(stamp, '')
}

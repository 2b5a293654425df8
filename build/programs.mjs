// Builds the programs: each is one file that its packages are part of, compiled ahead, and a file that runs it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { packageEntries, packagesApart, withoutCharsets } from './packages.mjs'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Arguments with which a program is run once, so that what a start needs is compiled ahead. */
const warmUps = {
  'gc-mock-oauth': ['start', '--port', '0', '--json'],
  'gc-pkce-check': ['--help'],
}

const shared = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
}

/** Reading one file is much faster than resolving hundreds, and compiled code can only be kept for a script. */
export async function buildPrograms(root, bins) {
  const programs = join(root, 'dist', 'programs')
  mkdirSync(programs, { recursive: true })
  mkdirSync(join(root, 'dist', 'bin'), { recursive: true })
  copyFileSync(here('loader.cjs'), join(programs, 'loader.cjs'))
  // What was compiled ahead is of use to this version of Node.js only, which is nobody's who installs the package.
  writeFileSync(join(programs, '.npmignore'), '*.cache\n')
  await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: packageEntries(),
    outdir: programs,
    outExtension: { '.js': '.cjs' },
    alias: withoutCharsets,
    minify: true,
  })
  for (const bin of bins) await buildProgram(root, bin, programs)
}

async function buildProgram(root, bin, programs) {
  const name = basename(bin, '.ts')
  const text = await bundle(root, bin)
  // V8 tells a cache of another program only by its length, so each one has a name of its own.
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8)
  const file = `${name}-${hash}.cjs`
  writeFileSync(join(programs, file), text)
  const entry = join(root, 'dist', 'bin', `${name}.js`)
  writeFileSync(
    entry,
    [
      '#!/usr/bin/env node',
      "import { createRequire } from 'node:module'",
      `createRequire(import.meta.url)('../programs/loader.cjs').run('${file}')`,
      '',
    ].join('\n'),
  )
  chmodSync(entry, 0o755)
  compileAhead(name, join(programs, file))
}

/** In a folder and an environment that hold no configuration of whoever builds. */
function compileAhead(name, file) {
  const { PATH, TMPDIR } = process.env
  const { status } = spawnSync(process.execPath, [here('warm-up.mjs'), file, ...warmUps[name]], {
    cwd: tmpdir(),
    env: { PATH, ...(TMPDIR === undefined ? {} : { TMPDIR }) },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 30_000,
  })
  if (status !== 0) console.warn(`${name} could not be compiled ahead; it will take longer to start`)
}

async function bundle(root, bin) {
  const { outputFiles } = await build({
    ...shared,
    absWorkingDir: root,
    entryPoints: [bin],
    plugins: [packagesApart],
    write: false,
    // Without keepNames: to give functions made at run time back their names costs a login a thirtieth of its time.
    minify: true,
    define: { 'import.meta.url': 'urlOfProgram' },
    banner: { js: "const urlOfProgram = require('node:url').pathToFileURL(__filename).href;" },
  })
  return outputFiles[0].text.replace(/^#!.*\n/, '')
}

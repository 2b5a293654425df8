// The test command: types, format and lint, then the tests, group by group, with the time each took.
// It installs nothing. With --all the long cross products run as well.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const all = process.argv.includes('--all')

/** What the tests need besides Node: a program, and the Debian package that has it. */
const needed = [
  { found: () => works('python3', ['--version']), what: 'python3', remedy: 'the Debian package python3' },
  { found: () => works('openssl', ['version']), what: 'openssl', remedy: 'the Debian package openssl' },
  { found: () => works('curl', ['--version']), what: 'curl', remedy: 'the Debian package curl' },
  { found: () => works('chromium', ['--version']), what: 'chromium', remedy: 'the Debian package chromium' },
  {
    found: () => works('java', ['-version']),
    what: 'java',
    remedy: 'the Debian package default-jdk-headless',
  },
  {
    found: () => works('/usr/bin/python3', ['-c', 'import requests_oauthlib']),
    what: 'the Python library requests-oauthlib',
    remedy: 'the Debian package python3-requests-oauthlib',
  },
  {
    found: () => existsSync(join(root, 'fixtures/clients/foreign/node_modules')),
    what: 'the clients of fixtures/clients/foreign',
    remedy: '"npm ci" in fixtures/clients/foreign',
  },
  {
    found: () => existsSync(join(root, 'test/tools/node_modules')),
    what: 'the tools of test/tools',
    remedy: '"npm ci --prefix test/tools"',
  },
]

function works(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

const reports = mkdtempSync(join(tmpdir(), 'gc-tests-'))
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const suite = (name, ...paths) => ({
  name,
  command: [
    process.execPath,
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, `${name}.json`)}`,
    ...paths,
  ],
  report: join(reports, `${name}.json`),
})
const node = (script, ...args) => [process.execPath, join(root, script), ...args]

const steps = [
  { name: 'build', command: node('build.mjs', '--if-stale') },
  { name: 'types', command: node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json') },
  {
    name: 'types-of-tests',
    command: node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/tsconfig.json'),
  },
  {
    name: 'lint',
    command: node('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
  // One process less than there are cores is the rule of the runner: of two cores it would use one.
  suite('pure', '--maxWorkers=2', '--exclude=test/e2e/**'),
  suite('mutants', 'test/e2e/mutants.test.ts'),
  suite('end-to-end', 'test/e2e', '--exclude=test/e2e/mutants.test.ts'),
]

const missing = needed.filter(({ found }) => !found())
if (missing.length > 0) {
  for (const { what, remedy } of missing) console.error(`the tests need ${what}: install ${remedy}`)
  console.error('npm run test:fresh-machine installs what is missing')
  process.exit(1)
}

const totals = { passed: 0, failed: 0 }
const times = []
let broken = 0
for (const { name, command, report } of steps) {
  const begun = Date.now()
  const [program, ...args] = command
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, GC_TEST_ALL: all ? '1' : '' },
  })
  times.push([name, ((Date.now() - begun) / 1000).toFixed(1), status === 0 ? 'ok' : 'FAILED'])
  if (status !== 0) broken += 1
  if (report && existsSync(report)) {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    totals.passed += numPassedTests
    totals.failed += numFailedTests
  }
}
rmSync(reports, { recursive: true, force: true })

console.log()
for (const [name, seconds, result] of times)
  console.log(`${name.padEnd(16)} ${seconds.padStart(6)} s  ${result}`)
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exitCode = broken === 0 && totals.passed > 0 ? 0 : 1

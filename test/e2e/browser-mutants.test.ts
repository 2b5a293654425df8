// The test of what the kit sees in a browser: every single-page mutant trips exactly what it declares.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import { type Report, runConformance } from '../../src/conformance/index.js'
import { testKey } from '../support/keys.js'
import { type Change, readMutants } from '../support/mutants.js'
import { root } from '../support/source-files.js'

const folder = mkdtempSync(join(tmpdir(), 'gc-browser-mutants-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The correct app with one thing otherwise, in a folder of its own. */
function appWith(name: string, changes: readonly Change[]): string {
  const app = join(folder, name)
  cpSync(join(root, 'fixtures/clients/correct/browser'), app, { recursive: true })
  for (const [file, from, to] of changes) {
    const text = readFileSync(join(app, file), 'utf8')
    if (!text.includes(from)) throw new Error(`${name}: ${file} of the correct app has no ${from}`)
    writeFileSync(
      join(app, file),
      text.replace(from, () => to),
    )
  }
  return app
}

/** Every page on this machine is a development build: that is said of the correct app too. */
const always = 'redirect-uri.https/development'

function saidBy({ findings, complete }: Report) {
  const faults = findings.filter(({ outcome }) => outcome === 'fail')
  const reasons = faults.flatMap(({ check, occurrences }) =>
    occurrences.map(({ reason }) => `${check}/${reason}`),
  )
  const notJudged = findings.filter(({ outcome }) => /inconclusive|kit-error/.test(outcome))
  return {
    complete,
    breaks: [...new Set(reasons)].filter((reason) => reason !== always).sort(),
    notJudged: notJudged.map(({ check, reason }) => `${check}: ${reason}`),
  }
}

const mutants = (await readMutants()).flatMap(({ changes, ...mutant }) =>
  changes === null ? [] : [{ ...mutant, changes }],
)

describe.concurrent('single-page mutants in a browser', { timeout: 150_000 }, () => {
  for (const { name, sentence, breaks, settings, changes } of mutants) {
    test(`${name}: ${sentence}`, async ({ expect }) => {
      const report = await runConformance({
        client: appWith(name, changes),
        signingKey: testKey,
        environment: process.env,
        ...settings,
      })
      expect(saidBy(report)).toEqual({ complete: true, breaks: [...breaks].sort(), notJudged: [] })
    })
  }
})

// The test of the kit: every mutant trips exactly what it declares, and the correct clients trip nothing.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { login } from '../../fixtures/clients/correct/native/login.mjs'
import { type ConformanceOptions, type Report, runConformance } from '../../src/conformance/index.js'
import { everything } from '../support/extent.js'
import { testKey } from '../support/keys.js'
import { type Mutant, type Overrides, readMutants } from '../support/mutants.js'
import { root } from '../support/source-files.js'

/** A run that is stuck fails here, with its ending in the report, and not by the limit of the test. */
const timeoutSeconds = 20
const limit = 150_000

/** What a run says, cut to what a mutant declares. */
function saidBy({ findings, complete }: Report) {
  const having = (outcome: string) => findings.filter((finding) => finding.outcome === outcome)
  const pairs = having('fail').flatMap(({ check, occurrences }) =>
    occurrences.map(({ reason }) => `${check}/${reason}`),
  )
  return {
    complete,
    breaks: [...new Set(pairs)].sort(),
    inconclusive: having('inconclusive')
      .map(({ check }) => check)
      .sort(),
    kitErrors: having('kit-error').map(({ check, reason }) => `${check}: ${reason}`),
  }
}

function declaredBy({ breaks, inconclusive }: Pick<Mutant, 'breaks' | 'inconclusive'>) {
  return { complete: true, breaks: [...breaks].sort(), inconclusive: [...inconclusive].sort(), kitErrors: [] }
}

function run(client: ConformanceOptions['client'], settings: Mutant['settings'] = {}): Promise<Report> {
  return runConformance({
    client,
    timeoutSeconds,
    signingKey: testKey,
    environment: process.env,
    ...settings,
  })
}

function runFunction(overrides: Overrides, settings: Mutant['settings'] = {}): Promise<Report> {
  return run(async (world) => void (await login(world, overrides)), settings)
}

/** Predicting what comes next costs most of a run: it is tried on all that declare something of it. */
const predicting = ['pkce.verifier.csprng', 'state.unguessable']

/** The whole cross product takes long: everything that no mutant declares runs for each of them only then. */
function settingsOf(mutant: Pick<Mutant, 'settings' | 'shownIn' | 'breaks' | 'inconclusive'>) {
  const { settings, shownIn, breaks, inconclusive } = mutant
  if (everything) return settings
  const declared = [...breaks, ...inconclusive]
  const isPredicted = predicting.some((id) => declared.some((one) => one.startsWith(id)))
  return {
    ...settings,
    ...(shownIn === null ? {} : { scenarios: shownIn }),
    ...(isPredicted ? {} : { skip: predicting }),
  }
}

const correct = { breaks: [], inconclusive: [] }
const mutants = await readMutants()

/** Those that run as processes too: one whose faults meet, one judged by silence, one that has to be ended. */
const asProcess = ['three-faults', 'state-ignored', 'redirect-uri-fragment']

describe('mutants', { timeout: limit }, () => {
  test('the correct client trips nothing', async () => {
    const report = await runFunction({})
    expect(saidBy(report)).toEqual(declaredBy(correct))
    expect(report.exitCode).toBe(0)
  })

  for (const { name, sentence, overrides, settings, shownIn, onlyAsProgram, ...declared } of mutants) {
    if (overrides === null || onlyAsProgram) continue
    test(`${name}: ${sentence}`, async () => {
      expect(saidBy(await runFunction(overrides, settingsOf({ settings, shownIn, ...declared })))).toEqual(
        declaredBy(declared),
      )
    })
  }
})

describe.concurrent('mutants as programs', { timeout: limit }, () => {
  for (const language of ['native', 'python']) {
    test(`the correct client ${language} trips nothing`, async ({ expect: expected }) => {
      const report = await run(join(root, 'fixtures/clients/correct', language))
      expected(saidBy(report)).toEqual(declaredBy(correct))
      expected(report.exitCode).toBe(0)
    })
  }

  const programs = mutants.filter(({ onlyAsProgram, name }) => onlyAsProgram || asProcess.includes(name))
  for (const { name, sentence, folder, settings, shownIn, ...declared } of programs) {
    test(`${name}: ${sentence}`, async ({ expect: expected }) => {
      const inconclusive = [...declared.inconclusive, ...declared.inconclusiveAsProgram]
      const all = { ...declared, inconclusive }
      expected(saidBy(await run(join(root, folder), settingsOf({ settings, shownIn, ...declared })))).toEqual(
        declaredBy(all),
      )
    })
  }
})

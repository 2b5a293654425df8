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

function run(
  client: ConformanceOptions['client'],
  settings: Mutant['settings'] & Pick<ConformanceOptions, 'workers'> = {},
): Promise<Report> {
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

function isPredicted({ breaks, inconclusive }: Pick<Mutant, 'breaks' | 'inconclusive'>): boolean {
  const declared = [...breaks, ...inconclusive]
  return predicting.some((id) => declared.some((one) => one.startsWith(id)))
}

/** The whole cross product takes long: everything that no mutant declares runs for each of them only then. */
function settingsOf(mutant: Pick<Mutant, 'settings' | 'shownIn' | 'breaks' | 'inconclusive'>) {
  const { settings, shownIn } = mutant
  if (everything) return settings
  return {
    ...settings,
    ...(shownIn === null ? {} : { scenarios: shownIn }),
    ...(isPredicted(mutant) ? {} : { skip: predicting }),
  }
}

const correct = { breaks: [], inconclusive: [] }
const mutants = await readMutants()

/** Those that run as processes too: one whose faults meet, one judged by silence, one that has to be ended. */
const asProcess = ['three-faults', 'state-ignored', 'redirect-uri-fragment']

const functions = mutants.filter(({ overrides, onlyAsProgram }) => overrides !== null && !onlyAsProgram)
/** To predict keeps this process busy, and nobody else may wait for a client meanwhile: those run one at a time. */
const together = functions.filter((mutant) => !everything && !isPredicted(mutant))
const inTurn = functions.filter((mutant) => !together.includes(mutant))

async function tripsWhatItDeclares(mutant: Mutant, expected: typeof expect): Promise<void> {
  const { overrides, settings, shownIn, ...declared } = mutant
  const report = await runFunction(overrides ?? {}, settingsOf({ settings, shownIn, ...declared }))
  expected(saidBy(report)).toEqual(declaredBy(declared))
}

describe('mutants', { timeout: limit }, () => {
  test('the correct client trips nothing', async () => {
    const report = await runFunction({})
    expect(saidBy(report)).toEqual(declaredBy(correct))
    expect(report.exitCode).toBe(0)
  })

  for (const mutant of inTurn) {
    test(`${mutant.name}: ${mutant.sentence}`, () => tripsWhatItDeclares(mutant, expect))
  }
})

describe.concurrent('mutants at the same time', { timeout: limit }, () => {
  for (const mutant of together) {
    test(`${mutant.name}: ${mutant.sentence}`, ({ expect: own }) => tripsWhatItDeclares(mutant, own))
  }
})

describe('correct programs', { timeout: limit }, () => {
  for (const language of ['native', 'python']) {
    test(`the correct client ${language} trips nothing`, async () => {
      const report = await run(join(root, 'fixtures/clients/correct', language))
      expect(saidBy(report)).toEqual(declaredBy(correct))
      expect(report.exitCode).toBe(0)
    })
  }
})

describe.concurrent('mutants as programs', { timeout: limit }, () => {
  const programs = mutants.filter(({ onlyAsProgram, name }) => onlyAsProgram || asProcess.includes(name))
  for (const { name, sentence, folder, settings, shownIn, ...declared } of programs) {
    test(`${name}: ${sentence}`, async ({ expect: expected }) => {
      const inconclusive = [...declared.inconclusive, ...declared.inconclusiveAsProgram]
      // Several of them run already.
      const own = { ...settingsOf({ settings, shownIn, ...declared }), workers: 1 }
      const report = await run(join(root, folder), own)
      expected(saidBy(report)).toEqual(declaredBy({ ...declared, inconclusive }))
    })
  }
})

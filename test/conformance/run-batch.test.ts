import { describe, expect, test } from 'vitest'
import type { KeptApp } from '../../src/conformance/gather/kept-app.js'
import type { ScenarioResult } from '../../src/conformance/gather/scenario-run.js'
import { type Done, runBatch } from '../../src/conformance/run-batch.js'
import { createSlots, type Slots } from '../../src/conformance/slots.js'
import type { PlannedScenario, Transcript } from '../../src/conformance/transcript.js'
import { PortTakenError, systemPorts } from '../../src/server/index.js'
import { transcript } from '../support/transcript-builder.js'

const scenarios = ['swapped', 'dropped', 'altered'].map((variant) => ({ id: 'state-tamper', variant }))

type Run = (scenario: PlannedScenario, app?: KeptApp) => Promise<ScenarioResult>

const resultOf = (made: Transcript) => ({ transcript: made, clients: [], offered: null, written: [] })
const finished = ({ id, variant }: PlannedScenario) =>
  transcript({ scenario: id, variant }).authorize().callback().token().ended()

/** Makes the runs, and tells which were made in which app, what came of them, and what was repeated. */
async function made(run: Run, of = scenarios, signal = new AbortController().signal, slots = createSlots(1)) {
  const runs: string[] = []
  const apps: number[] = []
  const results: string[] = []
  const repeated: string[] = []
  await runBatch({
    scenarios: of,
    random: systemPorts.random,
    signal,
    slots,
    async run(scenario, _onQuiet, app) {
      if (app !== undefined && !apps.includes(app.port)) apps.push(app.port)
      runs.push(
        `${scenario.variant} in ${app === undefined ? 'its own' : `app ${apps.indexOf(app.port) + 1}`}`,
      )
      return run(scenario, app)
    },
    done: ({ variant }, { shared }: Done) => results.push(`${variant}${shared ? ' shared' : ''}`),
    onRepeated: ({ variant }, why) => repeated.push(`${variant}: ${why}`),
  })
  return { runs, results, repeated }
}

describe('run-batch', () => {
  test('makes the runs of a batch in turn, in one app', async () => {
    expect(await made(async (scenario) => resultOf(finished(scenario)))).toEqual({
      runs: ['swapped in app 1', 'dropped in app 1', 'altered in app 1'],
      results: ['swapped shared', 'dropped shared', 'altered shared'],
      repeated: [],
    })
  })

  test('makes the only run of a batch with a start of its own', async () => {
    const only = await made(async (scenario) => resultOf(finished(scenario)), scenarios.slice(0, 1))
    expect(only).toEqual({ runs: ['swapped in its own'], results: ['swapped'], repeated: [] })
  })

  test('repeats what did not go as usual in an app of its own, and goes on in a new one', async () => {
    const stuck = ({ id, variant }: PlannedScenario) =>
      transcript({ scenario: id, variant }).authorize().ended('deadline')
    const all = await made(async (scenario, app) =>
      resultOf(scenario.variant === 'dropped' && app !== undefined ? stuck(scenario) : finished(scenario)),
    )
    expect(all).toEqual({
      runs: ['swapped in app 1', 'dropped in app 1', 'dropped in its own', 'altered in app 2'],
      results: ['swapped shared', 'dropped', 'altered shared'],
      repeated: ['dropped: the run ended: deadline'],
    })
  })

  test('shares an app no longer that does not bear it', async () => {
    const [first, ...others] = scenarios
    const signedInForAll = ({ id, variant }: PlannedScenario) =>
      transcript({ scenario: id, variant }).ended('no-login-found')
    const all = await made(
      async (scenario, app) =>
        resultOf(scenario === first || app === undefined ? finished(scenario) : signedInForAll(scenario)),
      [...scenarios, ...others.map(({ id }, index) => ({ id, variant: ['fourth', 'fifth'][index] ?? '' }))],
    )
    expect(all.runs.slice(-4)).toEqual([
      'altered in app 2',
      'altered in its own',
      'fourth in its own',
      'fifth in its own',
    ])
    expect(all.repeated).toEqual(['dropped: no login was begun', 'altered: no login was begun'])
  })

  test('repeats a run whose mock could not listen any more', async () => {
    const all = await made(async (scenario, app) => {
      if (scenario.variant === 'dropped' && app !== undefined) throw new PortTakenError(app.port)
      return resultOf(finished(scenario))
    })
    expect(all.results).toEqual(['swapped shared', 'dropped', 'altered shared'])
    expect(all.repeated[0]).toMatch(/^dropped: port \d+ was taken meanwhile$/)
  })

  test('lets every other error out', async () => {
    await expect(made(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  })

  test('begins nothing more once it is told to end', async () => {
    const over = new AbortController()
    const all = await made(
      async (scenario) => {
        over.abort()
        return resultOf(finished(scenario))
      },
      scenarios,
      over.signal,
    )
    expect(all.runs).toEqual(['swapped in app 1'])
  })

  test('begins nothing without a place, and gives it back for the next run', async () => {
    const slots = createSlots(1)
    const giveBack = await slots.take()
    const { begun, all } = begin(slots)
    await settled()
    expect(begun).toEqual([])
    giveBack()
    await all
    expect(begun).toEqual(['swapped', 'dropped', 'altered'])
  })

  test('a run that only waits any more gives its place to another one', async () => {
    const slots = createSlots(1)
    let end: () => void = () => undefined
    const waits = new Promise<void>((resolve) => {
      end = resolve
    })
    const first = begin(slots, scenarios.slice(0, 1), waits)
    const second = begin(slots, scenarios.slice(1, 2))
    await second.all
    expect([first.begun, second.begun]).toEqual([['swapped'], ['dropped']])
    end()
    await first.all
  })
})

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Begins a batch whose runs fall silent at once, and end when `over` does. */
function begin(slots: Slots, of = scenarios, over: Promise<void> = Promise.resolve()) {
  const begun: string[] = []
  const all = runBatch({
    scenarios: of,
    random: systemPorts.random,
    signal: new AbortController().signal,
    slots,
    async run(scenario, onQuiet) {
      begun.push(scenario.variant ?? '')
      onQuiet()
      await over
      return resultOf(finished(scenario))
    },
    done: () => undefined,
    onRepeated: () => undefined,
  })
  return { begun, all }
}

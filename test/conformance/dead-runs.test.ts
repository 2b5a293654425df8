import { describe, expect, test } from 'vitest'
import { deadEndOf, isDead, tooManyDead } from '../../src/conformance/dead-runs.js'
import { honestLogin, transcript } from '../support/transcript-builder.js'

const dead = (variant: string, scenario = 'state-tamper') =>
  transcript({ scenario, variant }).ended('client-exited', 1)
const alive = honestLogin({ scenario: 'authz-errors', variant: 'access-denied' })
const before = honestLogin()

describe('deadEndOf', () => {
  const rows = [
    {
      name: 'three in a row end the run',
      runs: [before, dead('swapped'), dead('dropped'), dead('altered')],
      ended: 3,
    },
    { name: 'two in a row do not', runs: [before, dead('swapped'), dead('dropped')], ended: null },
    {
      name: 'one that lives in between begins anew',
      runs: [before, dead('swapped'), dead('dropped'), alive, dead('altered')],
      ended: null,
    },
    {
      name: 'a client that never began a login has its own advice',
      runs: [dead('x', 'honest'), dead('swapped'), dead('dropped'), dead('altered')],
      ended: null,
    },
    {
      name: 'a client whose port is taken may begin no login',
      runs: [before, dead('swapped'), dead('port-taken', 'forged-response'), dead('altered')],
      ended: null,
    },
  ]
  for (const { name, runs, ended } of rows) {
    test(name, () => expect(deadEndOf(runs)?.length ?? null).toBe(ended))
  }

  test('a run that was interrupted is not dead', () => {
    expect(isDead(transcript({ scenario: 'replay', variant: 'back' }).ended('interrupted'))).toBe(false)
  })
})

describe('tooManyDead', () => {
  test('names each run, what the client did in it, and what to do', () => {
    const said = tooManyDead([dead('swapped'), dead('dropped'), dead('altered')], 'npm start')
    expect(said).toMatch(/no login in 3 scenarios in a row/)
    expect(said).toMatch(/in state-tamper\/dropped the run ended: client-exited/)
    expect(said).toMatch(/started with "npm start"/)
    expect(said).toMatch(/--scenario/)
  })

  test('repeats what the client itself says of it', () => {
    const last = dead('altered')
    const said = tooManyDead([
      last,
      last,
      { ...last, output: { stdout: '', stderr: "Error: Cannot find module 'left-pad'", cut: false } },
    ])
    expect(said).toMatch(/needs the package "left-pad"/)
  })
})

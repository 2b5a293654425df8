// Proves that each check can fail: a reason that no mutant declares is a reason that nobody has seen.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LevelRule } from '../../src/conformance/judge/checks/check.js'
import { checks } from '../../src/conformance/judge/checks/index.js'
import { readMutants } from '../support/mutants.js'
import { root } from '../support/source-files.js'

/**
 * Reasons that no client can produce over the wire, with the argument why. Keep it as short as possible: a
 * reason that cannot be produced is a reason to drop.
 */
const unreachable: Readonly<Record<string, string>> = {}

function levelsIn(rule: LevelRule): readonly string[] {
  if (typeof rule === 'string') return [rule]
  return [rule.otherwise, ...Object.values(rule.kinds ?? {}), ...Object.values(rule.profiles ?? {})]
}

const reasons = checks.flatMap((check) =>
  Object.entries(check.reasons).map(([reason, { level, what }]) => ({
    id: `${check.id}/${reason}`,
    what,
    phase: check.phase,
    counts: levelsIn(level).some((one) => one !== 'info'),
  })),
)

const mutants = await readMutants()
const declared = new Set(mutants.flatMap(({ breaks }) => breaks))

describe('mutants', () => {
  test('every reason that can be a violation or a warning is declared by a mutant', () => {
    const missing = reasons
      .filter(({ id, counts }) => counts && !declared.has(id) && !(id in unreachable))
      .map(({ id, what }) => {
        return `${id}: add fixtures/clients/mutants/<what-is-broken>/index.mjs, a client that ${what}, with breaks = ['${id}']`
      })
    expect(missing).toEqual([])
  })

  test('every reason called unreachable exists, and no mutant reaches it', () => {
    const wrong = Object.keys(unreachable).filter(
      (id) => declared.has(id) || !reasons.some((reason) => reason.id === id),
    )
    expect(wrong).toEqual([])
  })

  test('every mutant declares what it breaks, and nothing that does not exist', () => {
    const known = new Set(reasons.map(({ id }) => id))
    const checkIds = new Set<string>(checks.map(({ id }) => id))
    const wrong = mutants.flatMap(({ name, breaks, inconclusive, inconclusiveAsProgram }) => [
      ...(breaks.length === 0 ? [`${name} breaks nothing`] : []),
      ...breaks.filter((id) => !known.has(id)).map((id) => `${name}: there is no ${id}`),
      ...[...inconclusive, ...inconclusiveAsProgram]
        .filter((id) => !checkIds.has(id))
        .map((id) => `${name}: there is no check ${id}`),
    ])
    expect(wrong).toEqual([])
  })

  test('a mutant is one file: everything else of it is the correct client', () => {
    const wrong = mutants.filter(({ folder }) => readdirSync(join(root, folder)).length !== 1)
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  for (const phase of [
    'authorization request',
    'redirect and callback',
    'token request',
    'token use',
    'randomness',
    'storage and leaks',
  ]) {
    test(`the phase ${phase} has a mutant in another language`, () => {
      const shown = mutants
        .filter(({ language }) => language !== 'javascript')
        .flatMap(({ breaks }) => breaks)
      const ofPhase = reasons.filter((reason) => reason.phase === phase).map(({ id }) => id)
      expect(ofPhase.filter((id) => shown.includes(id))).not.toEqual([])
    })
  }
})

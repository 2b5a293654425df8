// What each scenario changes, and that it changes nothing else: held against a list that is kept by hand.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { scenarioNames } from '../../../src/server/scenarios/index.js'
import { differencesOf } from '../../support/scenario-differences.js'

const list: unknown = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/scenario-differences.json', import.meta.url), 'utf8'),
)
const { differences } = list as { differences: Readonly<Record<string, readonly string[]>> }

/** What changes answers that this table has no example of; each has a test of its own. */
const shownElsewhere = ['honest-variants/refresh-token-missing', 'state-tamper/return-target-altered']

describe('the differences from an honest mock', () => {
  test('are listed for every scenario and for no other', () => {
    expect(Object.keys(differences)).toEqual([...scenarioNames()])
  })

  for (const name of scenarioNames()) {
    test(`${name} changes what the list says and nothing else`, () => {
      expect(differencesOf(name)).toEqual(differences[name])
    })
  }

  test('are none for the controls alone', () => {
    const without = scenarioNames().filter((name) => differences[name]?.length === 0)
    expect(without).toEqual(['honest', 'honest-again', ...shownElsewhere])
  })
})

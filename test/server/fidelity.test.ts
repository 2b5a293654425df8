import { describe, expect, test } from 'vitest'
import { behaviours } from '../../src/server/fidelity.js'
import { clientSchema, userSchema } from '../../src/server/options-registration-schema.js'
import { optionsSchema } from '../../src/server/options-schema.js'
import { defaultPolicy } from '../../src/server/protocol/policy.js'

/** Every option that a row may name. */
const options = new Set([
  ...Object.keys(optionsSchema.entries),
  ...Object.keys(defaultPolicy).map((name) => `policy.${name}`),
  ...Object.keys(clientSchema.entries).map((name) => `client.${name}`),
  ...Object.keys(userSchema.entries).map((name) => `user.${name}`),
])

/** Switches that are for the kit, not for being truer to the service. */
const ofTheKit = ['policy.forgiving']

describe('fidelity', () => {
  test('every id is there once, and made of words with dots and dashes', () => {
    const ids = behaviours.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z0-9-]+(?:\.[a-z0-9-]+)?$/.test(id))).toEqual([])
    expect(ids.length).toBeGreaterThan(80)
  })

  test('every row names its source, or the reason for an assumption', () => {
    expect(behaviours.filter(({ source, what }) => source.length < 5 || what.length < 10)).toEqual([])
  })

  test('an assumption never leans on a source as if it were one', () => {
    const leaning = behaviours.filter(
      ({ evidence, source }) => evidence !== 'assumed' && /^RFC /.test(source),
    )
    expect(leaning.map(({ id }) => id)).toEqual([])
  })

  test('every option that a row names exists', () => {
    expect(
      behaviours.filter(({ option }) => option !== null && !options.has(option)).map(({ id }) => id),
    ).toEqual([])
  })

  test('every switch of the policy is named by a row', () => {
    const named = new Set(behaviours.map(({ option }) => option))
    const silent = Object.keys(defaultPolicy)
      .map((name) => `policy.${name}`)
      .filter((name) => !named.has(name) && !ofTheKit.includes(name))
    expect(silent).toEqual([])
  })
})

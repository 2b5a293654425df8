// Flags as a parser of options gets them, and what it refuses, for tests.
import type { GivenFlags } from '../../src/command-line/index.js'
import { UsageError } from '../../src/command-line/index.js'

/** By name; a list for a flag given several times, true for a switch. */
export type Values = Readonly<Record<string, string | readonly string[] | boolean>>

/** Flags as the command line gives them; those in `variables` came from the environment, from the variable named. */
export function flags(values: Values, variables: Readonly<Record<string, string>> = {}): GivenFlags {
  const all = (name: string) => {
    const value = values[name]
    return value === undefined || typeof value === 'boolean' ? [] : [value].flat()
  }
  return {
    text: (name) => all(name)[0],
    list: all,
    switch: (name) => values[name] === true,
    has: (name) => values[name] !== undefined,
    variable: (name) => variables[name],
  }
}

/** The problems with which it refuses; none when it does not. */
export function problemsOf(work: () => unknown): readonly string[] {
  try {
    work()
    return []
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.problems.map(({ problem }) => problem)
  }
}

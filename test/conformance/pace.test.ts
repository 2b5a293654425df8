import { describe, expect, test } from 'vitest'
import { paceFor } from '../../src/conformance/pace.js'

const rows = [
  {
    name: 'as many are busy as there are processors, and others wait in silence',
    workers: undefined,
    processors: 2,
    start: 300,
    expected: { busy: 2, alive: 6 },
  },
  {
    name: 'what takes long to start is started as seldom as possible',
    workers: undefined,
    processors: 2,
    start: 4_000,
    expected: { busy: 2, alive: 2 },
  },
  {
    name: 'who never made a request is not known to start quickly',
    workers: undefined,
    processors: 2,
    start: null,
    expected: { busy: 2, alive: 2 },
  },
  {
    name: 'many processors are more than the kit can look after',
    workers: undefined,
    processors: 64,
    start: 300,
    expected: { busy: 8, alive: 12 },
  },
  {
    name: 'one processor is enough for clients that wait',
    workers: undefined,
    processors: 1,
    start: 300,
    expected: { busy: 1, alive: 3 },
  },
  {
    name: 'the wish of the user is a bound for all of them',
    workers: 1,
    processors: 8,
    start: 300,
    expected: { busy: 1, alive: 1 },
  },
  {
    name: 'the user may want more than the kit would',
    workers: 30,
    processors: 2,
    start: 300,
    expected: { busy: 30, alive: 30 },
  },
]

describe('pace', () => {
  for (const { name, workers, processors, start, expected } of rows) {
    test(name, () => expect(paceFor(workers, processors, start)).toEqual(expected))
  }
})

import { describe, expect, test } from 'vitest'
import { membersOf } from '../../../../../src/conformance/gather/observation/systems/system.js'

const one = (pid: number, parent: number, group: number | null = pid, marked = false) => ({
  pid,
  parent,
  group,
  marked,
})

const rows = [
  { name: 'the leader', all: [one(5, 1), one(6, 1)], members: [5] },
  { name: 'its process group', all: [one(5, 1), one(6, 1, 5)], members: [5, 6] },
  { name: 'its children, and theirs', all: [one(7, 6), one(6, 5), one(5, 1)], members: [7, 6, 5] },
  {
    name: 'who carries the marker, whatever its parent',
    all: [one(5, 1), one(9, 1, 9, true)],
    members: [5, 9],
  },
  { name: 'the children of one that carries it', all: [one(9, 1, 9, true), one(10, 9)], members: [9, 10] },
  { name: 'nobody else', all: [one(1, 0), one(2, 1)], members: [] },
]

describe('system', () => {
  for (const { name, all, members } of rows) {
    test(`counts ${name}`, () => expect(membersOf(all, 5).map(({ pid }) => pid)).toEqual(members))
  }
})

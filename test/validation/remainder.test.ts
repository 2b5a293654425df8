import { describe, expect, test } from 'vitest'
import { createFields, remainderOf } from '../../src/validation/remainder.js'
import type { Checked, Problem } from '../../src/validation/validation.js'

interface Item {
  readonly id?: unknown
  readonly note?: unknown
}

/** Takes `{ items: [{ id, note? }] }`, ids being numbers and notes texts. */
function check(input: unknown): Checked<{ items: readonly Item[] }> {
  const { items, ...others } = input as { items: readonly Item[] }
  const problems: Problem[] = Object.keys(others).map((field) => ({ field, problem: 'unknown' }))
  for (const [index, { id, note }] of items.entries()) {
    if (id === undefined) problems.push({ field: `items.${index}.id`, problem: 'is missing' })
    else if (typeof id !== 'number') problems.push({ field: `items.${index}.id`, problem: 'no number' })
    if (note !== undefined && typeof note !== 'string') {
      problems.push({ field: `items.${index}.note`, problem: 'no text' })
    }
  }
  return problems.length === 0 ? { kind: 'good', value: { items } } : { kind: 'bad', problems }
}

describe('remainder', () => {
  test('good input has no problem and is its own remainder', () => {
    const { value, problems, placed } = remainderOf(check, { items: [{ id: 1 }] })
    expect([value, problems]).toEqual([{ items: [{ id: 1 }] }, []])
    expect(placed({ field: 'items.0', problem: 'x' })).toEqual({ field: 'items.0', problem: 'x' })
  })

  test('what is wrong is taken out with what cannot do without it, and is told once', () => {
    const input = { items: [{ id: 1 }, { id: 'x' }, { id: 3, note: 5 }, {}, { id: 4 }], 'a.b': 1, a: 2 }
    const { value, problems, placed } = remainderOf(check, input)
    expect(value).toEqual({ items: [{ id: 1 }, { id: 3 }, { id: 4 }] })
    expect(problems).toEqual([
      { field: 'a.b', problem: 'unknown' },
      { field: 'a', problem: 'unknown' },
      { field: 'items.1.id', problem: 'no number' },
      { field: 'items.2.note', problem: 'no text' },
      { field: 'items.3.id', problem: 'is missing' },
    ])
    const original = ['items.0.id', 'items.1.id', 'items.2'].map(
      (field) => placed({ field, problem: '' }).field,
    )
    expect(original).toEqual(['items.0.id', 'items.2.id', 'items.4'])
  })

  test('the numbers are right after several rounds', () => {
    const items = [{}, { id: 'x' }, { id: 2 }, {}, { id: 4 }]
    const { value, placed } = remainderOf(check, { items })
    expect(value).toEqual({ items: [{ id: 2 }, { id: 4 }] })
    expect([0, 1].map((index) => placed({ field: `items.${index}`, problem: '' }).field)).toEqual([
      'items.2',
      'items.4',
    ])
  })

  test('where nothing can be taken out there is no remainder', () => {
    const bad = (): Checked<never> => ({ kind: 'bad', problems: [{ field: '', problem: 'no object' }] })
    expect(remainderOf(bad, 5)).toMatchObject({
      value: null,
      problems: [{ field: '', problem: 'no object' }],
    })
    const elsewhere = (): Checked<never> => ({ kind: 'bad', problems: [{ field: 'x', problem: 'odd' }] })
    expect(remainderOf(elsewhere, {})).toMatchObject({
      value: null,
      problems: [{ field: 'x', problem: 'odd' }],
    })
  })

  test('fields touch when one lies in the other', () => {
    const fields = createFields()
    expect(fields.touch('a')).toBe(false)
    fields.add('clients.1.id')
    const touched = ['clients', 'clients.1', 'clients.1.id', 'clients.1.id.x', '']
    const apart = ['clients.10', 'clients.1.i', 'clients.1.ids', 'users']
    expect(touched.map(fields.touch)).toEqual(touched.map(() => true))
    expect(apart.map(fields.touch)).toEqual(apart.map(() => false))
  })
})

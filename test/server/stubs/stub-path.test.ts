import { describe, expect, test } from 'vitest'
import { parametersOf, shapeOf, stubPathFault } from '../../../src/server/stubs/stub-path.js'

const good = [
  '/api/v2/routing/queues',
  '/api/v2/routing/queues/{queueId}',
  '/api/v2/{a}/{b}/members',
  '/api/v2/oauth/scopes/users:readonly',
  '/api/v2/a%20b',
]

const bad = [
  { path: '/oauth/token', fault: 'begins with /api/' },
  { path: 'api/v2/users', fault: 'begins with /api/' },
  { path: '/api/v2/users/', fault: 'without a slash at its end' },
  { path: '/api//users', fault: 'without empty pieces' },
  { path: '/api/v2/users?expand=token', fault: 'without query' },
  { path: '/api/v2/users#x', fault: 'without query and fragment' },
  { path: '/api/v2/users/{id}/{id}', fault: 'every parameter once' },
  { path: '/api/v2/users/{a-b}', fault: 'not "{a-b}"' },
  { path: '/api/v2/users/id-{id}', fault: 'not "id-{id}"' },
  { path: '/api/v2/users/{}', fault: 'not "{}"' },
  { path: '/api/v2/a b', fault: 'not "a b"' },
  { path: '/api/v2/%zz', fault: 'not "%zz"' },
  { path: `/api/${'x'.repeat(500)}`, fault: 'at most 500 characters' },
]

describe('stub-path', () => {
  for (const path of good) test(`${path} can be served`, () => expect(stubPathFault(path)).toBeNull())

  for (const row of bad) {
    test(`${row.path.slice(0, 40)} cannot`, () => expect(stubPathFault(row.path)).toContain(row.fault))
  }

  test('knows the parameters, and which paths are one', () => {
    expect(parametersOf('/api/v2/{a}/x/{b_1}')).toEqual(['a', 'b_1'])
    expect(shapeOf('/api/v2/{a}/x')).toBe(shapeOf('/api/v2/{b}/x'))
    expect(shapeOf('/api/v2/{a}/x')).not.toBe(shapeOf('/api/v2/a/x'))
  })
})

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { searchBundle } from '../../../../src/conformance/gather/observation/bundle.js'
import { createSearch } from '../../../../src/conformance/gather/observation/search.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const secret = 'Wq7t2Lr9Xb4Nc8Vd1Zf6'
const search = createSearch([{ kind: 'client_secret', value: secret, exchange: null, spentBy: null }], [])

/** Searches the files of a client that was started long after they were written, or before. */
function searched(files: Readonly<Record<string, string>>, since = Number.MAX_SAFE_INTEGER) {
  const folder = temporaryFolder(files)
  const folders = {
    home: join(folder, 'no-home'),
    homeKind: 'fresh',
    temporary: join(folder, 'none'),
    sharedTemporary: join(folder, 'none'),
    client: folder,
    working: folder,
  } as const
  const family = { leader: 1, marker: 'A=b' }
  const outside = { family, folders, since, now: () => since, launchedWith: {}, onPrinted: () => undefined }
  return { found: searchBundle(outside, search), none: searchBundle(outside, createSearch([], [])) }
}

describe('bundle', () => {
  test('finds the secret of a client in its files, with the line', async () => {
    const { found } = searched({ 'index.js': 'a\nb', 'src/keys.js': `// keys\nconst secret = '${secret}'\n` })
    expect(await found).toMatchObject({
      found: [{ path: 'src/keys.js', holds: { kind: 'client_secret', exchange: null, line: 2 } }],
      files: 2,
      cut: false,
    })
  })

  test('does not look into packages, nor into the settings of the kit', async () => {
    const { found } = searched({
      'node_modules/a/index.js': secret,
      'gc-pkce-check.yaml': secret,
      'gc-pkce-check.json': secret,
      'index.js': '',
    })
    expect(await found).toMatchObject({ found: [], files: 1 })
  })

  test('leaves alone what was written during the run', async () => {
    expect(await searched({ 'index.js': secret }, 0).found).toMatchObject({ found: [], files: 0 })
  })

  test('reads nothing when there is no secret', async () => {
    expect(await searched({ 'index.js': secret }).none).toEqual({ found: [], files: 0, cut: false })
  })
})

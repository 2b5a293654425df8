import { describe, expect, test } from 'vitest'
import { watchedFolders } from '../../../../src/conformance/gather/observation/watched-folders.js'

const folders = {
  home: '/run/home',
  homeKind: 'fresh',
  temporary: '/run/tmp',
  sharedTemporary: '/tmp',
  client: '/app',
  working: '/app',
} as const

describe('watched-folders', () => {
  test('looks into home, the folder of the client, and both folders for temporary files, the one of all programs last', () => {
    expect(watchedFolders(folders).map(({ place, path }) => [place, path])).toEqual([
      ['home', '/run/home'],
      ['temporary', '/run/tmp'],
      ['client', '/app'],
      ['shared-temporary', '/tmp'],
    ])
  })

  test('looks into the folder in which it is started, where that is another one', () => {
    const places = watchedFolders({ ...folders, working: '/elsewhere' })
    expect(places.filter(({ place }) => place === 'client').map(({ path }) => path)).toEqual([
      '/app',
      '/elsewhere',
    ])
  })

  test('looks into no folder twice', () => {
    const inHome = { ...folders, home: '/app', working: '/app', homeKind: 'real' } as const
    expect(watchedFolders(inHome).map(({ place }) => place)).toEqual([
      'home',
      'temporary',
      'shared-temporary',
    ])
  })

  const [home] = watchedFolders({ ...folders, homeKind: 'real' })
  const rows = [
    ['.config', true],
    ['.config/my-app', true],
    ['.my-app', true],
    ['Library/Application Support', true],
    ['AppData', true],
    ['Documents', false],
    ['projects/my-app/.config', false],
    ['.ssh', false],
    ['.gnupg/private-keys', false],
    ['.mozilla', false],
    ['.config/google-chrome', false],
  ] as const
  for (const [path, entered] of rows) {
    test(`${entered ? 'enters' : 'leaves alone'} ${path} in the home of the user`, () => {
      expect(home?.bounds.enters?.(path)).toBe(entered)
    })
  }
})

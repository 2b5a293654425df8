import { describe, expect, test } from 'vitest'
import { dataFolder } from '../../src/server/data-folder.js'

const rows = [
  {
    name: 'Linux: below the home',
    platform: 'linux',
    env: { HOME: '/home/me' },
    folder: '/home/me/.local/share/gc-mock-oauth',
  },
  {
    name: 'Linux: where XDG_DATA_HOME says',
    platform: 'linux',
    env: { HOME: '/home/me', XDG_DATA_HOME: '/data/' },
    folder: '/data/gc-mock-oauth',
  },
  {
    name: 'Linux: a relative XDG_DATA_HOME is ignored, as its specification wants',
    platform: 'linux',
    env: { HOME: '/home/me', XDG_DATA_HOME: 'data' },
    folder: '/home/me/.local/share/gc-mock-oauth',
  },
  {
    name: 'Linux: an empty XDG_DATA_HOME is ignored',
    platform: 'linux',
    env: { HOME: '/home/me', XDG_DATA_HOME: '' },
    folder: '/home/me/.local/share/gc-mock-oauth',
  },
  {
    name: 'Linux: XDG_DATA_HOME is enough',
    platform: 'linux',
    env: { XDG_DATA_HOME: '/data' },
    folder: '/data/gc-mock-oauth',
  },
  {
    name: 'Linux: without a home there is none',
    platform: 'linux',
    env: { LOCALAPPDATA: '/x' },
    folder: null,
  },
  { name: 'Linux: an empty home is none', platform: 'linux', env: { HOME: '' }, folder: null },
  {
    name: 'FreeBSD: as Linux',
    platform: 'freebsd',
    env: { HOME: '/home/me' },
    folder: '/home/me/.local/share/gc-mock-oauth',
  },
  {
    name: 'macOS: the folder of applications',
    platform: 'darwin',
    env: { HOME: '/Users/me' },
    folder: '/Users/me/Library/Application Support/gc-mock-oauth',
  },
  {
    name: 'macOS: XDG_DATA_HOME counts more',
    platform: 'darwin',
    env: { HOME: '/Users/me', XDG_DATA_HOME: '/data' },
    folder: '/data/gc-mock-oauth',
  },
  {
    name: 'Windows: the local data of applications',
    platform: 'win32',
    env: { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local', APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
    folder: 'C:\\Users\\me\\AppData\\Local\\gc-mock-oauth',
  },
  {
    name: 'Windows: below the profile where only that is known',
    platform: 'win32',
    env: { USERPROFILE: 'C:\\Users\\me', HOME: '/c/Users/me' },
    folder: 'C:\\Users\\me\\AppData\\Local\\gc-mock-oauth',
  },
  {
    name: 'Windows: XDG_DATA_HOME counts more',
    platform: 'win32',
    env: { USERPROFILE: 'C:\\Users\\me', XDG_DATA_HOME: 'D:\\data' },
    folder: 'D:\\data\\gc-mock-oauth',
  },
  {
    name: 'Windows: a home as on other systems is none',
    platform: 'win32',
    env: { HOME: 'me' },
    folder: null,
  },
]

describe('data-folder', () => {
  for (const { name, platform, env, folder } of rows) {
    test(name, () => {
      expect(dataFolder(env, platform)).toBe(folder)
    })
  }
})

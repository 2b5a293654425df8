import { describe, expect, test } from 'vitest'
import { freshHome } from '../../../../src/conformance/gather/interception/home.js'

describe('freshHome', () => {
  test('points every home-like variable into the fresh folder', () => {
    const home = freshHome({ HOME: '/home/ada' }, '/run/home', () => false)
    expect(home).toEqual({
      HOME: '/run/home',
      USERPROFILE: '/run/home',
      XDG_CONFIG_HOME: '/run/home/.config',
      XDG_DATA_HOME: '/run/home/.local/share',
      XDG_STATE_HOME: '/run/home/.local/state',
      XDG_CACHE_HOME: '/run/home/.cache',
      APPDATA: '/run/home/AppData/Roaming',
      LOCALAPPDATA: '/run/home/AppData/Local',
    })
  })

  test('names the version managers and caches that are there', () => {
    const home = freshHome({ HOME: '/home/ada' }, '/run/home', (path) =>
      ['/home/ada/.pyenv', '/home/ada/.npm'].includes(path),
    )
    expect(home).toMatchObject({ PYENV_ROOT: '/home/ada/.pyenv', npm_config_cache: '/home/ada/.npm' })
    expect(home).not.toHaveProperty('NVM_DIR')
  })

  test('leaves alone what the user has named', () => {
    expect(freshHome({ HOME: '/home/ada', NVM_DIR: '/opt/nvm' }, '/run/home', () => true)).not.toHaveProperty(
      'NVM_DIR',
    )
  })
})

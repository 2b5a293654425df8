// An Io that keeps what a program prints.
import type { Io } from '../../src/command-line/index.js'

export interface FakeIo extends Io {
  readonly printed: { out: string; err: string }
}

export function fakeIo(overrides: Partial<Io> = {}): FakeIo {
  const printed = { out: '', err: '' }
  return {
    printed,
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      printed.err += text
    },
    env: {},
    cwd: '/',
    terminal: { out: false, err: false },
    platform: 'linux node 20.20.2',
    signal: new AbortController().signal,
    ...overrides,
  }
}

import { describe, expect, test } from 'vitest'
import type { Target } from '../../src/conformance/gather/drivers/driver.js'
import {
  type Seen,
  sameAgain,
  suspicious,
  whyAlone,
  whyAloneAfter,
} from '../../src/conformance/one-at-a-time.js'
import { held, observed, observedFile } from '../support/observations-builder.js'
import { transcript } from '../support/transcript-builder.js'

const plan = {
  command: ['node', 'main.mjs'],
  folder: '/app',
  startedWith: 'node main.mjs',
  kind: 'native',
  kindBecause: 'it was given',
} as const
const program: Target = { kind: 'command', plan, home: 'fresh' }

interface Row {
  readonly redirectUri?: string
  readonly offered?: string | null
  readonly listens?: number
  readonly written?: Seen['written']
  readonly sharedSecret?: boolean
}

function seen({ redirectUri, offered, listens, written = [], sharedSecret = false }: Row): Seen {
  const listeners =
    listens === undefined ? [] : [{ address: '127.0.0.1', port: listens, pid: 7, from: 0, until: 9 }]
  const files = sharedSecret
    ? [observedFile({ place: 'shared-temporary', path: 'app.json', after: [held('access_token')] })]
    : []
  return {
    transcript: transcript({ observations: observed({ listeners, files }) })
      .authorize({ redirect_uri: redirectUri ?? 'http://127.0.0.1:20001/callback' })
      .ended(),
    offered: offered === undefined ? 'http://127.0.0.1:20001/callback' : offered,
    written,
  }
}

describe('one-at-a-time', () => {
  const beforehand: readonly { name: string; target: Target; port?: number; expected: RegExp | null }[] = [
    { name: 'a program with a home of its own is looked at first', target: program, expected: null },
    {
      name: 'a function runs alone, because nobody knows what it shares',
      target: { kind: 'in-process', login: async () => undefined },
      expected: /function/,
    },
    {
      name: 'an app that already runs is there once',
      target: { kind: 'attach', url: 'http://localhost:3000/' },
      expected: /already runs/,
    },
    { name: 'a mock on one port is there once', target: program, port: 7636, expected: /port 7636/ },
    { name: 'the real home is there once', target: { ...program, home: 'real' }, expected: /home folder/ },
  ]
  for (const { name, target, port, expected } of beforehand) {
    test(name, () => {
      const why = whyAlone(target, port)
      if (expected === null) expect(why).toBe(null)
      else expect(why).toMatch(expected)
    })
  }

  const afterOneRun: readonly { name: string; run: Row; expected: RegExp | null }[] = [
    { name: 'who takes the port that is offered may run beside itself', run: {}, expected: null },
    {
      name: 'files in the home and in the folder of the run are its own',
      run: {
        written: [
          { place: 'home', path: '.app/token.json', full: '/x/.app/token.json' },
          { place: 'temporary', path: 'app.lock', full: '/x/app.lock' },
        ],
      },
      expected: null,
    },
    {
      name: 'who writes into its own folder runs alone',
      run: { written: [{ place: 'client', path: 'data/tokens.json', full: '/x/data/tokens.json' }] },
      expected: /writes data\/tokens\.json in its own folder/,
    },
    {
      name: 'who leaves a secret where all programs may write runs alone',
      run: {
        written: [{ place: 'shared-temporary', path: 'app.json', full: '/x/app.json' }],
        sharedSecret: true,
      },
      expected: /writes app\.json in the folder for temporary files/,
    },
    {
      name: 'what somebody wrote there may be of another program',
      run: { written: [{ place: 'shared-temporary', path: 'other.log', full: '/x/other.log' }] },
      expected: null,
    },
  ]
  for (const { name, run, expected } of afterOneRun) {
    test(name, () => {
      const why = whyAloneAfter(seen(run))
      if (expected === null) expect(why).toBe(null)
      else expect(why).toMatch(expected)
    })
  }

  test('nothing is suspicious of a client that listens where it is offered to', () => {
    expect(suspicious(seen({ listens: 20_001 })).size).toBe(0)
  })

  const afterTwo: readonly { name: string; first: Row; second: Row; expected: RegExp | null }[] = [
    {
      name: 'the same port again is one that it always uses',
      first: { redirectUri: 'http://localhost:8080/cb' },
      second: { redirectUri: 'http://localhost:8080/cb' },
      expected: /port 8080 in every run/,
    },
    {
      name: 'a redirect URI without a port has one all the same',
      first: { redirectUri: 'http://localhost/cb' },
      second: { redirectUri: 'http://localhost/cb' },
      expected: /port 80 /,
    },
    {
      name: 'a port that it listens on besides counts as well',
      first: { listens: 9229 },
      second: { listens: 9229 },
      expected: /port 9229/,
    },
    {
      name: 'another port in each run is none that it needs',
      first: { redirectUri: 'http://127.0.0.1:41001/cb', listens: 41_001 },
      second: { redirectUri: 'http://127.0.0.1:41002/cb', listens: 41_002 },
      expected: null,
    },
    {
      name: 'a redirect URI that the user names is the same in every run',
      first: { redirectUri: 'http://127.0.0.1:8976/callback', offered: null },
      second: { redirectUri: 'http://127.0.0.1:8976/callback', offered: null },
      expected: /port 8976/,
    },
    {
      name: 'a scheme of the app has no port',
      first: { redirectUri: 'com.example.app:/callback' },
      second: { redirectUri: 'com.example.app:/callback' },
      expected: null,
    },
    {
      name: 'the same file among those of all programs again is one of the client',
      first: { written: [{ place: 'shared-temporary', path: 'app.lock', full: '/x/app.lock' }] },
      second: { written: [{ place: 'shared-temporary', path: 'app.lock', full: '/x/app.lock' }] },
      expected: /writes app\.lock/,
    },
    {
      name: 'another file there may be of anybody',
      first: { written: [{ place: 'shared-temporary', path: 'x-1.log', full: '/x/x-1.log' }] },
      second: { written: [{ place: 'shared-temporary', path: 'x-2.log', full: '/x/x-2.log' }] },
      expected: null,
    },
  ]
  for (const { name, first, second, expected } of afterTwo) {
    test(name, () => {
      const why = sameAgain(seen(first), seen(second))
      if (expected === null) expect(why).toBe(null)
      else expect(why).toMatch(expected)
    })
  }
})

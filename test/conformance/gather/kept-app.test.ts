import { describe, expect, test } from 'vitest'
import type { ClientEnd, Launch, RunningClient, SeenUrl } from '../../../src/conformance/gather/client.js'
import { keepApp } from '../../../src/conformance/gather/kept-app.js'

const launch: Launch = { loginUrl: '', apiUrl: '', clientId: 'c', redirectUri: 'r', runId: 'i' }

/** An app that prints, opens and ends when the test says so. */
function app() {
  let stdout = ''
  let stops = 0
  let clock = 100
  let url: (seen: SeenUrl) => void = () => undefined
  let printed: (chunk: string, stream: 'stdout' | 'stderr') => void = () => undefined
  let end: (last: ClientEnd) => void = () => undefined
  const client: RunningClient = {
    onUrl(listener) {
      url = listener
    },
    ended: new Promise((resolve) => {
      end = resolve
    }),
    output: () => ({ stdout, stderr: '', cut: stdout.length > 40 }),
    outside: {
      family: { leader: 1, marker: 'A=b' },
      folders: {
        home: 'h',
        homeKind: 'fresh',
        temporary: 't',
        sharedTemporary: 's',
        client: 'c',
        working: 'w',
      },
      since: 100,
      now: () => clock,
      launchedWith: {},
      onPrinted(listener) {
        printed = listener
      },
    },
    async stop() {
      stops += 1
    },
  }
  return {
    client,
    stops: () => stops,
    open: (address: string) => url({ url: address, how: 'opened' }),
    print(text: string) {
      stdout += text
      printed(text, 'stdout')
    },
    pass: (milliseconds: number) => {
      clock += milliseconds
    },
    end: () => end({ exitCode: 1, what: 'it ended with exit code 1' }),
  }
}

/** A run that writes down what it hears. */
function listening(client: RunningClient) {
  const heard: string[] = []
  client.onUrl(({ url }) => heard.push(url))
  client.outside?.onPrinted((chunk) => heard.push(chunk))
  return heard
}

describe('kept-app', () => {
  test('is started by the first run, and is the same in the next', async () => {
    const { client } = app()
    const kept = keepApp(20_000)
    let starts = 0
    const start = async () => {
      starts += 1
      return client
    }
    expect(await kept.launch(async () => launch)).toBe(launch)
    expect(await kept.launch(() => Promise.reject(new Error('made twice')))).toBe(launch)
    await kept.client(start)
    await kept.client(start)
    expect(starts).toBe(1)
  })

  test('each run hears and sees only what came in its time', async () => {
    const { client, open, print, pass } = app()
    const kept = keepApp(20_000)
    const start = async () => client
    const first = await kept.client(start)
    const heardFirst = listening(first)
    open('http://a')
    print('one\n')
    expect(first.outside?.since).toBe(100)
    expect(first.output().stdout).toBe('one\n')
    pass(50)
    const second = await kept.client(start)
    const heardSecond = listening(second)
    open('http://b')
    print('two\n')
    expect(second.outside?.since).toBe(150)
    expect(second.output().stdout).toBe('two\n')
    expect([heardFirst, heardSecond]).toEqual([
      ['http://a', 'one\n'],
      ['http://b', 'two\n'],
    ])
  })

  test('gives all of an output that was cut, because its parts cannot be told', async () => {
    const { client, print } = app()
    const kept = keepApp(20_000)
    await kept.client(async () => client)
    print('x'.repeat(30))
    const second = await kept.client(async () => client)
    print('y'.repeat(30))
    expect(second.output()).toMatchObject({ stdout: 'x'.repeat(30) + 'y'.repeat(30), cut: true })
  })

  test('ends when it is told to, and not with a run', async () => {
    const { client, stops } = app()
    const kept = keepApp(20_000)
    const run = await kept.client(async () => client)
    await run.stop()
    expect(stops()).toBe(0)
    await kept.stop()
    expect(stops()).toBe(1)
  })

  test('tells when it has ended by itself, and leaves nothing to end that was never started', async () => {
    const { client, end } = app()
    const kept = keepApp(20_000)
    await kept.stop()
    await kept.client(async () => client)
    expect(kept.hasEnded()).toBe(false)
    end()
    await client.ended
    expect(kept.hasEnded()).toBe(true)
  })
})

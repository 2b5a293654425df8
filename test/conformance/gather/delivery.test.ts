import { describe, expect, test } from 'vitest'
import type { RunningClient } from '../../../src/conformance/gather/client.js'
import { createDelivery } from '../../../src/conformance/gather/delivery.js'
import type { Prompt } from '../../../src/conformance/gather/prompt.js'
import { fakePorts } from '../../support/fake-ports.js'

function clientWith(prompt: Prompt | null, typed: string[]): RunningClient {
  return {
    onUrl: () => undefined,
    ended: new Promise(() => undefined),
    output: () => ({ stdout: '', stderr: '', cut: false }),
    terminal: { prompt: () => prompt, type: (line) => void typed.push(line) },
    stop: () => Promise.resolve(),
  }
}

const callback = 'http://127.0.0.1:1/cb?code=c%2Bd&state=s'
const signal = new AbortController().signal

const rows = [
  { name: 'the code alone, decoded', kind: 'code', url: callback, line: 'c+d' },
  { name: 'the whole URL', kind: 'url', url: callback, line: callback },
  {
    name: 'the code of a URL without a host',
    kind: 'code',
    url: 'urn:ietf:wg:oauth:2.0:oob?code=abc',
    line: 'abc',
  },
  {
    name: 'nothing where the login was refused',
    kind: 'code',
    url: 'http://127.0.0.1:1/cb?error=access_denied',
    line: '',
  },
] as const

describe('createDelivery', () => {
  for (const row of rows) {
    test(`types ${row.name}`, async () => {
      const typed: string[] = []
      const { clock } = fakePorts()
      const delivery = createDelivery(clientWith({ kind: row.kind, text: 'Go on:' }, typed), clock)
      expect(await delivery.type(row.url, signal)).toEqual({
        kind: 'typed',
        what: row.kind,
        prompt: 'Go on:',
        at: clock.now(),
      })
      expect(typed).toEqual([row.line])
    })
  }

  test('waits three seconds for the question, and no longer', async () => {
    const ports = fakePorts()
    const delivery = createDelivery(clientWith({ kind: 'other', text: 'Name:' }, []), ports.clock)
    let answer: unknown = 'waiting'
    void delivery.type(callback, signal).then((given) => {
      answer = given
    })
    for (let step = 0; step < 62 && answer === 'waiting'; step++) {
      ports.advance(50)
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
    }
    expect(answer).toBeNull()
  })

  test('has nothing to type where the client has no terminal', async () => {
    const { terminal: _none, ...rest } = clientWith(null, [])
    const delivery = createDelivery(rest, fakePorts().clock)
    expect(await delivery.type(callback, signal)).toBeNull()
    expect(delivery.isAsked()).toBe(false)
    expect(await delivery.stranger(callback)).toBeNull()
    expect(await delivery.nobody(callback)).toBeNull()
  })
})

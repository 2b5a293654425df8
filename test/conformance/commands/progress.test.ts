import { describe, expect, test } from 'vitest'
import { progressFor } from '../../../src/conformance/commands/progress.js'
import type { Progress } from '../../../src/conformance/run-options.js'
import { fakeIo } from '../../support/fake-io.js'
import { fakePorts } from '../../support/fake-ports.js'

const client: Progress = {
  kind: 'client',
  startedWith: 'npm start',
  clientKind: 'native',
  because: 'it says so',
}
const scenario = (index: number, name: string): Progress => ({ kind: 'scenario', index, of: 21, name })
const step = (text: string): Progress => ({ kind: 'step', text })
const erase = '\r\u001b[2K'

/** Lets everything run that waits for a promise. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function display(terminal: boolean, env: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ terminal: { out: false, err: terminal }, env })
  const { clock, advance } = fakePorts()
  return { io, advance, progress: progressFor(io, clock) }
}

/** What a terminal shows at the end: the lines that stay, and the one that is under way. */
function screenOf(text: string): readonly (string | undefined)[] {
  return text.split('\n').map((line) => line.split(erase).at(-1))
}

describe('progress', () => {
  test('is a line for each scenario where nobody looks at a terminal, and no more', () => {
    const { io, advance, progress } = display(false)
    progress.note('config file: x.yaml')
    progress.show(client)
    progress.show(scenario(1, 'honest'))
    progress.show(step('token request'))
    advance(65_900)
    progress.show({ kind: 'forgiving' })
    progress.show(scenario(2, 'state-tamper/swapped'))
    progress.end()
    expect(io.printed).toEqual({
      out: '',
      err: [
        'gc-pkce-check: config file: x.yaml',
        'gc-pkce-check: client: npm start, taken for native because it says so',
        'gc-pkce-check: scenario 1 of 21: honest (0 s)',
        'gc-pkce-check: the login was refused; once more on a forgiving mock, to see what follows',
        'gc-pkce-check: scenario 2 of 21: state-tamper/swapped (65 s)',
        '',
      ].join('\n'),
    })
  })

  test('is the same on a terminal that cannot rewrite a line', () => {
    const { io, progress } = display(true, { TERM: 'dumb' })
    progress.show(scenario(1, 'honest'))
    expect(io.printed.err).toBe('gc-pkce-check: scenario 1 of 21: honest (0 s)\n')
  })

  test('is one line on a terminal, with the step and the seconds, and notes stay above it', async () => {
    const { io, advance, progress } = display(true)
    progress.show(client)
    progress.show(scenario(1, 'honest'))
    progress.show(step('token request'))
    expect(screenOf(io.printed.err)).toEqual([
      'gc-pkce-check: client: npm start, taken for native because it says so',
      'gc-pkce-check: scenario 1 of 21: honest (0 s), token request',
    ])
    advance(1_000)
    await settled()
    expect(screenOf(io.printed.err).at(-1)).toBe(
      'gc-pkce-check: scenario 1 of 21: honest (1 s), token request',
    )
    progress.show({ kind: 'note', text: 'look there' })
    progress.show(scenario(2, 'x'))
    expect(screenOf(io.printed.err)).toEqual([
      'gc-pkce-check: client: npm start, taken for native because it says so',
      'gc-pkce-check: look there',
      'gc-pkce-check: scenario 2 of 21: x (1 s)',
    ])
    progress.end()
    expect(screenOf(io.printed.err).at(-1)).toBe('')
  })

  test('leaves a clean line, and is silent afterwards', async () => {
    const { io, advance, progress } = display(true)
    progress.show(scenario(1, 'honest'))
    progress.end()
    const before = io.printed.err
    expect(before.endsWith(erase)).toBe(true)
    advance(5_000)
    await settled()
    progress.show(step('late'))
    progress.end()
    expect(io.printed.err).toBe(before)
  })

  test('fits into one row, whatever names a client has', () => {
    const { io, progress } = display(true)
    progress.show(scenario(1, `x${'y'.repeat(200)}\n\u001b[31m`))
    const line = screenOf(io.printed.err).at(-1) ?? ''
    expect(line).toHaveLength(79)
    expect(line.endsWith('…')).toBe(true)
    expect(io.printed.err.replaceAll(erase, '')).not.toMatch(/[\n\u001b]/)
  })
})

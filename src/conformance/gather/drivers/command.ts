// Runs a client that a person starts on a terminal: what it prompts for is answered there.
import type { Clock } from '../../../server/index.js'
import type { RunningClient } from '../client.js'
import { type Program, startProgram } from '../program.js'
import type { Driver } from './driver.js'

/** Milliseconds of silence after which a prompt such as "press ENTER" is answered. */
const promptSilence = 1_000
/** Line breaks that a client gets at most: one that asks again and again wants something else. */
const mostBreaks = 3

/**
 * A line break for a client that waits for one: it asks for it, or has been silent for a while although nothing
 * was to be opened yet.
 */
async function pressEnter(program: Program, clock: Clock, signal: AbortSignal, nothingSeen: () => boolean) {
  let answered = ''
  let before = ''
  for (let breaks = 0; breaks < mostBreaks; ) {
    await clock.sleep(promptSilence, signal)
    if (signal.aborted) return
    const { stdout, stderr } = program.output()
    const printed = stdout + stderr
    const silent = printed !== '' && printed === before
    const asks = program.terminal.prompt()?.kind === 'enter'
    if ((asks || (silent && breaks === 0 && nothingSeen())) && printed !== answered) {
      answered = printed
      breaks += 1
      program.terminal.type('')
    }
    before = printed
  }
}

/** What a program that opened nothing may be: a server-side app that was taken for something else. */
async function servesInstead(program: Program): Promise<string | null> {
  const ports = [...new Set(((await program.listeners())?.own ?? []).map(({ port }) => port))]
  return ports.length === 0
    ? null
    : `it listens on port ${ports.join(', ')} and opened nothing: if it is a server-side app, say --kind web`
}

export const command: Driver<'command'> = {
  id: 'command',
  async start({ plan, home }, context): Promise<RunningClient> {
    const program = await startProgram(plan, home, context)
    const over = new AbortController()
    let seen = 0
    void pressEnter(program, context.clock, over.signal, () => seen === 0)
    return {
      onUrl(listener) {
        program.onUrl((url) => {
          seen += 1
          listener(url)
        })
      },
      ended: program.ended.then((end) => {
        over.abort()
        return end
      }),
      outside: program.outside,
      output: () => program.output(),
      terminal: program.terminal,
      listeners: () => program.listeners(),
      run: (text) => program.run(text),
      waitsFor: () => servesInstead(program),
      notes: program.notes,
      seeded: () => program.seeded(),
      refused: () => program.refused(),
      tls: () => program.tls(),
      async stop() {
        over.abort()
        await program.stop()
      },
    }
  },
}

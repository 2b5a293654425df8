// What a person sees while the kit works: one line that is rewritten on a terminal, a line for each scenario elsewhere.
import type { Io } from '../../command-line/index.js'
import type { Clock } from '../../server/index.js'
import { printable } from '../report/printable.js'
import type { Progress } from '../run-options.js'

export interface ProgressDisplay {
  show(progress: Progress): void
  /** A sentence that stays. */
  note(text: string): void
  /** Takes the line away that is rewritten; nothing is shown afterwards. */
  end(): void
}

const program = 'gc-pkce-check'
/** Columns that every terminal has; a line that is wrapped could not be taken away. */
const columns = 79
const eraseLine = '\r\u001b[2K'
const tick = 1_000

/** Shows nothing at all: `--quiet`. */
export const noProgress: ProgressDisplay = {
  show: () => undefined,
  note: () => undefined,
  end: () => undefined,
}

function sentenceFor(progress: Progress): string | null {
  switch (progress.kind) {
    case 'client':
      return `client: ${progress.startedWith}, taken for ${progress.clientKind} because ${progress.because}`
    case 'note':
      return progress.text
    case 'forgiving':
      return 'the login was refused; once more on a forgiving mock, to see what follows'
    default:
      return null
  }
}

/** `scenario 3 of 21: state-tamper/swapped` */
function headOf({ index, of, name }: Extract<Progress, { kind: 'scenario' }>): string {
  return `scenario ${index} of ${of}: ${name}`
}

/** Progress for the terminal or log that standard error is. Seconds count from the call. */
export function progressFor(io: Pick<Io, 'err' | 'terminal' | 'env'>, clock: Clock): ProgressDisplay {
  const begun = clock.now()
  const seconds = () => Math.floor((clock.now() - begun) / 1000)
  const isRewritten = io.terminal.err && io.env['TERM'] !== 'dumb'
  return isRewritten ? rewrittenLine(io, clock, seconds) : plainLines(io, seconds)
}

/** Not more often than for each scenario. */
function plainLines({ err }: Pick<Io, 'err'>, seconds: () => number): ProgressDisplay {
  const line = (text: string) => err(`${program}: ${printable(text)}\n`)
  return {
    note: line,
    show(progress) {
      const sentence = sentenceFor(progress)
      if (sentence !== null) line(sentence)
      if (progress.kind === 'scenario') line(`${headOf(progress)} (${seconds()} s)`)
    },
    end: () => undefined,
  }
}

function rewrittenLine({ err }: Pick<Io, 'err'>, clock: Clock, seconds: () => number): ProgressDisplay {
  const over = new AbortController()
  let head = ''
  let name = ''
  let step = ''
  let shown = ''
  const draw = () => {
    if (over.signal.aborted || head === '') return
    const text = printable(`${program}: ${head} (${seconds()} s)${step === '' ? '' : `, ${step}`}`)
    const line = text.length > columns ? `${text.slice(0, columns - 1)}…` : text
    if (line === shown) return
    err(`${eraseLine}${line}`)
    shown = line
  }
  const erase = () => {
    if (shown !== '') err(eraseLine)
    shown = ''
  }
  const note = (text: string) => {
    erase()
    err(`${program}: ${printable(text)}\n`)
    draw()
  }
  void (async () => {
    while (!over.signal.aborted) {
      await clock.sleep(tick, over.signal)
      draw()
    }
  })()
  return {
    note,
    show(progress) {
      const sentence = sentenceFor(progress)
      if (sentence !== null) return note(sentence)
      if (progress.kind === 'scenario') [head, name, step] = [headOf(progress), progress.name, '']
      // Of several that are under way, the one begun last is shown.
      if (progress.kind === 'step' && (progress.scenario ?? name) === name) step = progress.text
      draw()
    },
    end() {
      erase()
      over.abort()
    },
  }
}

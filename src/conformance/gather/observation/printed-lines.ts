// Keeps the lines that a client printed, until they can be searched for the values of its logins.

export type Stream = 'stdout' | 'stderr'

export interface PrintedLine {
  readonly stream: Stream
  /** From 1. */
  readonly number: number
  readonly text: string
  /** Number of the last exchange with the mock before it was read. */
  readonly afterExchange: number
}

/** Characters that are kept of both streams together; what comes later is not looked at. */
const most = 4_194_304
/** Of one line. */
const mostOfLine = 65_536

export interface PrintedLines {
  write(chunk: string, stream: Stream, afterExchange: number): void
  /** All lines so far, an unfinished last one included. */
  lines(): readonly PrintedLine[]
  readonly cut: boolean
  forget(): void
}

interface Unfinished {
  text: string
  number: number
  afterExchange: number
}

export function createPrintedLines(): PrintedLines {
  const lines: PrintedLine[] = []
  const unfinished: Record<Stream, Unfinished> = {
    stdout: { text: '', number: 1, afterExchange: 0 },
    stderr: { text: '', number: 1, afterExchange: 0 },
  }
  let kept = 0
  let cut = false

  function keep(stream: Stream, { text, number, afterExchange }: Unfinished): void {
    if (text === '') return
    if (text.length > mostOfLine || kept > most) cut = true
    if (kept > most) return
    const part = text.slice(0, mostOfLine)
    kept += part.length
    lines.push({ stream, number, text: part, afterExchange })
  }

  return {
    write(chunk, stream, afterExchange) {
      const line = unfinished[stream]
      const [first = '', ...others] = chunk.split('\n')
      if (line.text === '') line.afterExchange = afterExchange
      if (line.text.length <= mostOfLine) line.text += first
      for (const text of others) {
        keep(stream, line)
        Object.assign(line, { text, number: line.number + 1, afterExchange })
      }
    },
    lines: () => [
      ...lines,
      ...(['stdout', 'stderr'] as const).flatMap((stream): readonly PrintedLine[] => {
        const { text, number, afterExchange } = unfinished[stream]
        return text === '' ? [] : [{ stream, number, text: text.slice(0, mostOfLine), afterExchange }]
      }),
    ],
    get cut() {
      return cut
    },
    forget() {
      lines.length = 0
    },
  }
}

// A file of verifiers, one a line, as it comes from a log or a packet capture: what can be judged, and what is wrong.
import type { Sample } from './sample.js'

/** A line that is not used, or used with a remark. */
export interface LineProblem {
  /** Counted from 1; 0 for the file as a whole. */
  readonly line: number
  readonly problem: string
  /** Whether the line was used all the same. */
  readonly used: boolean
}

export interface VerifierFile {
  /** In the order of the lines; each is a login of its own. */
  readonly samples: readonly Sample[]
  /** The line of each of them, counted from 1. */
  readonly lines: readonly number[]
  readonly problems: readonly LineProblem[]
  /** Verifiers in the file beyond the most that are analysed. */
  readonly leftOut: number
}

/** More logins than this add nothing that a prediction could use. */
export const mostVerifiers = 2_000

/** Names that stand above a column of verifiers. */
const header = /^["']?(?:#.*|code[_ -]?verifiers?|verifiers?|pkce[_ -]?verifiers?)["']?,?$/i

/**
 * Reads verifiers from text: one a line, with any line ends, with or without quotes, blank lines, a byte order mark and
 * a header.
 */
export function parseVerifierFile(text: string): VerifierFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const samples: Sample[] = []
  const places: number[] = []
  const problems: LineProblem[] = []
  let leftOut = 0
  let begun = false
  for (const [index, raw] of lines.entries()) {
    const written = raw.trim()
    const isHeader = !begun && header.test(written)
    if (written === '' || isHeader) continue
    begun = true
    const verifier = bare(written)
    const problem = problemOf(verifier)
    if (problem !== undefined) problems.push({ line: index + 1, ...problem })
    if (problem?.used === false) continue
    if (samples.length === mostVerifiers) {
      leftOut += 1
      continue
    }
    samples.push({ role: 'verifier', text: verifier, login: samples.length + 1 })
    places.push(index + 1)
  }
  const all = [...problems, ...problemsOfAll(samples.length, leftOut)]
  return { samples, lines: places, problems: all, leftOut }
}

/** Without quotes, a comma at the end, and the name of the parameter. */
function bare(written: string): string {
  const item = written.replace(/[,;]$/, '').replace(/^code_verifier=/, '')
  const [, , quoted] = item.match(/^(["'`])(.*)\1$/) ?? []
  return (quoted ?? item).trim()
}

const shortest = 43
const longest = 128

function problemOf(verifier: string): { problem: string; used: boolean } | undefined {
  const foreign = verifier.match(/[^A-Za-z0-9\-._~]/u)?.[0]
  if (foreign !== undefined) {
    return {
      problem: `${named(foreign)} cannot stand in a code verifier (RFC 7636 section 4.1)`,
      used: false,
    }
  }
  const { length } = verifier
  if (length < shortest) {
    return { problem: `${length} characters, a code verifier has at least ${shortest}`, used: false }
  }
  if (length > longest) {
    return { problem: `${length} characters, a code verifier has at most ${longest}`, used: false }
  }
  return undefined
}

/** A character in words that show it, whatever it is. */
function named(character: string): string {
  if (character === ' ') return 'a space'
  if (character === '\t') return 'a tab'
  const code = character.codePointAt(0) ?? 0
  const visible = code > 0x20 && code < 0x7f
  return visible ? `"${character}"` : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

function problemsOfAll(count: number, leftOut: number): readonly LineProblem[] {
  if (count === 0) return [{ line: 0, problem: 'no line of the file is a code verifier', used: false }]
  const some: LineProblem[] = []
  if (count === 1) some.push({ line: 0, problem: 'one verifier only: a second one shows more', used: true })
  if (leftOut > 0) {
    some.push({
      line: 0,
      problem: `${leftOut} verifiers after the first ${mostVerifiers} are not analysed`,
      used: false,
    })
  }
  return some
}

// Saved files as a run: every problem of every file at once.
import * as v from 'valibot'
import type { Transcript } from '../transcript.js'
import { runSchema } from './run-schema.js'
import type { GatheredRun } from './saved-run.js'
import { transcriptSchema } from './transcript-schema.js'

export const runFile = 'run.json'

/** The text of a file of the folder by its name, or null when there is none. */
export type ReadText = (name: string) => string | null

export type ReadRun =
  | { readonly kind: 'good'; readonly run: GatheredRun }
  /** One sentence each, with the file and the member at fault; no full stop. */
  | { readonly kind: 'bad'; readonly problems: readonly string[] }

type Parsed<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'bad'; readonly problems: readonly string[] }

/** A broken file may hold thousands of mistakes of one kind. */
const mostProblems = 20

function problemOf(name: string, issue: v.BaseIssue<unknown>): string {
  const member = v.getDotPath(issue)
  const place = member === null ? name : `${name}: ${member}`
  if (issue.received === 'undefined') return `${place}: is missing`
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${place}: there is no such member`
  const what = issue.type === 'strict_object' ? 'expected an object' : issue.message
  return `${place}: ${what}`
}

function parse<T>(name: string, text: string | null, schema: v.GenericSchema<unknown, T>): Parsed<T> {
  if (text === null) return { kind: 'bad', problems: [`${name}: there is no such file`] }
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return { kind: 'bad', problems: [`${name}: is not JSON, perhaps cut short`] }
  }
  // To the schema a list is an object without members.
  if (Array.isArray(input)) return { kind: 'bad', problems: [`${name}: expected an object`] }
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true })
  if (parsed.success) return { kind: 'good', value: parsed.output }
  const problems = parsed.issues.slice(0, mostProblems).map((issue) => problemOf(name, issue))
  const left = parsed.issues.length - problems.length
  return { kind: 'bad', problems: left > 0 ? [...problems, `${name}: and ${left} more`] : problems }
}

const whyNotRedacted =
  'is a redacted copy: the values that verdicts rest on are gone from it, so only the original can be judged'

/** Reads a run from its files; `read` is asked for `run.json` first, then for each transcript that it names. */
export function readRun(read: ReadText): ReadRun {
  const file = parse(runFile, read(runFile), runSchema)
  if (file.kind === 'bad') return file
  const { transcripts: names, redacted = false, ...head } = file.value
  if (redacted) return { kind: 'bad', problems: [`${runFile}: ${whyNotRedacted}`] }
  const parsed = names.map((name) => parse<Transcript>(name, read(name), transcriptSchema))
  const problems = parsed.flatMap((one) => (one.kind === 'bad' ? one.problems : []))
  if (problems.length > 0) return { kind: 'bad', problems }
  const transcripts = parsed.flatMap((one) => (one.kind === 'good' ? [one.value] : []))
  return { kind: 'good', run: { head, transcripts } }
}

/** The files of a run by name, `run.json` last: while it is missing the others mean nothing. */
export function filesOf(
  { head, transcripts }: GatheredRun,
  marks: { readonly redacted: boolean },
): readonly (readonly [name: string, text: string])[] {
  const named = transcripts.map((transcript, index): readonly [string, string] => {
    const { scenario, variant } = transcript
    const what = variant === null ? scenario : `${scenario}.${variant}`
    const name = `${String(index + 1).padStart(2, '0')}-${what.replace(/[^A-Za-z0-9._-]/g, '_')}.json`
    return [name, `${JSON.stringify(transcript, null, 2)}\n`]
  })
  const run = {
    ...head,
    transcripts: named.map(([name]) => name),
    ...(marks.redacted ? { redacted: true } : {}),
  }
  return [...named, [runFile, `${JSON.stringify(run, null, 2)}\n`]]
}

// Judges tables of transcripts: one row is one client, and what a check has to say about it.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Check, Level, Profile } from '../../src/conformance/judge/checks/check.js'
import type { Verdict } from '../../src/conformance/judge/verdict.js'
import type { Transcript } from '../../src/conformance/transcript.js'

/** `fails`: all reasons that must be given, and no other, each with its level. */
type Expected =
  | 'passes'
  | { readonly fails: Readonly<Record<string, Level>> }
  | { readonly inconclusive: RegExp }
  | { readonly notApplicable: RegExp }

export interface Row {
  /** A sentence about the client. */
  readonly name: string
  readonly transcripts: Transcript | readonly Transcript[]
  /** `core` unless said otherwise. */
  readonly profile?: Profile
  /** Scopes that the application says it needs. */
  readonly neededScopes?: readonly string[]
  readonly expected: Expected
  /** Texts that the verdict must contain somewhere. */
  readonly saying?: readonly RegExp[]
  /** How many occurrences or pieces of evidence there must be. */
  readonly times?: number
}

/** Stands in for the mask of a run: the length, and digits that tell values apart. */
const tools = {
  mask: (secret: string) =>
    `${secret.length} characters #${createHash('sha256').update(secret).digest('hex').slice(0, 8)}`,
}

function levelsOf(check: Check, verdict: Verdict, row: Row, kind: Transcript['kind']): Record<string, Level> {
  if (verdict.outcome !== 'fail') return {}
  return Object.fromEntries(
    verdict.occurrences.map(({ reason }) => {
      const rule = check.reasons[reason]?.level
      if (rule === undefined) throw new Error(`${check.id} does not declare the reason ${reason}`)
      if (typeof rule === 'string') return [reason, rule]
      return [reason, rule.profiles?.[row.profile ?? 'core'] ?? rule.kinds?.[kind] ?? rule.otherwise]
    }),
  )
}

function outcomeOf(expected: Expected): Verdict['outcome'] {
  if (expected === 'passes') return 'pass'
  if ('fails' in expected) return 'fail'
  return 'inconclusive' in expected ? 'inconclusive' : 'not-applicable'
}

/** Every secret value on the wire, by the name that carries it; short values are no secrets of this kit. */
function secretsIn(transcripts: readonly Transcript[]): readonly string[] {
  const texts = transcripts.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ request, honest, sent }) => [
      request.query,
      request.body,
      honest.body,
      ...[honest, sent].flatMap(({ headers }) => headers.map(([, value]) => value)),
    ]),
  )
  const names = 'code|code_verifier|client_secret|access_token|refresh_token|state'
  const pattern = new RegExp(`(?:[?&]|^|")(?:${names})(?:"?: ?"|=)([^&"]+)`, 'g')
  const found = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, value = '']) => value))
  const shown = texts.flatMap((text) =>
    [...text.matchAll(/code_challenge=([^&]+)/g)].map(([, value = '']) => value),
  )
  return found
    .map((value) => new URLSearchParams(`x=${value}`).get('x') ?? '')
    .filter((value) => value.length > 15 && !shown.includes(value) && !value.startsWith('['))
}

/** One test per row, named by the row. */
export function judgeTable(check: Check, rows: readonly Row[]): void {
  describe(check.id, () => {
    for (const row of rows) {
      test(row.name, () => {
        const transcripts: readonly Transcript[] = [row.transcripts].flat()
        // What was written to a file and read again must be judged alike.
        const read: Transcript[] = JSON.parse(JSON.stringify(transcripts))
        const { expected, neededScopes } = row
        const verdict = check.judge(read, neededScopes === undefined ? tools : { ...tools, neededScopes })
        expect(verdict, JSON.stringify(verdict, null, 1)).toMatchObject({ outcome: outcomeOf(expected) })
        const kind = transcripts[0]?.kind ?? 'native'
        if (expected !== 'passes' && 'fails' in expected) {
          expect(levelsOf(check, verdict, row, kind)).toEqual(expected.fails)
        }
        if (expected !== 'passes' && 'inconclusive' in expected) {
          expect(verdict).toMatchObject({ reason: expect.stringMatching(expected.inconclusive) })
        }
        if (expected !== 'passes' && 'notApplicable' in expected) {
          expect(verdict).toMatchObject({ reason: expect.stringMatching(expected.notApplicable) })
        }
        const text = JSON.stringify(verdict)
        for (const wanted of row.saying ?? []) expect(text).toMatch(wanted)
        for (const secret of secretsIn(transcripts)) expect(text).not.toContain(secret)
        if (row.times !== undefined) {
          const seen =
            'occurrences' in verdict ? verdict.occurrences : 'evidence' in verdict ? verdict.evidence : []
          expect(seen).toHaveLength(row.times)
        }
      })
    }
  })
}

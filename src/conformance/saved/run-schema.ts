// The form of `run.json`, which stands beside the saved transcripts of a run.
import * as v from 'valibot'
import { profiles } from '../judge/checks/check.js'
import type { Expectation } from '../report/expectations.js'
import type { Shard } from '../shard.js'
import { clientKinds } from '../transcript.js'
import type { Judgement, RunHead } from './saved-run.js'
import { flag, listOf, text, whole } from './schema-parts.js'

const isoTime = v.pipe(
  text,
  v.check((time) => !Number.isNaN(Date.parse(time)), 'expected a time in ISO 8601'),
)

const expectation = v.strictObject({
  finding: text,
  reason: text,
  until: v.exactOptional(text),
  full: v.exactOptional(flag),
} satisfies Record<keyof Expectation, unknown>)

const judgement = v.strictObject({
  checks: v.exactOptional(listOf(text)),
  skip: v.exactOptional(listOf(text)),
  scenarios: v.exactOptional(listOf(text)),
  quick: v.exactOptional(flag),
  full: v.exactOptional(flag),
  profile: v.exactOptional(v.picklist(profiles, `expected one of ${profiles.join(', ')}`)),
  strict: v.exactOptional(flag),
  allowInconclusive: v.exactOptional(flag),
  neededScopes: v.exactOptional(listOf(text)),
  printsToken: v.exactOptional(flag),
  expected: v.exactOptional(listOf(expectation)),
} satisfies Record<keyof Judgement, unknown>)

const client = v.strictObject({
  target: text,
  kind: v.picklist(clientKinds, `expected one of ${clientKinds.join(', ')}`),
  startedWith: text,
  why: v.nullable(text),
  noBrowser: v.exactOptional(flag),
  call: v.exactOptional(listOf(text)),
} satisfies Record<keyof RunHead['client'], unknown>)

const headMembers = {
  schema: v.literal('gc-pkce-check/run/1', 'expected "gc-pkce-check/run/1"'),
  startedAt: isoTime,
  durationMs: v.pipe(whole, v.minValue(0, 'expected a number that is not negative')),
  platform: text,
  client,
  shard: v.exactOptional(v.strictObject({ index: whole, of: whole } satisfies Record<keyof Shard, unknown>)),
  interruptedBy: v.nullable(text),
  maskKey: v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits')),
  judgement,
} satisfies Record<keyof RunHead, unknown>

export const runSchema = v.strictObject({
  ...headMembers,
  /** Their order is that of the run. */
  transcripts: listOf(
    v.pipe(
      text,
      v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/, 'expected the name of a file beside this one'),
    ),
  ),
  /** Set in a copy that is made to be shared. */
  redacted: v.exactOptional(flag),
})

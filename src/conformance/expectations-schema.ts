// The form of a file with known findings.
import * as v from 'valibot'
import type { Expectation } from './report/expectations.js'

const longest = 10_000

const text = v.pipe(
  v.string('expected text'),
  v.check((value) => value.trim() !== '', 'expected text that is not empty'),
  v.maxLength(longest, `expected at most ${longest} characters`),
)

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  // The 31st of February is read as a day of March.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day
}

const dayMessage = 'expected a day such as 2026-12-31'
const day = v.pipe(
  v.string(dayMessage),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, dayMessage),
  v.check(isDay, 'expected a day that there is'),
)

const entry = v.strictObject({
  finding: text,
  reason: text,
  until: v.exactOptional(day),
  full: v.exactOptional(v.boolean('expected true or false')),
} satisfies Record<keyof Expectation, unknown>)

const most = 10_000

export const expectationsSchema = v.strictObject({
  expected: v.pipe(
    v.array(entry, 'expected a list of findings'),
    v.maxLength(most, `expected at most ${most} findings`),
  ),
})

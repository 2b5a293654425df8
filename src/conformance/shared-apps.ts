// Which runs a server-side app can be asked to go through one after another without a new start: those in which the
// mock alone does something else, in an answer that is over when the login is.
import { findScenario } from '../server/index.js'
import { isDead } from './dead-runs.js'
import type { Target } from './gather/drivers/driver.js'
import type { PlannedScenario, Transcript } from './transcript.js'

/** Answers of the token endpoint after which no client has a reason to come back later. */
const finalTokenErrors =
  /^(?:invalid-|unauthorized-client|unsupported-grant-type|unknown-code|error-with-200|access-token-|token-type-)/

const inOneApp: Readonly<Record<string, RegExp>> = {
  'honest-variants': /./,
  // A page instead of an answer ends the way of the browser: such a run would be repeated.
  'authz-errors': /^(?!page|pkce-unsupported-page)/,
  'state-tamper': /./,
  'token-errors': finalTokenErrors,
}

/**
 * Whether a run may follow on others in one app. Not where the kit operates the client in an unusual way, because it
 * matters there which logins the app knows; not where the metadata differ, which an app reads once.
 */
export function canShareApp({ id, variant }: PlannedScenario): boolean {
  const scenario = findScenario(id, variant)
  if (variant === null || scenario === undefined || scenario.operatedBy === 'kit') return false
  const answersOnly = scenario.concerns.every((part) => part === 'authorize' || part === 'token')
  return answersOnly && inOneApp[id]?.test(variant) === true
}

/** `items` in at most `count` parts of about the same size, in their order. */
function inParts<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  const size = Math.ceil(items.length / count)
  return Array.from({ length: Math.min(count, items.length) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  ).filter((part) => part.length > 0)
}

/** The runs of `target` by what they are done in: one app for each worker, and one start for each of the others. */
export function batchesFor(
  { kind }: Target,
  items: readonly PlannedScenario[],
  workers: number,
): readonly (readonly PlannedScenario[])[] {
  const shared = kind === 'web' ? items.filter(canShareApp) : []
  const others = items.filter((item) => !shared.includes(item))
  return [...inParts(shared, workers), ...others.map((item) => [item])]
}

/**
 * Why a run in a shared app says nothing for sure, and has to be repeated in an app of its own; null when it went as
 * runs do.
 */
export function whyRepeated(transcript: Transcript, appEnded: boolean): string | null {
  const { ending } = transcript
  if (ending.kind === 'interrupted') return null
  if (appEnded) return 'the app ended'
  if (isDead(transcript)) return 'no login was begun'
  return ending.kind === 'client-finished' || ending.kind === 'client-gave-up' ? null : ending.what
}

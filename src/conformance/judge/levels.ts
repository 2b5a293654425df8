// The level of a failure: data beside the check, resolved for a kind of client and a profile.
import type { ClientKind } from '../transcript.js'
import type { Check, Level, LevelRule, Profile } from './checks/check.js'

const rank: Readonly<Record<Level, number>> = { info: 0, warning: 1, violation: 2 }

export function levelOf(rule: LevelRule, kind: ClientKind, profile: Profile): Level {
  if (typeof rule === 'string') return rule
  return rule.profiles?.[profile] ?? rule.kinds?.[kind] ?? rule.otherwise
}

/** The highest of some levels; info when there are none. */
export function highest(levels: readonly Level[]): Level {
  return levels.reduce<Level>((most, level) => (rank[level] > rank[most] ? level : most), 'info')
}

/** The highest level that a failure of `check` can have: what an inconclusive verdict counts with. */
export function highestPossible(check: Check, kind: ClientKind, profile: Profile): Level {
  return highest(Object.values(check.reasons).map((reason) => levelOf(reason.level, kind, profile)))
}

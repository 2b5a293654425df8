// One run on several machines: which of its scenarios one of them goes through.
import { isControl } from './judge/plan.js'
import type { PlannedScenario } from './transcript.js'

/** The part `index` of `of`, counted from 1. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** More machines than there are scenarios would do nothing but controls. */
export const mostShards = 1000

/** Reads `2/4`; null for everything else. */
export function readShard(text: string): Shard | null {
  const [, first = '', second = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []
  const [index, of] = [Number(first), Number(second)]
  return index >= 1 && index <= of && of <= mostShards ? { index, of } : null
}

/** `2/4` */
export function shardText({ index, of }: Shard): string {
  return `${index}/${of}`
}

/**
 * The runs of one machine, in their order: every so many-th scenario, so that dear neighbours are spread, and the
 * controls, because only between two logins that work does it count what a client does not do.
 */
export function inShard(
  planned: readonly PlannedScenario[],
  shard: Shard | undefined,
): readonly PlannedScenario[] {
  if (shard === undefined) return planned
  const active = planned.filter(({ id }) => !isControl(id))
  const own = new Set(active.filter((_, place) => place % shard.of === shard.index - 1))
  return planned.filter((run) => isControl(run.id) || own.has(run))
}

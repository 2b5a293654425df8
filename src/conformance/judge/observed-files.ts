// The files that a client wrote, as checks speak about them.
import type { Observations, ObservedFile, SecretKind, SecretPlace } from '../observations.js'
import { described } from './observed-runs.js'
import { listed } from './wording.js'

const places = {
  home: '~/',
  temporary: '$TMPDIR/',
  'shared-temporary': '/tmp/',
  client: './',
} as const

/** `~/.config/my-app/tokens.json`; a file of the client itself begins with a dot. */
export function pathOf({ place, path }: Pick<ObservedFile, 'place' | 'path'>): string {
  return `${places[place]}${path}`
}

/** The first of each kind in `held`, of those that are asked for, in the order of importance. */
export function heldOf(held: readonly SecretPlace[], kinds: readonly SecretKind[]): readonly SecretPlace[] {
  return kinds.flatMap((kind) => held.find((one) => one.kind === kind) ?? [])
}

/** `the verifier of exchange 3 and the state of exchange 1`. */
export function allDescribed(held: readonly SecretPlace[]): string {
  return listed(held.map(described))
}

/** Permission bits as `ls` and `chmod` have them: `0644`. */
export function modeText(mode: number): string {
  return `0${(mode & 0o777).toString(8).padStart(3, '0')}`
}

/** `none of the 3 files that changed during the run held a token`; says so when not all could be looked at. */
export function nothingHeld({ lookedAt, cut }: Observations, what: string): string {
  const { files } = lookedAt
  const rest = cut ? '; there was more than could be looked at' : ''
  if (files === 0) return `no file changed during the run${rest}`
  const which = files === 1 ? 'the one file' : `none of the ${files} files`
  return `${which} that changed during the run ${files === 1 ? 'did not hold' : 'held'} ${what}${rest}`
}

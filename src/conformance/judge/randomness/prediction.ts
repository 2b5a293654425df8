// What a successful attack hands on: what was known, what was computed of it, what then came true.
import type { Role, Sample, TimeWindow } from './sample.js'
import type { Work } from './work.js'

/** Text that was taken as known: the first characters of what a login sent. */
export interface KnownText {
  readonly role: Role
  readonly login: number
  /** The characters used; the whole text where nothing of it was held back. */
  readonly text: string
}

/** Text that was computed from what was known, and is what the client then sent. */
export interface ComputedText {
  readonly role: Role
  readonly login: number
  /** The characters before this one were known. */
  readonly from: number
  /** The whole text. */
  readonly text: string
  /** How many places or texts were compared with what was sent before one was equal. */
  readonly searched: number
  /**
   * 1 where each character was computed exactly. Otherwise so many candidates, on average, were left for each character
   * from `from` on, and the one that was sent was always among them.
   */
  readonly candidates: number
}

/** A generator whose output was computed, and came true. */
export interface Prediction {
  readonly role: Role
  /** The attack that found it. */
  readonly attack: string
  /** The generator, for people: with the runtimes that have it. */
  readonly generator: string
  /** How the text is made of its numbers, for people; empty where the generator says it all. */
  readonly idiom: string
  readonly known: readonly KnownText[]
  readonly computed: readonly ComputedText[]
  /** log2 of the bound on the chance that a random text agrees as well, with every hypothesis counted. */
  readonly chance: number
  /** Logins that the prediction needed or that bear it out. */
  readonly logins: number
  /** What the next login will send; several texts where the next login decides between them; none where that is open. */
  readonly next: readonly string[]
}

/** The texts of one role, in order of the logins, with all that is known beside them. */
export interface Series {
  readonly role: Role
  readonly samples: readonly Sample[]
  /** Samples of the other role. */
  readonly others: readonly Sample[]
  readonly window: TimeWindow | undefined
}

/** What an attack came to. */
export interface Attempt {
  readonly prediction?: Prediction | undefined
  /** Everything that the attack has to try was tried. False: the work ran out. */
  readonly complete: boolean
}

/** One way to compute what a weak generator gives. */
export interface Attack {
  readonly id: string
  /** What "not reproduced by …" names. */
  readonly name: string
  /** Why this attack can say nothing about these texts; undefined where it can. */
  unsuited(series: Series): string | undefined
  run(series: Series, work: Work): Attempt
}

/** log2 of the largest chance of coincidence with which a prediction is reported. */
export const provenChance = -40

/**
 * The rule for reporting. Every computed text that came true counts with its bits, so that a next login that came true
 * always suffices when it is long enough to be a code verifier.
 */
export function isProven(prediction: Prediction): boolean {
  return prediction.chance <= provenChance && prediction.computed.length > 0
}

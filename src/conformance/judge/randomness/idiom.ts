// How a program makes text of successive numbers in [0, 1), and what the text says about them.

/** What a text says of one call: the number was in [low, high); exactly `low` where both are equal. */
export interface Draw {
  readonly low: number
  readonly high: number
  /** Leading bits of the number that are known exactly, where they are more than an interval in fixed point holds. */
  readonly bits?: number
  /** The conversion that the text was read with, where that matters: bits of every number. */
  readonly conversion?: 52 | 53
}

/** The call, in the names of idioms. */
export const mathRandom = 'Math.random()'

/** A call of which the text says nothing. */
export const unknownDraw: Draw = { low: 0, high: 1 }

/** One and the same object reads a text and writes it, so that a prediction needs no second code. */
export interface Idiom {
  readonly id: string
  /** For people, as code: `alphabet[Math.floor(Math.random() * 66)]`. */
  readonly name: string
  /** Characters after which a text can be cut so that its beginning is made of whole calls; 1 where that does not matter. */
  readonly unit: number
  /** What the text, or its beginning, says about each call; several readings where it can be split in several ways. */
  read(text: string): readonly (readonly Draw[])[]
  /** The text of `length` characters that successive calls give; a shorter length gives its beginning. */
  make(number: (call: number) => number, length: number): Made
  /** The idiom with the order of its punctuation learnt from a text and the numbers behind it. */
  learn?(text: string, number: (call: number) => number): Idiom
  /** The idiom with every usual order of the punctuation that is still open. */
  guesses?(): readonly Idiom[]
  /** Bits of information in a text of this idiom, log2 of the number of texts of this length. */
  bits(text: string): number
}

export interface Made {
  readonly text: string
  /** Calls that went into it. */
  readonly calls: number
}

/** Whether a made text is the sent one; `erased` stands for any punctuation. */
export function agrees(made: string, sent: string): boolean {
  if (made === sent) return true
  if (made.length !== sent.length) return false
  for (let at = 0; at < sent.length; at += 1) {
    const letter = made.charCodeAt(at)
    const other = sent.charCodeAt(at)
    if (letter !== other && !(letter === 0 && isPunctuation(other))) return false
  }
  return true
}

/** `-`, `.`, `_` or `~`. */
function isPunctuation(code: number): boolean {
  return code === 0x2d || code === 0x2e || code === 0x5f || code === 0x7e
}

/** How many characters of a text are known to a solver when so many are held back from it, in whole units. */
export function knownOf({ unit }: Idiom, text: string, heldBack: number): number {
  return Math.floor((text.length - heldBack) / unit) * unit
}

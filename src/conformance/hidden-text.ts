// Finds a text inside another one, also when it was percent-encoded, base64-encoded or written in hex digits.

export type Disguise = 'plain' | 'percent-encoded' | 'base64' | 'hex'

interface Reading {
  readonly text: string
  readonly disguise: Disguise
}

/** Shorter pieces are not read: what is looked for is longer. */
const leastPiece = 16
/** A text in a text in a text: state that is base64 of JSON that holds base64, say. */
const mostLayers = 3

function percentDecoded(text: string): readonly Reading[] {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return []
  const decoded = text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  return [{ text: decoded, disguise: 'percent-encoded' }]
}

/** The printable pieces of some octets. */
function printableIn(octets: Buffer, disguise: Disguise): readonly Reading[] {
  const pieces = octets.toString('latin1').match(/[\x20-\x7E]{16,}/g) ?? []
  return pieces.map((text) => ({ text, disguise }))
}

/** What was encoded may begin anywhere in a longer run, so every alignment is tried. */
function base64Decoded(text: string): readonly Reading[] {
  const runs = text.match(/[A-Za-z0-9+/_-]{20,}/g) ?? []
  return runs.flatMap((run) =>
    [0, 1, 2, 3].flatMap((skipped) => printableIn(Buffer.from(run.slice(skipped), 'base64'), 'base64')),
  )
}

function hexDecoded(text: string): readonly Reading[] {
  const runs = text.match(/[0-9A-Fa-f]{32,}/g) ?? []
  return runs.flatMap((run) =>
    [0, 1].flatMap((skipped) => printableIn(Buffer.from(run.slice(skipped), 'hex'), 'hex')),
  )
}

/** The text itself and everything that it can be decoded to; the outermost disguise is named. */
function readingsOf(text: string, layers: number): readonly Reading[] {
  const own: Reading = { text, disguise: 'plain' }
  if (layers === 0) return [own]
  const decoded = [...percentDecoded(text), ...base64Decoded(text), ...hexDecoded(text)]
  const inner = decoded.flatMap(({ text: below, disguise }) =>
    readingsOf(below, layers - 1).map((reading) => ({ text: reading.text, disguise })),
  )
  return [own, ...inner]
}

/**
 * How `wanted` lies in `text`; null when it does not. Texts of less than 16 characters are never found,
 * because they may be there by chance.
 */
export function disguiseOf(wanted: string, text: string): Disguise | null {
  if (wanted.length < leastPiece) return null
  return readingsOf(text, mostLayers).find((reading) => reading.text.includes(wanted))?.disguise ?? null
}

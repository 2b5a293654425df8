// Octets that were printed as numbers, as languages print their byte arrays.

/** `116,24,223`, `[116 24 223]`, `[116, -8, 24]` (Java), `{"0":116,"1":24}` and `{"type":"Buffer","data":[116]}`. */
const forms: readonly RegExp[] = [
  /^[[{(]?\s*-?\d{1,3}(?:[,\s]\s*-?\d{1,3}){7,}\s*[\])}]?$/,
  /^\{\s*(?:"\d{1,3}"\s*:\s*\d{1,3}\s*(?:,\s*|(?=\}))){8,}\}$/,
  /^\{"type":"Buffer","data":\[[\d,\s]*\]\}$/,
]

/** Longer texts are no list of the octets of a hash or a verifier. */
const longestList = 2000

/** Whether `text` is a byte array of at least eight octets that was turned into text. */
export function isByteList(text: string): boolean {
  return text.length <= longestList && forms.some((form) => form.test(text))
}

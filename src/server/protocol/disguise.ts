// An access token in another shape: clients must not look into tokens (RFC 9068 section 6), so any shape is legal.
// Nothing has to be remembered: the token can be read out of every shape again.

export type Disguise = 'opaque' | 'senseless-jwt' | 'jwe'

/** `{"alg":"RS256","typ":"at+jwt"}`, and the text `no JSON here`. */
const senselessBeginning = 'eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.bm8gSlNPTiBoZXJl.'
/** `{"alg":"RSA-OAEP-256","enc":"A256GCM"}`, an encrypted key and an initialization vector; then the tag. */
const jweBeginning =
  'eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIn0.c29tZSBlbmNyeXB0ZWQga2V5LCBtYWRlIHVw.bWFkZSB1cCBhcyBp.'
const jweEnd = '.YXMgbWFkZSB1cCBhcyBpdA'

/** What stands between a token and the filling that makes it long; neither kind of token has it. */
const filling = /^([\w.-]+)~(?:filling)+$/

/** A token of the mock: signed, or 86 characters. */
const plainToken = /^(?:eyJ[\w-]+\.[\w-]+\.[\w-]*|[\w-]{86})$/

/** Every octet with the same bits turned round: done twice, it is as before. */
function turned(octets: Uint8Array): Buffer {
  return Buffer.from(octets.map((octet) => octet ^ 0b1010_0101))
}

/** `token` as a text of the kind `as`. */
export function disguised(token: string, as: Disguise): string {
  const text = turned(Buffer.from(token)).toString('base64url')
  if (as === 'opaque') return text
  return as === 'senseless-jwt' ? `${senselessBeginning}${text}` : `${jweBeginning}${text}${jweEnd}`
}

/** `token` with filling behind it, so that it has `characters` characters at least. */
export function filled(token: string, characters: number): string {
  const times = Math.max(1, Math.ceil((characters - token.length - 1) / 'filling'.length))
  return `${token}~${'filling'.repeat(times)}`
}

/** The token that `text` is in another shape; null when it is none. */
export function undisguised(text: string): string | null {
  const unfilled = filling.exec(text)?.[1]
  if (unfilled !== undefined) return unfilled
  const token = turned(Buffer.from(innerText(text), 'base64url')).toString('latin1')
  return plainToken.test(token) ? token : null
}

function innerText(text: string): string {
  if (text.startsWith(senselessBeginning)) return text.slice(senselessBeginning.length)
  if (text.startsWith(jweBeginning) && text.endsWith(jweEnd)) {
    return text.slice(jweBeginning.length, -jweEnd.length)
  }
  return text
}

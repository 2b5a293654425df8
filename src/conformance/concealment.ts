// The client's own secret is the user's, and lives on after the run: placeholders take its place before anything is
// judged or kept. Equal secrets get equal placeholders, so that every verdict is the same.
import { formDecoded, readAuthorization } from '../server/protocol/client-authentication.js'
import { readTokenParameters } from './judge/token-parameters.js'
import { mapStrings } from './map-strings.js'
import type { Transcript } from './transcript.js'
import { writtenForms } from './written-forms.js'

/** A shorter secret may stand in a text by chance: it is replaced only where secrets belong. */
const leastInText = 8
const longestEncodedRun = 20_000

interface Replacement {
  readonly secret: string
  readonly placeholder: string
}

/** Replaces every secret that the client showed, and `given`, in all transcripts of a run. */
export function concealSecrets(
  transcripts: readonly Transcript[],
  given: string | null,
): readonly Transcript[] {
  const secrets = new Set([...(given === null ? [] : [given]), ...transcripts.flatMap(secretsOf)])
  secrets.delete('')
  // The longest first: one secret may be a part of another.
  const replacements = [...secrets]
    .map((secret, index) => ({
      secret,
      placeholder: `concealed-client-secret-${index + 1}`.padEnd(secret.length, 'x'),
    }))
    .toSorted((a, b) => b.secret.length - a.secret.length)
  if (replacements.length === 0) return transcripts
  return transcripts.map((transcript) => mapStrings(transcript, (text) => concealed(text, replacements)))
}

/** Every client secret that was sent to the mock, wherever it stood, in the order of its first appearance. */
function secretsOf({ exchanges }: Transcript): readonly string[] {
  return exchanges.flatMap(({ request }) => {
    const { basic } = readAuthorization(request)
    const inParameters = readTokenParameters(request).parameters.filter(
      ({ name }) => name === 'client_secret',
    )
    const inHeader = basic === null ? [] : [meantBy(basic.secret)]
    return [...inHeader, ...inParameters.map(({ value }) => value)]
  })
}

/** RFC 6749 section 2.3.1: a secret is form-encoded in a Basic header, and many clients leave that out. */
function meantBy(password: string): string {
  const decoded = formDecoded(password)
  return writtenForms(decoded).includes(password) ? decoded : password
}

function concealed(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((changed, { secret, placeholder }) => {
    const inPlace = inBasic(inParameter(changed, secret, placeholder), secret, placeholder)
    return secret.length < leastInText ? inPlace : inText(inPlace, secret, placeholder)
  }, text)
}

/** The value of `client_secret` in a form, a query or JSON, however short it is. */
function inParameter(text: string, secret: string, placeholder: string): string {
  if (!text.includes('client_secret')) return text
  const pattern = /(client_secret=|"client_secret"\s*:\s*")([^&"\s]*)/g
  const forms = writtenForms(secret)
  return text.replace(pattern, (whole, name: string, value: string) =>
    forms.includes(value) || formDecoded(value) === secret ? `${name}${placeholder}` : whole,
  )
}

/** The second half of a Basic header. */
function inBasic(text: string, secret: string, placeholder: string): string {
  return text.replace(/(\bbasic\s+)([A-Za-z0-9+/_-]+=*)/gi, (whole, scheme: string, encoded: string) => {
    const decoded = Buffer.from(encoded, 'base64').toString('utf8')
    const colon = decoded.indexOf(':')
    const password = decoded.slice(colon + 1)
    if (colon < 0 || (password !== secret && formDecoded(password) !== secret)) return whole
    return scheme + Buffer.from(`${decoded.slice(0, colon)}:${placeholder}`).toString('base64')
  })
}

/** The secret anywhere, plain or percent-encoded, and inside of what is base64 or hex digits. */
function inText(text: string, secret: string, placeholder: string): string {
  const plain = writtenForms(secret).reduce((changed, form) => changed.replaceAll(form, placeholder), text)
  return plain
    .replace(/[A-Za-z0-9+/_-]{11,}=*/g, (run) => inEncoded(run, 'base64', secret, placeholder))
    .replace(/[0-9A-Fa-f]{16,}/g, (run) => inEncoded(run, 'hex', secret, placeholder))
}

function inEncoded(run: string, encoding: 'base64' | 'hex', secret: string, placeholder: string): string {
  if (run.length > longestEncodedRun) return run
  const wanted = Buffer.from(secret)
  const octets = Buffer.from(run, encoding)
  const at = octets.indexOf(wanted)
  if (at < 0) return run
  const rest = octets.subarray(at + wanted.length)
  const changed = Buffer.concat([octets.subarray(0, at), Buffer.from(placeholder), rest])
  const isUrlSafe = encoding === 'base64' && /[-_]/.test(run)
  const encoded = changed.toString(isUrlSafe ? 'base64url' : encoding)
  return run.includes('=') || encoding === 'hex' ? encoded : encoded.replace(/=+$/, '')
}

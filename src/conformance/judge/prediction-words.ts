// A prediction in words: what was known, what was computed of it, what then came true, and what else was tried.
import type { Tried } from './randomness/analyse.js'
import type { ComputedText, KnownText, Prediction } from './randomness/prediction.js'
import type { Role } from './randomness/sample.js'
import { lengthOf, listed } from './wording.js'

/** Names the text of a login: `the verifier of exchange 3 of honest`. */
export type NameOf = (role: Role, login: number) => string

/** So much of a text is shown as evidence: never a whole one. */
const mostShown = 32

function piece(text: string): string {
  return text.length > mostShown ? `"${text.slice(0, mostShown)}…"` : `"${text}"`
}

/** More texts of one kind are counted only. */
const mostTexts = 4

function few(texts: readonly string[]): string {
  const more = texts.length - mostTexts
  return more > 0 ? `${texts.slice(0, mostTexts).join(', ')} and ${more} more` : listed(texts)
}

/** Where the rest of the same text was computed, only its first characters were known. */
function knownText({ role, login, text }: KnownText, nameOf: NameOf, whole: boolean): string {
  return whole ? nameOf(role, login) : `the first ${lengthOf(text)} of ${nameOf(role, login)}`
}

function computedText({ role, login, from, text, candidates }: ComputedText, nameOf: NameOf): string {
  const rest = text.slice(from)
  const name = nameOf(role, login)
  const what = from === 0 ? `${name}, which begins with` : `the other ${lengthOf(rest)} of ${name},`
  // A whole text is shown up to its last quarter.
  const shown = from === 0 ? `${text.slice(0, Math.min(mostShown, Math.ceil(text.length * 0.75)))}…` : rest
  const left = candidates > 1 ? ` (up to ${candidates.toFixed(1)} candidates for each character)` : ''
  return `${what} ${piece(shown)}${left}`
}

/** `2^-577`. */
export function chanceText({ chance }: Prediction): string {
  return `2^${Math.ceil(chance)}`
}

function madeBy({ generator, idiom }: Prediction): string {
  return idiom === '' ? generator : `${generator}, ${idiom}`
}

/** The whole proof. A spent value is shown in part: it is the evidence. */
export function proofText(prediction: Prediction, nameOf: NameOf): string {
  const { known, computed, logins } = prediction
  const rest = (one: KnownText) =>
    computed.some(({ role, login, from }) => role === one.role && login === one.login && from > 0)
  const from = few(known.map((one) => knownText(one, nameOf, !rest(one))))
  const source = known.length === 0 ? 'From nothing but the way it is made' : `From ${from}`
  const what = few(computed.map((one) => computedText(one, nameOf)))
  return (
    `${source} the kit computed ${what}, and that is what the client sent. ` +
    `Made by: ${madeBy(prediction)}. By chance a random text agrees so well with a probability of at most ` +
    `${chanceText(prediction)}; it took ${logins === 1 ? 'one login' : `${logins} logins`}`
  )
}

const advice: readonly (readonly [generator: RegExp, fix: string])[] = [
  [
    /Math\.random of (?:V8|Spider|Node)/,
    "Do not use Math.random. Browser: base64url of crypto.getRandomValues(new Uint8Array(32)). Node.js: randomBytes(32).toString('base64url') of node:crypto.",
  ],
  [/java|lrand48|drand48/i, 'Use java.security.SecureRandom in place of Random and Math.random.'],
  [/Python/, 'Use secrets.token_urlsafe(32) in place of the module random.'],
  [/\.NET/, 'Use RandomNumberGenerator.GetBytes(32) in place of Random.'],
  [/\bGo\b/, 'Use crypto/rand in place of math/rand.'],
  [/PHP|Ruby/, 'Use random_bytes(32) in PHP, SecureRandom.urlsafe_base64(32) in Ruby.'],
  [/rand\(\)|glibc|C library|Lua/, 'Use octets of the system: getrandom, arc4random_buf or BCryptGenRandom.'],
  [
    /SHA|MD5/,
    'A hash adds no randomness: what is hashed can be guessed. Take 32 octets of a cryptographic generator.',
  ],
]

/** What to do about it in the language of the generator; undefined where that is not known. */
export function fixFor({ generator }: Prediction): string | undefined {
  return fixForGenerator(generator)
}

/** The same for a generator that is named. */
export function fixForGenerator(generator: string): string | undefined {
  return advice.find(([pattern]) => pattern.test(generator))?.[1]
}

function namesOf(tried: readonly Tried[], result: Tried['result']): readonly string[] {
  return tried.filter((one) => one.result === result).map(({ name }) => name)
}

/** What a pass says: the attacks that were made, and those that had no room or no use. It never says "is random". */
export function triedText(tried: readonly Tried[], role: Role): string {
  const own = tried.filter((one) => one.role === role)
  const [whole, partly, unsuited] = [
    namesOf(own, 'not-reproduced'),
    namesOf(own, 'no-room'),
    own.flatMap(({ result, name, reason }) => (result === 'unsuited' ? [`${name} (${reason ?? ''})`] : [])),
  ]
  return [
    `not reproduced by ${whole.length === 0 ? 'anything that was tried' : whole.join('; ')}`,
    ...(partly.length === 0 ? [] : [`nor, as far as the work allowed, by ${partly.join('; ')}`]),
    ...(unsuited.length === 0 ? [] : [`not tried: ${unsuited.join('; ')}`]),
  ].join('. ')
}

// Judges what a browser showed of a single-page app, run by run.
import type { BrowserObservations } from '../browser-observations.js'
import { type Disguise, disguiseOf } from '../hidden-text.js'
import { codesIssuedBy } from '../issued.js'
import { authorizeExchanges, type Transcript } from '../transcript.js'
import { judgeEach, type Seen } from './judge-each.js'
import { type Secret, secretsOf } from './secrets-in-url.js'
import { noAuthorizeRequest } from './unseen.js'
import { inconclusive, notApplicable, type Place, placeOf, type Verdict } from './verdict.js'

/** A run in which the client was shown by a browser. */
export interface BrowserRun {
  readonly transcript: Transcript
  readonly browser: BrowserObservations
  /** Where everything of it was seen: in no exchange with the mock. */
  readonly where: Place
  /** The codes that were issued to the client. */
  readonly codes: readonly string[]
  /** Access and refresh tokens that were issued. */
  readonly tokens: readonly Secret[]
  /** Everything that nobody else may learn: these, and verifiers. */
  readonly secrets: readonly Secret[]
}

function browserRunOf(transcript: Transcript): readonly BrowserRun[] {
  const { browser } = transcript
  if (browser === undefined) return []
  const secrets = secretsOf([transcript])
  return [
    {
      transcript,
      browser,
      where: placeOf(transcript, null),
      codes: codesIssuedBy(authorizeExchanges(transcript)),
      tokens: secrets.filter(({ kind }) => kind === 'access token' || kind === 'refresh token'),
      secrets,
    },
  ]
}

export interface FoundSecret extends Secret {
  readonly disguise: Disguise
}

/** The secrets that lie in `text`, in any disguise. */
export function secretsIn(text: string, secrets: readonly Secret[]): readonly FoundSecret[] {
  return secrets.flatMap((secret) => {
    const disguise = disguiseOf(secret.value, text)
    return disguise === null ? [] : [{ ...secret, disguise }]
  })
}

/** `the access token`, `the access token, in base64`. */
export function saidOf({ kind, disguise }: FoundSecret): string {
  return disguise === 'plain'
    ? `the ${kind}`
    : `the ${kind}, ${disguise === 'hex' ? 'in hex digits' : disguise}`
}

/** A URL without its query and fragment, which may hold secrets. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

/** `a, b and 2 more`: the first few of them, each once. */
export function someOf(texts: readonly string[], most = 3): string {
  const all = [...new Set(texts)]
  const shown = all.slice(0, most).join(', ')
  return all.length > most ? `${shown} and ${all.length - most} more` : shown
}

/**
 * The verdict on the runs that a browser showed. Not applicable where none did; inconclusive where no login was begun;
 * `nothingSeen` where no run shows anything that counts.
 */
export function judgeBrowser<Reason extends string>(
  transcripts: readonly Transcript[],
  look: (run: BrowserRun) => Seen<Reason>,
  nothingSeen: Verdict<never>,
): Verdict<Reason> {
  const runs = transcripts.flatMap(browserRunOf)
  if (transcripts.every(({ exchanges }) => exchanges.length === 0)) {
    return inconclusive(noAuthorizeRequest(transcripts))
  }
  if (runs.length === 0) {
    return transcripts.some(({ kind }) => kind === 'spa')
      ? notApplicable('the app was not run in a browser of the kit')
      : notApplicable('the client runs in no browser of the kit')
  }
  if (runs.every(({ transcript }) => authorizeExchanges(transcript).length === 0)) {
    return inconclusive(noAuthorizeRequest(transcripts))
  }
  return judgeEach(runs, look, nothingSeen)
}

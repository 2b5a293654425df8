// A copy of a run to show to others: every value that was secret while it lived is gone from it.
import { accessTokensIssuedBy, codesIssuedBy, refreshTokensIssuedBy } from '../issued.js'
import { readTokenParameters } from '../judge/token-parameters.js'
import { mapStrings } from '../map-strings.js'
import { createMask } from '../mask.js'
import type { Transcript } from '../transcript.js'
import { writtenForms } from '../written-forms.js'
import type { GatheredRun } from './saved-run.js'

/** A shorter value may stand in a text by chance, and hides nothing. */
const leastSecret = 8

const secretNames = new Set([
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'client_secret',
  'state',
  'password',
])

/** Headers whose whole value goes: what is in them need not be known. */
const secretHeaders = /^(?:authorization|proxy-authorization|cookie|set-cookie)$/i

function secretsOf({ exchanges }: Transcript): readonly string[] {
  const sent = exchanges.flatMap(({ request }) =>
    readTokenParameters(request)
      .parameters.filter(({ name }) => secretNames.has(name))
      .map(({ value }) => value),
  )
  const issued = [codesIssuedBy, accessTokensIssuedBy, refreshTokensIssuedBy].flatMap((of) => of(exchanges))
  return [...sent, ...issued]
}

function withoutSecretHeaders(run: readonly Transcript[], mask: (secret: string) => string) {
  type Message = { readonly headers: readonly (readonly [string, string])[] }
  const bare = <M extends Message>(message: M): M => ({
    ...message,
    headers: message.headers.map(([name, value]) =>
      secretHeaders.test(name) ? [name, `<${mask(value)}>`] : [name, value],
    ),
  })
  return run.map((transcript) => ({
    ...transcript,
    exchanges: transcript.exchanges.map((exchange) => ({
      ...exchange,
      request: bare(exchange.request),
      honest: bare(exchange.honest),
      sent: bare(exchange.sent),
    })),
  }))
}

/** The same run with marks in the place of secrets; equal secrets have equal marks within it. */
export function redact({ head, transcripts }: GatheredRun): GatheredRun {
  const mask = createMask(Buffer.from(head.maskKey, 'hex'))
  const secrets = [...new Set(transcripts.flatMap(secretsOf))]
    .filter((secret) => secret.length >= leastSecret)
    .toSorted((a, b) => b.length - a.length)
  const hide = (text: string) =>
    secrets.reduce((shown, secret) => {
      const mark = `<${mask(secret)}>`
      return writtenForms(secret).reduce((hidden, form) => hidden.replaceAll(form, mark), shown)
    }, text)
  const bare = withoutSecretHeaders(transcripts, mask)
  // The key goes too: with it a short secret could be guessed from its mark.
  return { head: { ...head, maskKey: '0'.repeat(64) }, transcripts: mapStrings(bare, hide) }
}

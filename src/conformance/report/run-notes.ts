// What a person should know of a run besides its findings: what was done otherwise than the client asked, and
// that what was seen is no PKCE at all.
import { type AuthorizeRequest, wholeAuthorizeRequests } from '../judge/authorize-request.js'
import type { Transcript } from '../transcript.js'

/** Parameters whose values are no secrets of a login; those of all others are left out. */
const shown = new Set([
  'response_type',
  'response_mode',
  'client_id',
  'redirect_uri',
  'scope',
  'code_challenge_method',
])

/** The authorize request as a URL, without the values that belong to this one login. */
function shownUrl({ exchange, parameters }: AuthorizeRequest): string {
  const pairs = parameters.map(({ name, value }) => `${name}=${shown.has(name) ? value : '…'}`)
  return `${exchange.request.path}?${pairs.join('&')}`
}

function notPkce(request: AuthorizeRequest): string | null {
  const sent = (wanted: string) => request.parameters.find(({ name }) => name === wanted)?.value ?? ''
  const url = shownUrl(request)
  if (/\btoken\b/.test(sent('response_type')) && !/\bcode\b/.test(sent('response_type')))
    return `this is not PKCE: the client asks for a token directly (implicit grant), by ${url}`
  return sent('code_challenge') === ''
    ? `this is not PKCE: the client sends no code_challenge, by ${url}`
    : null
}

/** The notes of one run, each once. */
export function notesOf(transcript: Transcript): readonly string[] {
  const requests = transcript.scenario === 'honest' ? wholeAuthorizeRequests([transcript]) : []
  const found = requests.map(notPkce).filter((note) => note !== null)
  return [...new Set([...(transcript.notes ?? []), ...found])]
}

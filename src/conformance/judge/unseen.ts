// Why there was nothing to judge, in one sentence: a check whose subject never appeared must say so.
import { authorizeExchanges, type Transcript, tokenExchanges } from '../transcript.js'
import { authorizeRequests } from './authorize-request.js'

/** What the mock refused last in a run, and why: `exchange 2 was refused: code is missing`; null when nothing was. */
export function lastRefusal({ exchanges }: Transcript): string | null {
  const refused = exchanges.findLast(
    ({ endpoint, outcome }) => endpoint !== null && outcome.kind === 'refused',
  )
  if (refused === undefined) return null
  const [mistake] = refused.outcome.mistakes
  return `exchange ${refused.number} was refused${mistake === undefined ? '' : `: ${mistake.sentence}`}`
}

function endOf(transcripts: readonly Transcript[]): string {
  const ending = transcripts.at(-1)?.ending
  return ending === undefined ? 'no run was recorded' : ending.what
}

/** Why no authorization request could be judged. */
export function noAuthorizeRequest(transcripts: readonly Transcript[]): string {
  const [damaged] = transcripts.flatMap(authorizeRequests).filter(({ damage }) => damage !== null)
  if (damaged !== undefined) {
    const what = damaged.damage === 'cut' ? 'had one parameter at most' : 'had &amp; in its URL in place of &'
    return `no whole authorization request was seen: the one that came ${what}`
  }
  return `no authorization request was seen: ${endOf(transcripts)}`
}

/** A request to a path that the mock does not serve is often the one that is missed; null when there was none. */
function strayRequest(transcripts: readonly Transcript[]): string | null {
  const stray = transcripts
    .flatMap(({ exchanges }) => exchanges)
    .find(({ endpoint, request, outcome }) => {
      return endpoint === null && request.method === 'POST' && outcome.kind === 'refused'
    })
  const sentence = stray?.outcome.mistakes[0]?.sentence
  return sentence === undefined ? null : `exchange ${stray?.number} went elsewhere: ${sentence}`
}

/** Why no token request could be judged. */
export function noTokenRequest(transcripts: readonly Transcript[]): string {
  if (transcripts.flatMap(tokenExchanges).length > 0) {
    return 'no token request for an authorization code could be read'
  }
  const logins = transcripts.flatMap(authorizeExchanges)
  if (logins.length === 0)
    return `no token request was seen: the client never began a login; ${endOf(transcripts)}`
  if (logins.every(({ outcome }) => outcome.kind === 'refused')) {
    const sentence = logins.at(-1)?.outcome.mistakes[0]?.sentence
    const why = sentence === undefined ? '' : `: ${sentence}`
    return `no token request was seen: the authorization request was refused${why}`
  }
  return `no token request was seen: ${strayRequest(transcripts) ?? endOf(transcripts)}`
}

// Why there was nothing to judge, in one sentence: a check whose subject never appeared must say so.
import { authorizeExchanges, type Transcript, tokenExchanges } from '../transcript.js'
import { authorizeRequests } from './authorize-request.js'

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

/** Why no token request could be judged. */
export function noTokenRequest(transcripts: readonly Transcript[]): string {
  if (transcripts.flatMap(tokenExchanges).length > 0) {
    return 'no token request for an authorization code could be read'
  }
  const logins = transcripts.flatMap(authorizeExchanges)
  if (logins.length === 0)
    return `no token request was seen: the client never began a login; ${endOf(transcripts)}`
  if (logins.every(({ outcome }) => outcome.kind === 'refused')) {
    return 'no token request was seen: the authorization request was refused'
  }
  return `no token request was seen: ${endOf(transcripts)}`
}

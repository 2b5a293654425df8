// The logins of a run that can be told from one another.
import { firstValue } from '../../server/protocol/parameters.js'
import type { Transcript } from '../transcript.js'
import { type AuthorizeRequest, asksForCode, wholeAuthorizeRequests } from './authorize-request.js'
import { groupsBy } from './groups.js'
import { placeholderFor } from './verifier-seen.js'

function textOf({ parameters }: AuthorizeRequest): string {
  return JSON.stringify(parameters.map(({ name, value }) => [name, value]).sort())
}

/** Each login once: the same request in the same run again is the page that was loaded anew, or its login form. */
export function distinctLogins(transcripts: readonly Transcript[]): readonly AuthorizeRequest[] {
  return transcripts.flatMap((transcript) =>
    groupsBy(wholeAuthorizeRequests([transcript]), textOf).map(([first]) => first),
  )
}

/** The challenge of a login; null when there is none, or a word for nothing stands in its place. */
export function challengeOf({ parameters }: AuthorizeRequest): string | null {
  const challenge = firstValue(parameters, 'code_challenge')
  return challenge === null || placeholderFor(challenge) !== null ? null : challenge
}

/** The logins that ask for a code with a challenge. */
export function loginsWithChallenge(transcripts: readonly Transcript[]): readonly AuthorizeRequest[] {
  return distinctLogins(transcripts).filter((login) => asksForCode(login) && challengeOf(login) !== null)
}

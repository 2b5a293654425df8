// How the verifier of a token request relates to the challenge of the login whose code it carries.
import { type VerifierRelation, verifierRelation } from '../../server/protocol/autopsy/verifier.js'
import { verifierFormMistakes } from '../../server/protocol/autopsy/verifier-form.js'
import { firstValue } from '../../server/protocol/parameters.js'
import type { AuthorizeRequest } from './authorize-request.js'
import { encodingFaultsOf, meantMethodOf } from './challenge-form.js'
import type { TokenRequest } from './token-request.js'
import { verifierOf, whyNoVerifier } from './verifier-seen.js'

export type Mismatch = Exclude<VerifierRelation, 'equal'> | 'other-transaction'

export type Relation =
  | { readonly kind: 'matches'; readonly how: string }
  | { readonly kind: 'mismatch'; readonly reason: Mismatch; readonly owner: AuthorizeRequest | null }
  /** Another check speaks about it, or there is nothing to compare; `why` says which. */
  | { readonly kind: 'not-judged'; readonly why: string }

function notJudged(why: string): Relation {
  return { kind: 'not-judged', why }
}

/** What only the encoding of the challenge is to blame for. */
const ownedByEncoding: ReadonlySet<VerifierRelation> = new Set([
  'equal',
  'padded',
  'hex-digest',
  'base64-of-hex',
  'unrelated',
])

/** A latest other login whose challenge the verifier opens, or null. */
function ownerOf(verifier: string, login: AuthorizeRequest, all: readonly AuthorizeRequest[]) {
  return (
    all.findLast((other) => {
      const challenge = firstValue(other.parameters, 'code_challenge')
      if (challenge === null || other.exchange === login.exchange) return false
      return ['equal', 'padded'].includes(verifierRelation(verifier, challenge))
    }) ?? null
  )
}

/** The method says plain, or nothing: then the text itself, or its hash, is right. The method has its own check. */
function matchesUnhashed(verifier: string, challenge: string, login: AuthorizeRequest): Relation | null {
  if (meantMethodOf(login.parameters) === 'S256') return null
  if (verifier === challenge)
    return { kind: 'matches', how: 'the verifier is the challenge, as plain has it' }
  if (verifierRelation(verifier, challenge) !== 'equal') return null
  return { kind: 'matches', how: 'the verifier hashes to the challenge, though the method is not S256' }
}

function compare(
  verifier: string,
  challenge: string,
  login: AuthorizeRequest,
  all: readonly AuthorizeRequest[],
): Relation {
  const relation = verifierRelation(verifier, challenge)
  if (relation === 'equal') return { kind: 'matches', how: 'the verifier hashes to the challenge' }
  const malformed = (encodingFaultsOf(login.parameters) ?? []).filter(
    ({ reason }) => reason !== 'non-canonical',
  )
  if (malformed.length > 0 && ownedByEncoding.has(relation)) {
    const right = relation === 'unrelated' ? '' : '; apart from that the verifier hashes to it'
    return notJudged(`the challenge is malformed (see pkce.challenge.encoding)${right}`)
  }
  if (relation !== 'unrelated') return { kind: 'mismatch', reason: relation, owner: null }
  const owner = ownerOf(verifier, login, all)
  if (owner !== null) return { kind: 'mismatch', reason: 'other-transaction', owner }
  if (verifierFormMistakes(verifier).length > 0) {
    return notJudged(
      'the verifier is malformed, so it can match nothing (see the other checks of the verifier)',
    )
  }
  return { kind: 'mismatch', reason: 'unrelated', owner: null }
}

/**
 * Compares by RFC 7636 section 4.6. `all` are the logins among which the owner of a foreign verifier is looked
 * for. A fault that another check names is not named again.
 */
export function relationOf(request: TokenRequest, all: readonly AuthorizeRequest[]): Relation {
  const { login } = request
  const verifier = verifierOf(request)
  if (verifier === null) return notJudged(whyNoVerifier([request]))
  if (login === null) {
    const code = request.code === null ? 'carries no code' : 'carries a code that was not issued'
    return notJudged(`the token request ${code} (see token.required-params), so its login is not known`)
  }
  const challenge = firstValue(login.parameters, 'code_challenge')
  if (challenge === null) return notJudged('the login began without a challenge (see pkce.challenge.present)')
  return matchesUnhashed(verifier, challenge, login) ?? compare(verifier, challenge, login, all)
}

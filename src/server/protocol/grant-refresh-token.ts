// The rules of a refresh (RFC 6749 section 6), with rotation and the detection of reuse (RFC 9700 section 4.14.2).

import { durationInWords } from './autopsy/duration.js'
import { mistake } from './autopsy/kinds.js'
import { misnamedMistake } from './autopsy/parameter.js'
import { unknownRefreshTokenMistake } from './autopsy/refresh-token.js'
import { refreshScopeMistakes } from './autopsy/scope.js'
import type { Client } from './client.js'
import type { GrantJudgement, GrantRules } from './grant.js'
import type { Mistake } from './mistake.js'
import { tokenParameterNames } from './parameter-names.js'
import type { RefreshToken, Revocation, SpentRefreshToken } from './records.js'
import { revocationInWords } from './revocation.js'
import { narrowedScope, requestedScopes } from './scope.js'
import type { TokenQuestion } from './token.js'

/** A reuse within this time comes from the same program, which refreshed twice at once. */
const parallelMilliseconds = 10_000

const nothing = { granted: null, cause: null, revoke: null } as const

function clientMistakes(refresh: RefreshToken, client: Client | null): readonly Mistake[] {
  if (client === null || client.id === refresh.clientId) return []
  return [mistake('refresh-token-of-another-client', { words: { exchange: refresh.exchange } })]
}

function stateMistakes(
  refresh: RefreshToken,
  revocation: Revocation | null,
  now: number,
): readonly Mistake[] {
  if (revocation !== null) {
    const { cause, remedy } = revocationInWords(revocation)
    const words = { cause, exchange: revocation.exchange }
    return [mistake('refresh-token-revoked', { words, fix: remedy })]
  }
  if (now < refresh.expiresAt) return []
  const words = {
    late: durationInWords(now - refresh.expiresAt),
    lifetime: durationInWords(refresh.expiresAt - refresh.issuedAt),
  }
  return [mistake('refresh-token-expired', { words })]
}

function judgeLive(
  question: TokenQuestion,
  refresh: RefreshToken,
  give: 'rotate' | 'repeat',
  client: Client | null,
): GrantJudgement {
  const { parameters } = question.tokenRequest
  const { revocation = null } = question.foundRefreshToken ?? {}
  return {
    mistakes: [
      ...stateMistakes(refresh, revocation, question.now),
      ...clientMistakes(refresh, client),
      ...refreshScopeMistakes(parameters, refresh.scope),
    ],
    granted: {
      grantType: 'refresh_token',
      refresh,
      give,
      scope: narrowedScope(requestedScopes(parameters), refresh.scope),
    },
    cause: revocation?.exchange ?? null,
    revoke: null,
  }
}

function reuseMistake({ at, exchange }: SpentRefreshToken, now: number): Mistake {
  const elapsed = Math.max(0, now - at)
  const hint =
    elapsed < parallelMilliseconds
      ? ': parallel refresh, not theft'
      : ': the new one was not stored, or the old one is used by somebody else'
  return mistake('refresh-token-reused', { words: { after: durationInWords(elapsed), exchange, hint } })
}

/** Reuse by the right client revokes the family; anybody else could only be guessing. */
function judgeReuse(
  question: TokenQuestion,
  spent: SpentRefreshToken,
  client: Client | null,
): GrantJudgement {
  const foreign = clientMistakes(spent.refresh, client)
  const revokes = question.policy.revokeOnReplay && client !== null && foreign.length === 0
  return {
    mistakes: [reuseMistake(spent, question.now), ...foreign],
    granted: null,
    cause: spent.exchange,
    revoke: revokes ? { family: spent.refresh.family, why: 'refresh-reuse' } : null,
  }
}

function judge(question: TokenQuestion, client: Client | null): GrantJudgement {
  const { tokenRequest, foundRefreshToken: found, policy, now } = question
  const { parameters, refreshToken } = tokenRequest
  if (refreshToken === null) {
    const misnamed = misnamedMistake(parameters, 'refresh_token', tokenParameterNames)
    const missing = misnamed ?? mistake('refresh-token-missing')
    return { ...nothing, mistakes: [{ ...missing, area: 'token' }] }
  }
  if (found === null) {
    const { recentRefreshTokens, recentLogins } = question
    const unknown = unknownRefreshTokenMistake(refreshToken, recentRefreshTokens, recentLogins)
    return { ...nothing, mistakes: [unknown] }
  }
  if (found.kind === 'live') return judgeLive(question, found.refresh, 'rotate', client)
  const { spent } = found
  if (now - spent.at < policy.refreshReuseWindowSeconds * 1000) {
    return judgeLive(question, spent.successor, 'repeat', client)
  }
  return judgeReuse(question, spent, client)
}

/**
 * Whoever proved itself by a secret at the login has to do so again. A verifier in the request is ignored like
 * every unknown parameter.
 */
export const refreshTokenGrant: GrantRules = {
  judge,
  missingSecret({ foundRefreshToken: found }) {
    const refresh = found?.kind === 'spent' ? found.spent.refresh : found?.refresh
    if (refresh !== undefined && !refresh.authenticated) return null
    return mistake('client-secret-required', { words: { grant: 'refresh_token' } })
  },
}

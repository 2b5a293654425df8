// The list of checks, in the order of a login: one line per file of this folder that defines one.
import { authzRequiredParams } from './authz.required-params.js'
import { bearerPlacement } from './bearer.placement.js'
import { loginGranted } from './login.granted.js'
import { pkceChallengeEncoding } from './pkce.challenge.encoding.js'
import { pkceChallengePresent } from './pkce.challenge.present.js'
import { pkceMethodS256 } from './pkce.method.s256.js'
import { pkceVerifierCharset } from './pkce.verifier.charset.js'
import { pkceVerifierLength } from './pkce.verifier.length.js'
import { pkceVerifierMatchesChallenge } from './pkce.verifier.matches-challenge.js'
import { pkceVerifierPresent } from './pkce.verifier.present.js'
import { redirectUriForm } from './redirect-uri.form.js'
import { requestNoSecretsInUrl } from './request.no-secrets-in-url.js'
import { requestParamUnique } from './request.param-unique.js'
import { stateMismatch } from './state.mismatch.js'
import { statePresent } from './state.present.js'
import { tokenFormBody } from './token.form-body.js'
import { tokenMethodPost } from './token.method-post.js'
import { tokenRedirectUriIdentical } from './token.redirect-uri-identical.js'
import { tokenRequiredParams } from './token.required-params.js'

export const checks = [
  authzRequiredParams,
  pkceChallengePresent,
  pkceMethodS256,
  pkceChallengeEncoding,
  statePresent,
  redirectUriForm,
  requestParamUnique,
  requestNoSecretsInUrl,
  stateMismatch,
  tokenMethodPost,
  tokenFormBody,
  tokenRequiredParams,
  tokenRedirectUriIdentical,
  pkceVerifierPresent,
  pkceVerifierLength,
  pkceVerifierCharset,
  pkceVerifierMatchesChallenge,
  bearerPlacement,
  loginGranted,
] as const

export type CheckId = (typeof checks)[number]['id']

/** The check called `id`, or undefined. */
export function findCheck(id: string): (typeof checks)[number] | undefined {
  return checks.find((check) => check.id === id)
}

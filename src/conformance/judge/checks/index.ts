// The list of checks, in the order of a login: one line per file of this folder that defines one.
import { authzRequiredParams } from './authz.required-params.js'
import { bearerExpiryHonoured } from './bearer.expiry-honoured.js'
import { bearerFormat } from './bearer.format.js'
import { bearerHostBound } from './bearer.host-bound.js'
import { bearerOpaqueToken } from './bearer.opaque-token.js'
import { bearerPlacement } from './bearer.placement.js'
import { bearerRejectedToken } from './bearer.rejected-token.js'
import { callbackCodeOpaque } from './callback.code-opaque.js'
import { callbackDuplicateParams } from './callback.duplicate-params.js'
import { callbackErrorRenderedSafely } from './callback.error-rendered-safely.js'
import { callbackErrorStops } from './callback.error-stops.js'
import { callbackPostmessageOrigin } from './callback.postmessage-origin.js'
import { callbackReplayedResponse } from './callback.replayed-response.js'
import { callbackThirdPartyContent } from './callback.third-party-content.js'
import { callbackUnknownParams } from './callback.unknown-params.js'
import { callbackUnsolicited } from './callback.unsolicited.js'
import { csrfInjectedResponse } from './csrf.injected-response.js'
import { endpointQueryKept } from './endpoint.query-kept.js'
import { httpRetryAfter } from './http.retry-after.js'
import { issValidated } from './iss.validated.js'
import { leakArgvEnv } from './leak.argv-env.js'
import { leakClientSecret } from './leak.client-secret.js'
import { leakLogs } from './leak.logs.js'
import { leakReferer } from './leak.referer.js'
import { leakThirdParty } from './leak.third-party.js'
import { leakUrlHistory } from './leak.url-history.js'
import { loginGranted } from './login.granted.js'
import { logoutTokensCleared } from './logout.tokens-cleared.js'
import { metaIssuerMatch } from './meta.issuer-match.js'
import { metaPkceSupport } from './meta.pkce-support.js'
import { mixupDefence } from './mixup.defence.js'
import { nativeListenerLifecycle } from './native.listener-lifecycle.js'
import { nativeListenerScope } from './native.listener-scope.js'
import { pkceChallengeEncoding } from './pkce.challenge.encoding.js'
import { pkceChallengePresent } from './pkce.challenge.present.js'
import { pkceMethodS256 } from './pkce.method.s256.js'
import { pkceNoDowngrade } from './pkce.no-downgrade.js'
import { pkceVerifierCharset } from './pkce.verifier.charset.js'
import { pkceVerifierCsprng } from './pkce.verifier.csprng.js'
import { pkceVerifierEntropy } from './pkce.verifier.entropy.js'
import { pkceVerifierKnownValue } from './pkce.verifier.known-value.js'
import { pkceVerifierLength } from './pkce.verifier.length.js'
import { pkceVerifierMatchesChallenge } from './pkce.verifier.matches-challenge.js'
import { pkceVerifierPresent } from './pkce.verifier.present.js'
import { pkceVerifierUnique } from './pkce.verifier.unique.js'
import { randomIndependentValues } from './random.independent-values.js'
import { redirectUriCustomScheme } from './redirect-uri.custom-scheme.js'
import { redirectUriForm } from './redirect-uri.form.js'
import { redirectUriHttps } from './redirect-uri.https.js'
import { redirectUriLoopbackLiteral } from './redirect-uri.loopback-literal.js'
import { redirectUriReceivedExact } from './redirect-uri.received-exact.js'
import { redirectUriRegistered } from './redirect-uri.registered.js'
import { refreshFailure } from './refresh.failure.js'
import { refreshRequest } from './refresh.request.js'
import { refreshSingleFlight } from './refresh.single-flight.js'
import { refreshTokenConfined } from './refresh.token-confined.js'
import { refreshTokenReplacement } from './refresh.token-replacement.js'
import { requestNoSecretsInUrl } from './request.no-secrets-in-url.js'
import { requestParamUnique } from './request.param-unique.js'
import { responseAccessTokenMissing } from './response.access-token-missing.js'
import { responseErrorObject } from './response.error-object.js'
import { responseExpiresInMissing } from './response.expires-in-missing.js'
import { responseExpiresInOdd } from './response.expires-in-odd.js'
import { responseLargeValues } from './response.large-values.js'
import { responseNotJson } from './response.not-json.js'
import { responseTokenType } from './response.token-type.js'
import { responseTokenTypeCase } from './response.token-type-case.js'
import { responseUnavailable } from './response.unavailable.js'
import { responseUnknownMembers } from './response.unknown-members.js'
import { revokeProtocol } from './revoke.protocol.js'
import { scopeMinimal } from './scope.minimal.js'
import { scopeSyntax } from './scope.syntax.js'
import { stateAppDataProtected } from './state.app-data-protected.js'
import { stateMismatch } from './state.mismatch.js'
import { stateNoSensitiveData } from './state.no-sensitive-data.js'
import { statePresent } from './state.present.js'
import { stateSessionBound } from './state.session-bound.js'
import { stateUnguessable } from './state.unguessable.js'
import { storageFileMode } from './storage.file-mode.js'
import { storageTokensInBrowser } from './storage.tokens-in-browser.js'
import { storageTransactionRemoved } from './storage.transaction-removed.js'
import { storageVerifier } from './storage.verifier.js'
import { tlsCertificate } from './tls.certificate.js'
import { tokenAuthSingleMethod } from './token.auth-single-method.js'
import { tokenCodeOnce } from './token.code-once.js'
import { tokenConfidentialAuth } from './token.confidential-auth.js'
import { tokenFormBody } from './token.form-body.js'
import { tokenMethodPost } from './token.method-post.js'
import { tokenNoRedirectFollowing } from './token.no-redirect-following.js'
import { tokenPublicNoSecret } from './token.public-no-secret.js'
import { tokenRedirectUriIdentical } from './token.redirect-uri-identical.js'
import { tokenRequiredParams } from './token.required-params.js'

export const checks = [
  authzRequiredParams,
  pkceChallengePresent,
  pkceMethodS256,
  pkceChallengeEncoding,
  statePresent,
  stateNoSensitiveData,
  redirectUriForm,
  redirectUriRegistered,
  redirectUriHttps,
  redirectUriLoopbackLiteral,
  redirectUriCustomScheme,
  scopeSyntax,
  scopeMinimal,
  requestParamUnique,
  requestNoSecretsInUrl,
  nativeListenerScope,
  stateMismatch,
  stateSessionBound,
  stateAppDataProtected,
  csrfInjectedResponse,
  callbackUnsolicited,
  callbackReplayedResponse,
  callbackErrorStops,
  callbackErrorRenderedSafely,
  callbackUnknownParams,
  callbackDuplicateParams,
  callbackCodeOpaque,
  callbackThirdPartyContent,
  callbackPostmessageOrigin,
  issValidated,
  mixupDefence,
  redirectUriReceivedExact,
  nativeListenerLifecycle,
  pkceNoDowngrade,
  endpointQueryKept,
  tokenMethodPost,
  tokenFormBody,
  tokenRequiredParams,
  tokenRedirectUriIdentical,
  pkceVerifierPresent,
  pkceVerifierLength,
  pkceVerifierCharset,
  pkceVerifierMatchesChallenge,
  tokenCodeOnce,
  tokenAuthSingleMethod,
  tokenPublicNoSecret,
  tokenConfidentialAuth,
  tokenNoRedirectFollowing,
  responseErrorObject,
  responseAccessTokenMissing,
  responseTokenType,
  responseTokenTypeCase,
  responseExpiresInMissing,
  responseExpiresInOdd,
  responseUnknownMembers,
  responseLargeValues,
  responseNotJson,
  responseUnavailable,
  httpRetryAfter,
  bearerPlacement,
  bearerFormat,
  tlsCertificate,
  bearerHostBound,
  bearerRejectedToken,
  bearerExpiryHonoured,
  bearerOpaqueToken,
  refreshRequest,
  refreshTokenReplacement,
  refreshSingleFlight,
  refreshFailure,
  refreshTokenConfined,
  logoutTokensCleared,
  revokeProtocol,
  metaIssuerMatch,
  metaPkceSupport,
  loginGranted,
  storageVerifier,
  storageTransactionRemoved,
  storageFileMode,
  leakClientSecret,
  leakLogs,
  leakArgvEnv,
  storageTokensInBrowser,
  leakUrlHistory,
  leakReferer,
  leakThirdParty,
  pkceVerifierUnique,
  pkceVerifierKnownValue,
  pkceVerifierCsprng,
  pkceVerifierEntropy,
  stateUnguessable,
  randomIndependentValues,
] as const

export type CheckId = (typeof checks)[number]['id']

/** The check called `id`, or undefined. */
export function findCheck(id: string): (typeof checks)[number] | undefined {
  return checks.find((check) => check.id === id)
}

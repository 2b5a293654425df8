// The parameters that mean something to each endpoint; all others are ignored (RFC 6749 sections 3.1 and 3.2).

export const authorizeParameterNames: readonly string[] = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'login_hint',
  'org',
  'provider',
  'target',
  'nonce',
]

export const tokenParameterNames: readonly string[] = [
  'grant_type',
  'client_id',
  'client_secret',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'scope',
  'username',
  'password',
  'assertion',
]

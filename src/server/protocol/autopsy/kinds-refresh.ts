// Kinds of mistakes of the grants without a browser: refresh and client credentials. Words only.

export const refreshKinds = {
  'client-credentials-unauthorized': {
    area: 'client',
    error: 'unauthorized_client',
    parameter: 'client_id',
    sentence:
      'client is not authorized to use the client_credential grant type: it is registered for {registered}',
    fix: 'Use a client that is registered for CLIENT-CREDENTIALS, or log a user in.',
  },
  'client-without-secret': {
    area: 'client',
    error: 'unauthorized_client',
    parameter: 'client_id',
    sentence: 'this client is registered without a secret, so it cannot prove that it acts for itself',
    fix: 'Register the client with a secret.',
  },
  'client-secret-required': {
    area: 'client',
    error: 'invalid_client',
    parameter: 'client_secret',
    sentence: 'the grant type {grant} needs the secret of this client, and none was sent',
    fix: 'Send id and secret in a Basic header, or client_id and client_secret in the body.',
  },
  'refresh-token-missing': {
    area: 'token',
    error: 'invalid_request',
    parameter: 'refresh_token',
    sentence: 'refresh_token is missing',
    fix: 'Send the refresh_token of the last token answer.',
  },
  'refresh-token-unknown': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token was not issued here, or is forgotten by now',
    fix: 'Send the refresh_token of the last token answer unchanged, to the server that issued it.',
  },
  'refresh-token-altered': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token is not the one issued with exchange {exchange}: {how}',
    fix: 'Store the refresh_token as it was received, and form-encode it once.',
  },
  'refresh-token-is-code': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token holds the code of exchange {exchange}',
    fix: 'Redeem the code first (grant_type=authorization_code), and send the refresh_token of the answer.',
  },
  'refresh-token-is-access-token': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token holds an access token',
    fix: 'Store refresh_token and access_token of the token answer apart, and send the former.',
  },
  'refresh-token-expired': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token expired {late} ago; it was good for {lifetime}',
    fix: 'Log the user in again.',
  },
  'refresh-token-revoked': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token was revoked by {cause} in exchange {exchange}',
    fix: '{remedy}',
  },
  'refresh-token-reused': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token was reused {after} after exchange {exchange} rotated it{hint}',
    fix: 'Store the new refresh_token of every answer, and let one refresh run at a time.',
  },
  'refresh-token-of-another-client': {
    area: 'token',
    error: 'invalid_grant',
    parameter: 'refresh_token',
    sentence: 'refresh_token was issued to another client, with exchange {exchange}',
    fix: 'Refresh with the client_id of the login.',
  },
} as const

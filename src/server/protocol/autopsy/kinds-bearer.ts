// Kinds of mistakes in showing an access token (RFC 6750). Words only.

export const bearerKinds = {
  'bearer-missing': {
    area: 'token',
    error: 'invalid_token',
    parameter: null,
    sentence: 'the request has no Authorization header',
    fix: 'Send Authorization: Bearer followed by the access token.',
  },
  'bearer-in-query': {
    area: 'token-placement',
    error: 'invalid_request',
    parameter: 'access_token',
    sentence: 'the access token is in the URL, where logs and histories keep it',
    fix: 'Send it in the Authorization header.',
  },
  'bearer-in-body': {
    area: 'token-placement',
    error: 'invalid_request',
    parameter: 'access_token',
    sentence: 'the access token is in the body',
    fix: 'Send it in the Authorization header.',
  },
  'bearer-twice': {
    area: 'token-placement',
    error: 'invalid_request',
    parameter: 'access_token',
    sentence: 'the access token was sent in more than one way: {places}',
    fix: 'Send it once, in the Authorization header.',
  },
  'bearer-header-doubled': {
    area: 'token',
    error: 'invalid_request',
    parameter: null,
    sentence: 'the Authorization header was sent {times} times',
    fix: 'Send it once.',
  },
  'bearer-malformed': {
    area: 'token',
    error: 'invalid_token',
    parameter: null,
    sentence: 'the Authorization header is malformed: {why}',
    fix: 'Send Authorization: Bearer, one space, and the access token as it was received.',
  },
  'bearer-undefined': {
    area: 'token',
    error: 'invalid_token',
    parameter: null,
    sentence: 'the access token is the literal {shown}{hint}',
    fix: 'Check the token answer before using it, and stop when it has no access_token.',
  },
  'token-unknown': {
    area: 'token',
    error: 'invalid_token',
    parameter: null,
    sentence: 'the access token was not issued here, was altered, or is forgotten by now{hint}',
    fix: 'Send the access_token of the token answer unchanged, to the server that issued it.',
  },
  'token-expired': {
    area: 'token',
    error: 'invalid_token',
    parameter: null,
    sentence: 'the access token expired {late} ago; exchange {exchange} issued it for {lifetime}',
    fix: 'Watch expires_in and log in again before it is over.',
  },
  'token-revoked': {
    area: 'token',
    error: 'invalid_token',
    parameter: null,
    sentence: 'the access token was revoked by {why} in exchange {exchange}',
    fix: '{remedy}',
  },
} as const

// Kinds of mistakes in the host that a request went to: no such host, another region, the wrong half of the
// service. Words only.

export const regionKinds = {
  'host-unknown': {
    area: 'transport',
    error: 'invalid_request',
    parameter: null,
    sentence: 'there is no such Genesys host: {aws} is {domain}, so it is called {host}',
    fix: 'Set the region of the client to {domain} ({aws}); SDKs put login. and api. before it themselves.',
  },
  'client-of-other-region': {
    area: 'client',
    error: 'invalid_client',
    parameter: 'client_id',
    sentence: 'this client lives in {registered} ({domain}), and the request went to {asked}',
    fix: "Set the region before the login: client.setEnvironment('{domain}') in the SDKs, {host} elsewhere.",
  },
  'grant-of-other-region': {
    area: 'code',
    error: 'invalid_grant',
    parameter: null,
    sentence: '{what} of {issued} sent to {asked}, expected {host}',
    fix: 'Send the token request to the region in which the login began: https://{host}/oauth/token.',
  },
  'token-of-other-region': {
    area: 'token',
    error: 'invalid_token',
    parameter: null,
    sentence: 'token of {issued} shown to {asked}, expected {host}',
    fix: 'Take the base of the API from the region of the login: https://{host}.',
  },
  'login-path-on-api': {
    area: 'transport',
    error: 'invalid_request',
    parameter: null,
    sentence: '{path} is a path of the login, not of the API: it is at {where}',
    fix: 'Send the request to {where}.',
  },
  'path-of-other-host': {
    area: 'transport',
    error: 'invalid_request',
    parameter: null,
    sentence: '{host} has no {path}: it is at {where}',
    fix: 'Send the request to {where}.',
  },
} as const

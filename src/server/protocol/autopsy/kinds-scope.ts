// Kinds of mistakes in asking for scopes (RFC 6749 section 3.3). Words only.

export const scopeKinds = {
  'scope-malformed': {
    area: 'parameter',
    error: 'invalid_scope',
    parameter: 'scope',
    sentence: 'scope is not a list of names with one space between them: {why}',
    fix: 'Join the names by single spaces, or send no scope: the client has those of its registration.',
    weight: 'refuses-unknown-scopes',
  },
  'scope-unknown': {
    area: 'parameter',
    error: 'invalid_scope',
    parameter: 'scope',
    sentence: 'unknown scope: {names}',
    fix: 'Ask for scopes of Genesys Cloud, or send no scope: the client has those of its registration.',
    weight: 'refuses-unknown-scopes',
  },
  'scope-beyond-client': {
    area: 'client',
    error: 'invalid_scope',
    parameter: 'scope',
    sentence: 'scope {names} is not among those of this client, and was left out',
    fix: 'Add the scope to the registration of the client, or do not ask for it.',
    weight: 'warns',
  },
  'scope-none-allowed': {
    area: 'client',
    error: 'invalid_scope',
    parameter: 'scope',
    sentence: 'none of the scopes asked for is among those of this client: {names}',
    fix: 'Add the scopes to the registration of the client, or send no scope.',
  },
  'scope-exceeds-grant': {
    area: 'token',
    error: 'invalid_scope',
    parameter: 'scope',
    sentence: 'scope {names} was not granted by the login, and a refresh cannot add it',
    fix: 'Send no scope with a refresh, or one that is narrower; a wider one needs a new login.',
  },
} as const

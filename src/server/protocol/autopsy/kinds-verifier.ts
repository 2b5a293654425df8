// Kinds of mistakes of the verifier (RFC 7636 sections 4.1 and 4.6): its form, and what was done to make the
// challenge of it. Words only.

export const verifierKinds = {
  'verifier-missing': {
    area: 'pkce',
    error: 'invalid_grant',
    parameter: 'code_verifier',
    sentence:
      'code_verifier is missing: the challenge came with exchange {exchange}, the verifier was lost since',
    fix: 'Store the verifier with the login and send it (was a new client object or session made in the callback?).',
  },
  'verifier-empty': {
    area: 'pkce',
    error: 'invalid_grant',
    parameter: 'code_verifier',
    sentence:
      'code_verifier is empty: the challenge came with exchange {exchange}, the verifier was lost since',
    fix: 'Check that the cookie or storage entry of the verifier survives the way to the login and back.',
  },
  'verifier-too-short': {
    area: 'pkce',
    error: 'invalid_request',
    parameter: 'code_verifier',
    sentence: 'code_verifier has {length} characters, needs 43 to 128{hint}',
    fix: 'Base64url-encode 32 random octets: 43 characters.',
  },
  'verifier-too-long': {
    area: 'pkce',
    error: 'invalid_request',
    parameter: 'code_verifier',
    sentence: 'code_verifier has {length} characters, needs 43 to 128{hint}',
    fix: 'Base64url-encode 32 random octets: 43 characters; 96 octets make the longest legal one.',
  },
  'verifier-illegal-character': {
    area: 'pkce',
    error: 'invalid_request',
    parameter: 'code_verifier',
    sentence: 'code_verifier holds {codePoint} at index {index}{hint}; legal are A-Z a-z 0-9 - . _ ~',
    fix: 'Base64url-encode random octets without padding.',
  },
  'verifier-double-encoded': {
    area: 'pkce',
    error: 'invalid_request',
    parameter: 'code_verifier',
    sentence: 'code_verifier is percent-encoded twice',
    fix: 'Encode it once: hand the plain value to the form encoder.',
  },
  'verifier-quoted': {
    area: 'pkce',
    error: 'invalid_request',
    parameter: 'code_verifier',
    sentence:
      'code_verifier is in quotes: JSON was stored, or a text was turned into JSON, and never read back',
    fix: 'Store the text itself, or JSON.parse what was stored, before it is sent.',
  },
  'verifier-byte-list': {
    area: 'pkce',
    error: 'invalid_request',
    parameter: 'code_verifier',
    sentence: 'code_verifier is made of numbers: a byte array was turned into text',
    fix: 'Base64url-encode the random octets; do not join them to a list.',
  },
  'verifier-holds-state': {
    area: 'pkce',
    error: 'invalid_grant',
    parameter: 'code_verifier',
    sentence:
      'code_verifier holds the state of the login of exchange {exchange}: two stored values were mixed up',
    fix: 'Store state and verifier under two names, and send the verifier.',
  },
  'verifier-holds-other': {
    area: 'pkce',
    error: 'invalid_grant',
    parameter: 'code_verifier',
    sentence: 'code_verifier holds {what}, not the verifier of the login of exchange {exchange}',
    fix: 'Send the value that was hashed for the code_challenge.',
  },
  'verifier-mismatch': {
    area: 'pkce',
    error: 'invalid_grant',
    parameter: 'code_verifier',
    sentence: 'code_verifier does not match the challenge of exchange {exchange}: it is another value',
    fix: 'Store the verifier that was hashed for this login, and send that one.',
  },
  'verifier-of-other-login': {
    area: 'pkce',
    error: 'invalid_grant',
    parameter: 'code_verifier',
    sentence:
      'code_verifier belongs to the login of exchange {other}{when}, the code to that of exchange {exchange}',
    fix: 'Store one verifier per login, under its state, so that a second login does not overwrite the first.',
  },
  'verifier-without-challenge': {
    area: 'pkce',
    error: 'invalid_grant',
    parameter: 'code_verifier',
    sentence: 'code_verifier was sent, but the login of exchange {exchange} had no code_challenge',
    fix: 'Send the code_challenge in the authorize request of the same login.',
  },
  'verifier-is-state': {
    area: 'pkce',
    error: 'invalid_request',
    parameter: 'code_verifier',
    sentence: 'code_verifier is the same value as state, which stood in the address of the browser',
    fix: 'Make state and verifier from separate random octets.',
    weight: 'warns',
  },
} as const

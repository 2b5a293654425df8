// Kinds of mistakes between a verifier and its challenge (RFC 7636 section 4.2): what was hashed, with what, and
// how the hash was written. Each is seen when the verifier comes. Words only.

const grant = { area: 'pkce', error: 'invalid_grant', parameter: 'code_verifier' } as const
const mismatch = 'code_verifier does not match the challenge of exchange {exchange}'

export const hashingKinds = {
  'verifier-equals-challenge': {
    ...grant,
    sentence: `${mismatch}: it is the challenge itself, or nothing was hashed`,
    fix: 'Send the verifier here and its hash in the authorize request, not one value in both.',
  },
  'verifier-not-hashed': {
    ...grant,
    sentence: `${mismatch}: both are the same text, so nothing was hashed although the method is S256`,
    fix: 'Hash the verifier: code_challenge = base64url(SHA-256(code_verifier)).',
  },
  'verifier-hash-in-hex': {
    ...grant,
    sentence: `${mismatch}: the challenge is its hash in hex digits{cut}`,
    fix: 'Base64url-encode the 32 raw octets of the hash (digest(), not hexdigest()).',
  },
  'verifier-hash-in-base64-of-hex': {
    ...grant,
    sentence: `${mismatch}: the challenge is the base64 of the hex digits of its hash{cut}`,
    fix: 'Base64url-encode the 32 raw octets of the hash, not its hex digits.',
  },
  'verifier-base64-form': {
    ...grant,
    sentence: `${mismatch}: the hash is right but for padding or the base64 alphabet`,
    fix: 'Use base64url without padding for verifier and challenge, before hashing and before sending.',
  },
  'verifier-hash-letters-swapped': {
    ...grant,
    sentence: `${mismatch}: the hash is right, but {how}`,
    fix: 'Write - for every + of base64 and _ for every /, and change nothing else.',
  },
  'verifier-hash-altered': {
    ...grant,
    sentence: `${mismatch}: the challenge is its hash {how}, so it was altered on its way`,
    fix: 'Send the challenge exactly as the encoder made it.',
  },
  'verifier-other-hash': {
    ...grant,
    sentence: `${mismatch}: it was hashed with {hash}{cut} instead of SHA-256`,
    fix: 'Hash with SHA-256: its 32 octets make the 43 characters of the challenge.',
  },
  'verifier-hashed-twice': {
    ...grant,
    sentence: `${mismatch}: its hash was hashed once more`,
    fix: 'Hash the verifier once, and encode that hash.',
  },
  'verifier-octets-hashed': {
    ...grant,
    sentence: `${mismatch}: the octets behind the verifier were hashed, not its text`,
    fix: 'Hash the ASCII text of the verifier, exactly the characters that are sent here.',
  },
  'verifier-line-end-hashed': {
    ...grant,
    sentence: `${mismatch}: a line end was hashed along with it`,
    fix: 'Hash the verifier without a line end (printf %s instead of echo).',
  },
  'verifier-more-hashed': {
    ...grant,
    sentence: `${mismatch}: {what} was hashed along with it`,
    fix: 'Hash the verifier alone, exactly the characters that are sent here.',
  },
  'verifier-part-hashed': {
    ...grant,
    sentence: `${mismatch}: only its first {count} characters were hashed`,
    fix: 'Cut the verifier before it is hashed, if at all, and send the same characters.',
  },
  'verifier-cut': {
    ...grant,
    sentence: `${mismatch}: the verifier that was hashed has one character more, {where}`,
    fix: 'Keep the verifier whole: a column, a cookie or a form may be too short for it, or drop a character.',
  },
  'verifier-utf-16-hashed': {
    ...grant,
    sentence: `${mismatch}: it was hashed as UTF-16`,
    fix: 'Encode the verifier as ASCII or UTF-8 before hashing it.',
  },
  'verifier-utf-32-hashed': {
    ...grant,
    sentence: `${mismatch}: it was hashed as UTF-32`,
    fix: 'Encode the verifier as ASCII or UTF-8 before hashing it.',
  },
  'verifier-json-hashed': {
    ...grant,
    sentence: `${mismatch}: it was hashed {how}`,
    fix: 'Hash the text of the verifier, not its JSON: no JSON.stringify before the hash.',
  },
  'verifier-byte-list-hashed': {
    ...grant,
    sentence: `${mismatch}: its octets were turned into a list of numbers, and that text was hashed`,
    fix: 'Hand the text or its octets to the hash function; do not turn them into a list first.',
  },
  'verifier-encoded-hashed': {
    ...grant,
    sentence: `${mismatch}: its {encoding} was hashed, not the verifier itself`,
    fix: 'Hash exactly the characters that are sent here.',
  },
  'verifier-case-hashed': {
    ...grant,
    sentence: `${mismatch}: it was hashed in {letters} letters`,
    fix: 'Hash the verifier as it is sent: large and small letters are different characters.',
  },
  'verifier-state-hashed': {
    ...grant,
    sentence: `${mismatch}: {what} was hashed in its place`,
    fix: 'Hash the verifier: code_challenge = base64url(SHA-256(code_verifier)).',
  },
  'verifier-nothing-hashed': {
    ...grant,
    sentence: `${mismatch}: the challenge is the hash of {shown}, so the verifier was not there when it was made`,
    fix: 'Make the verifier first (await it), and hash that value.',
  },
} as const

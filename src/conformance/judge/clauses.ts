// Every requirement as data: document, section, keyword, summary in one line, link.

/** The word by which a clause binds. `ABNF`: a grammar binds without a keyword. */
export type Keyword =
  | 'MUST'
  | 'MUST NOT'
  | 'SHALL'
  | 'SHOULD'
  | 'SHOULD NOT'
  | 'REQUIRED'
  | 'RECOMMENDED'
  | 'NOT RECOMMENDED'
  | 'OPTIONAL'
  | 'ABNF'
  | 'should'
  | 'descriptive'

export interface Clause {
  readonly document: string
  readonly section: string
  readonly keyword: Keyword
  /** The requirement in our own words, one line. */
  readonly summary: string
  readonly url: string
  /** Why no check cites this clause; absent when one does. */
  readonly unchecked?: string
}

/** The fragment under which the RFC editor and the datatracker publish a section. */
function anchorOf(section: string): string {
  return section.startsWith('Appendix ')
    ? `appendix-${section.slice('Appendix '.length)}`
    : `section-${section}`
}

function rfc(number: number, section: string, keyword: Keyword, summary: string, unchecked?: string): Clause {
  return {
    document: `RFC ${number}`,
    section,
    keyword,
    summary,
    url: `https://www.rfc-editor.org/rfc/rfc${number}#${anchorOf(section)}`,
    ...(unchecked === undefined ? {} : { unchecked }),
  }
}

/** OAuth 2.1 is a draft: the revision is named, because its numbers still move. */
function oauth21(section: string, keyword: Keyword, summary: string): Clause {
  const document = 'draft-ietf-oauth-v2-1-16'
  const url = `https://datatracker.ietf.org/doc/html/${document}#${anchorOf(section)}`
  return { document, section, keyword, summary, url }
}

/** Key: document and section, and a word where one section holds several requirements. */
export const clauses = {
  // RFC 7636: every sentence that binds a client.
  'RFC7636-3': rfc(
    7636,
    '3',
    'descriptive',
    'Base64url means the URL-safe alphabet without =, line breaks, white space or any other addition.',
  ),
  'RFC7636-4.1': rfc(
    7636,
    '4.1',
    'ABNF',
    'The verifier is 43 to 128 characters out of A-Z, a-z, 0-9 and - . _ ~.',
  ),
  'RFC7636-4.1-each': rfc(
    7636,
    '4.1',
    'descriptive',
    'The client makes a new verifier for each authorization request.',
  ),
  'RFC7636-4.1-random': rfc(
    7636,
    '4.1',
    'descriptive',
    'The verifier is a cryptographic random text of high entropy.',
  ),
  'RFC7636-4.1-entropy': rfc(
    7636,
    '4.1',
    'SHOULD',
    'The verifier has so much entropy that guessing it is impractical.',
  ),
  'RFC7636-4.1-octets': rfc(
    7636,
    '4.1',
    'RECOMMENDED',
    'The verifier is the base64url text of 32 random octets: 43 characters.',
    'The wire shows the text and not how it was made; every legal length is accepted.',
  ),
  'RFC7636-4.2': rfc(7636, '4.2', 'MUST', 'A client that can do S256 uses S256.'),
  'RFC7636-4.2-challenge': rfc(
    7636,
    '4.2',
    'ABNF',
    'The S256 challenge is the base64url text of the SHA-256 hash of the verifier, which is 43 characters.',
  ),
  'RFC7636-4.3': rfc(7636, '4.3', 'REQUIRED', 'The authorization request carries code_challenge.'),
  'RFC7636-4.3-method': rfc(
    7636,
    '4.3',
    'OPTIONAL',
    'A missing code_challenge_method means plain, so a client that hashes has to send S256.',
  ),
  'RFC7636-4.5': rfc(7636, '4.5', 'REQUIRED', 'The token request carries code_verifier.'),
  'RFC7636-4.6': rfc(
    7636,
    '4.6',
    'MUST',
    'The server hashes the verifier, compares it with the challenge, and refuses when they differ.',
  ),
  'RFC7636-5': rfc(
    7636,
    '5',
    'SHOULD',
    'Clients send the parameters of PKCE to every server, whether or not it is known to support them.',
  ),
  'RFC7636-6.2.1': rfc(7636, '6.2.1', 'descriptive', 'The names of challenge methods are case-sensitive.'),
  'RFC7636-7.1': rfc(7636, '7.1', 'SHOULD', 'The verifier holds at least 256 bits of entropy.'),
  'RFC7636-7.1-random': rfc(
    7636,
    '7.1',
    'descriptive',
    'The verifier comes from a cryptographic generator, so that nobody can guess it.',
  ),
  'RFC7636-7.1-learned': rfc(
    7636,
    '7.1',
    'descriptive',
    'PKCE protects only as long as nobody else learns the verifier.',
  ),
  'RFC7636-7.2': rfc(
    7636,
    '7.2',
    'MUST NOT',
    'A client that was refused with S256 does not try again with plain.',
  ),
  'RFC7636-7.2-plain-path': rfc(
    7636,
    '7.2',
    'SHOULD NOT',
    'plain is not used, but for compatibility where the way of the request is protected already.',
  ),
  'RFC7636-7.2-plain': rfc(7636, '7.2', 'SHOULD NOT', 'plain is not used in new implementations.'),
  'RFC7636-7.2-method': rfc(
    7636,
    '7.2',
    'SHOULD',
    'S256, or another method that is cryptographically secure, is used.',
  ),
  'RFC7636-7.4': rfc(
    7636,
    '7.4',
    'SHOULD',
    'Implementers follow the security analysis of OAuth in RFC 6819.',
    'An instruction to readers: nothing of it can be observed.',
  ),
  'RFC7636-A': rfc(
    7636,
    'Appendix A',
    'descriptive',
    'How to make base64url without padding: drop every =, replace + by - and / by _.',
  ),

  // RFC 6749: the authorization code grant.
  'RFC6749-2-registered': rfc(
    6749,
    '2',
    'SHALL',
    'The developer registers the redirect URIs of the client with the server.',
  ),
  'RFC6749-2.3.1': rfc(6749, '2.3.1', 'MUST NOT', 'Client credentials are never part of a request URI.'),
  'RFC6749-2.3': rfc(
    6749,
    '2.3',
    'MUST NOT',
    'A request authenticates its client by one method and not by several.',
  ),
  'RFC6749-3.1': rfc(
    6749,
    '3.1',
    'MUST NOT',
    'No parameter of an authorization request is included more than once.',
  ),
  'RFC6749-3.1.1': rfc(6749, '3.1.1', 'REQUIRED', 'The authorization request names its response type.'),
  'RFC6749-3.1.2': rfc(6749, '3.1.2', 'MUST', 'The redirect URI is an absolute URI.'),
  'RFC6749-3.1.2-fragment': rfc(6749, '3.1.2', 'MUST NOT', 'The redirect URI has no fragment.'),
  'RFC6749-3.1.2.1': rfc(
    6749,
    '3.1.2.1',
    'SHOULD',
    'The redirect URI is reached over TLS when a code or token is sent to it.',
  ),
  'RFC6749-3.1.2.3': rfc(
    6749,
    '3.1.2.3',
    'MUST',
    'redirect_uri is sent unless exactly one complete URI is registered.',
  ),
  'RFC6749-3.2': rfc(6749, '3.2', 'MUST', 'Token requests use POST.'),
  'RFC6749-3.2-once': rfc(
    6749,
    '3.2',
    'MUST NOT',
    'No parameter of a token request is included more than once.',
  ),
  'RFC6749-3.2.1': rfc(
    6749,
    '3.2.1',
    'MUST',
    'A client that does not authenticate names itself by client_id when it redeems a code.',
  ),
  'RFC6749-3.3': rfc(6749, '3.3', 'ABNF', 'scope is a list of names, with one space between two of them.'),
  'RFC6749-4.1.1': rfc(
    6749,
    '4.1.1',
    'REQUIRED',
    'The authorization request carries client_id, and response_type with the value code.',
  ),
  'RFC6749-4.1.1-state': rfc(
    6749,
    '4.1.1',
    'RECOMMENDED',
    'The authorization request carries state, by which the client recognises its own login.',
  ),
  'RFC6749-4.1.2': rfc(6749, '4.1.2', 'MUST NOT', 'A code is not used more than once.'),
  'RFC6749-3.1-query': rfc(
    6749,
    '3.1',
    'MUST',
    'A query that is part of the address of the authorization endpoint is kept.',
  ),
  'RFC6749-3.2-query': rfc(
    6749,
    '3.2',
    'MUST',
    'A query that is part of the address of the token endpoint is kept.',
  ),
  'RFC6749-4.1.2-unknown': rfc(
    6749,
    '4.1.2',
    'MUST',
    'The client ignores parameters of the response that it does not know.',
  ),
  'RFC6749-4.1.2-size': rfc(
    6749,
    '4.1.2',
    'should',
    'The client makes no assumptions about the size of a code.',
  ),
  'RFC6749-4.1.2.1': rfc(
    6749,
    '4.1.2.1',
    'descriptive',
    'The errors with which a server answers an authorization request.',
  ),
  'RFC6749-4.1.3': rfc(
    6749,
    '4.1.3',
    'REQUIRED',
    'The token request carries grant_type=authorization_code, the code received, and client_id unless the client authenticates.',
  ),
  'RFC6749-4.1.3-form': rfc(
    6749,
    '4.1.3',
    'descriptive',
    'The parameters of the token request are in its body, as application/x-www-form-urlencoded in UTF-8.',
  ),
  'RFC6749-4.1.3-redirect-uri': rfc(
    6749,
    '4.1.3',
    'REQUIRED',
    'The token request repeats the redirect_uri of the authorization request; both values must be identical.',
  ),
  'RFC6749-1.4': rfc(6749, '1.4', 'descriptive', 'An access token is usually opaque to the client.'),
  'RFC6749-1.5': rfc(
    6749,
    '1.5',
    'descriptive',
    'A client gets a new access token when the old one has expired.',
  ),
  'RFC6749-1.5-refresh': rfc(
    6749,
    '1.5',
    'descriptive',
    'Refresh tokens are for the authorization server, and are never sent to resource servers.',
  ),
  'RFC6749-2.3.1-form-encoded': rfc(
    6749,
    '2.3.1',
    'descriptive',
    'Id and secret are form-encoded before they become the Basic credentials.',
  ),
  'RFC6749-2.3.1-body': rfc(
    6749,
    '2.3.1',
    'NOT RECOMMENDED',
    'The secret is not sent in the body where a client can send it in the Basic header.',
  ),
  'RFC6749-5.1-access-token': rfc(
    6749,
    '5.1',
    'REQUIRED',
    'A token answer has an access_token; an answer without one is none.',
  ),
  'RFC6749-5.1-token-type': rfc(
    6749,
    '5.1',
    'REQUIRED',
    'A token answer names its token_type; upper and lower case are the same.',
  ),
  'RFC6749-5.1-expires-in': rfc(
    6749,
    '5.1',
    'RECOMMENDED',
    'A token answer says how long its token lives; it may leave that out.',
  ),
  'RFC6749-5.1-unknown': rfc(
    6749,
    '5.1',
    'MUST',
    'The client ignores members of a token answer that it does not know.',
  ),
  'RFC6749-5.1-size': rfc(6749, '5.1', 'should', 'The client makes no assumptions about the size of tokens.'),
  'RFC6749-5.1-json': rfc(6749, '5.1', 'descriptive', 'A token answer is a JSON object.'),
  'RFC6749-6': rfc(
    6749,
    '6',
    'REQUIRED',
    'A refresh request carries grant_type=refresh_token and its refresh_token, in a form body.',
  ),
  'RFC6749-6-scope': rfc(6749, '6', 'MUST NOT', 'A refresh request asks for no scope that was not granted.'),
  'RFC6749-6-discard': rfc(
    6749,
    '6',
    'MUST',
    'A client that gets a new refresh token discards the old one and uses the new one.',
  ),
  'RFC6749-7.1-type': rfc(
    6749,
    '7.1',
    'MUST NOT',
    'A client does not use a token whose type it does not understand.',
  ),
  'RFC6749-A.14': rfc(6749, 'Appendix A.14', 'ABNF', 'expires_in consists of digits.'),
  'RFC6749-5.2': rfc(6749, '5.2', 'descriptive', 'The mistakes for which a server refuses a token request.'),
  'RFC6749-10.1': rfc(
    6749,
    '10.1',
    'MUST NOT',
    'Servers give no secret to a native app or to one in a browser for the authentication of the client.',
  ),
  'RFC6749-10.1-web': rfc(
    6749,
    '10.1',
    'MUST',
    'Web applications keep their client credentials confidential.',
  ),
  'RFC6749-10.3': rfc(
    6749,
    '10.3',
    'MUST',
    'Access tokens are kept confidential in transit and storage, and shown only to those that they are meant for.',
  ),
  'RFC6749-10.9': rfc(
    6749,
    '10.9',
    'MUST',
    'The client validates the certificate of the authorization server.',
  ),
  'RFC6749-10.3-scope': rfc(
    6749,
    '10.3',
    'SHOULD',
    'The client asks for tokens with the smallest scope that it needs.',
  ),
  'RFC6749-10.4': rfc(
    6749,
    '10.4',
    'MUST',
    'Refresh tokens are kept confidential in transit and storage, and shown only to the server that issued them.',
  ),
  'RFC6749-10.5': rfc(
    6749,
    '10.5',
    'MUST',
    'A client by whose codes users sign in to it has its redirect URI under TLS.',
  ),
  'RFC6749-10.8': rfc(
    6749,
    '10.8',
    'SHOULD NOT',
    'state and scope hold no sensitive information about the client or the user in clear.',
  ),
  'RFC6749-10.10': rfc(
    6749,
    '10.10',
    'MUST',
    'Nobody guesses a value made against guessing with a chance above 2^-128; above 2^-160 it should not be.',
  ),
  'RFC6749-10.12': rfc(
    6749,
    '10.12',
    'MUST',
    'The client protects its redirect URI against responses that somebody else started (CSRF).',
  ),
  'RFC6749-10.12-value': rfc(
    6749,
    '10.12',
    'MUST',
    'The value by which a client recognises its own request cannot be guessed.',
  ),
  'RFC6749-10.12-state': rfc(6749, '10.12', 'SHOULD', 'The client does so by the state parameter.'),
  'RFC6749-10.14': rfc(
    6749,
    '10.14',
    'MUST',
    'The client sanitizes values that it receives, before it shows them or uses them.',
  ),
  'RFC6749-A.11': rfc(
    6749,
    'Appendix A.11',
    'ABNF',
    'A code consists of printable ASCII characters, space included.',
  ),
  'RFC6749-A.4': rfc(
    6749,
    'Appendix A.4',
    'ABNF',
    'The characters of a scope are the printable ones of ASCII without space, the double quote and the backslash.',
  ),
  'RFC6749-B': rfc(
    6749,
    'Appendix B',
    'descriptive',
    'How names and values are encoded in application/x-www-form-urlencoded.',
  ),

  // RFC 9700: best current practice.
  'RFC9700-2.1': rfc(
    9700,
    '2.1',
    'MUST',
    'Clients prevent cross-site request forgery of their redirect URI.',
  ),
  'RFC9700-2.1-state': rfc(
    9700,
    '2.1',
    'MUST',
    'A client that relies on neither PKCE nor nonce uses a one-time state bound to the user agent.',
  ),
  'RFC9700-2.1-exact': rfc(
    9700,
    '2.1',
    'MUST',
    'Servers compare redirect URIs as strings, character by character, but for the port of a native app on localhost.',
  ),
  'RFC9700-2.1.1': rfc(9700, '2.1.1', 'MUST', 'Public clients use PKCE.'),
  'RFC9700-2.1.1-confidential': rfc(9700, '2.1.1', 'RECOMMENDED', 'Confidential clients use PKCE too.'),
  'RFC9700-2.1.1-method': rfc(
    9700,
    '2.1.1',
    'SHOULD',
    'The challenge method does not show the verifier in the authorization request; S256 is the only such method.',
  ),
  'RFC9700-2.1.1-bound': rfc(
    9700,
    '2.1.1',
    'MUST',
    'The challenge is made for one login, and bound to the client and the user agent that began it.',
  ),
  'RFC9700-2.1.2': rfc(9700, '2.1.2', 'SHOULD NOT', 'The implicit grant (response_type=token) is not used.'),
  'RFC9700-2.3': rfc(
    9700,
    '2.3',
    'SHOULD',
    'What an access token allows is kept to the minimum that the application needs.',
  ),
  'RFC9700-2.6': rfc(
    9700,
    '2.6',
    'MUST NOT',
    'Authorization responses do not travel over connections without encryption; native apps on loopback are exempt.',
  ),
  'RFC9700-2.4': rfc(9700, '2.4', 'MUST NOT', 'The password grant is not used.'),
  'RFC9700-4.2.4-state': rfc(9700, '4.2.4', 'SHOULD', 'The client makes state invalid after its first use.'),
  'RFC9700-4.7.1-state': rfc(
    9700,
    '4.7.1',
    'MUST',
    'What a client keeps in state is protected against alteration and exchange, where that matters.',
  ),
  'RFC9700-4.3.2': rfc(9700, '4.3.2', 'MUST NOT', 'Access tokens do not travel in the query of a URL.'),

  // RFC 8252: native apps.
  'RFC8252-6': rfc(8252, '6', 'MUST', 'Native apps that are public clients use PKCE.'),
  'RFC8252-7.1': rfc(
    8252,
    '7.1',
    'MUST',
    'A private-use scheme is based on a domain name that the app controls, written in reverse order.',
  ),
  'RFC8252-7.1-slash': rfc(
    8252,
    '7.1',
    'descriptive',
    'One slash follows the colon of a private-use scheme, because no host follows.',
  ),
  'RFC8252-7.3': rfc(
    8252,
    '7.3',
    'descriptive',
    'A loopback redirect URI is http with the address of the loopback interface and a port.',
  ),
  'RFC8252-7.3-port': rfc(
    8252,
    '7.3',
    'MUST',
    'Servers allow any port of a loopback redirect URI, because clients get theirs from the system.',
  ),
  'RFC8252-8.3': rfc(
    8252,
    '8.3',
    'NOT RECOMMENDED',
    'localhost is used in a loopback redirect URI in the place of the address.',
  ),
  'RFC8252-8.3-listener': rfc(
    8252,
    '8.3',
    'should',
    'The listener for the redirect is on the loopback interface only.',
  ),
  'RFC8252-8.4': rfc(8252, '8.4', 'SHOULD', 'Servers refuse private-use schemes without a period.'),
  'RFC8252-8.4-registered': rfc(
    8252,
    '8.4',
    'MUST',
    'The complete redirect URI of a native app is registered.',
  ),
  'RFC8252-8.5': rfc(
    8252,
    '8.5',
    'NOT RECOMMENDED',
    'Servers ask native apps for a secret that all installations share.',
  ),
  'RFC8252-8.9': rfc(
    8252,
    '8.9',
    'RECOMMENDED',
    'Native apps send state and reject a response without the value that they sent.',
  ),

  'RFC8252-8.10': rfc(
    8252,
    '8.10',
    'MUST',
    'The app stores the redirect URI of a login, and verifies that the response came to it exactly.',
  ),
  'RFC9207-2.4': rfc(
    9207,
    '2.4',
    'MUST',
    'A client that supports iss compares it with the issuer of the login by simple string comparison, and refuses every other.',
  ),
  'RFC9207-2.4-missing': rfc(
    9207,
    '2.4',
    'MUST',
    'Such a client refuses a response without iss from a server that is known to send it.',
  ),
  // RFC 10017: browser-based apps.
  'RFC10017-6.3.2.1': rfc(10017, '6.3.2.1', 'MUST', 'Browser-based clients use PKCE with the code grant.'),
  'RFC10017-6.3.2.2': rfc(
    10017,
    '6.3.2.2',
    'MUST',
    'Browser-based clients prevent cross-site request forgery.',
  ),
  'RFC10017-6.3.3.1': rfc(
    10017,
    '6.3.3.1',
    'MUST',
    'A client that is all browser is registered as a public one: no secret in it stays secret.',
  ),
  'RFC10017-7.2': rfc(
    10017,
    '7.2',
    'descriptive',
    'The implicit grant is discouraged for apps in a browser.',
  ),

  // Apps in a browser.
  'RFC6749-3.1.2.5': rfc(
    6749,
    '3.1.2.5',
    'SHOULD NOT',
    'The page of the redirect URI has no scripts of third parties.',
  ),
  'RFC6749-3.1.2.5-first': rfc(
    6749,
    '3.1.2.5',
    'MUST',
    "Where it has some, the client's own scripts take the answer out of the address before they run.",
  ),
  'RFC6749-3.1.2.5-redirect': rfc(
    6749,
    '3.1.2.5',
    'SHOULD',
    'The client takes the answer out of the address and leads the browser on, so that it stays nowhere.',
  ),
  'RFC6749-10.5-confidential': rfc(
    6749,
    '10.5',
    'SHOULD',
    'Codes travel over secure channels and are short-lived, because they may be seen in the Referer.',
  ),
  'RFC9700-4.2.4': rfc(
    9700,
    '4.2.4',
    'SHOULD NOT',
    'The page of the redirect URI has no resources of third parties and no links to other sites.',
  ),
  'RFC9700-4.3.1': rfc(
    9700,
    '4.3.1',
    'descriptive',
    'A code that stays in the history of the browser can be replayed by whoever reads it.',
  ),
  'RFC9700-4.17.2': rfc(
    9700,
    '4.17.2',
    'MUST NOT',
    'Messages between windows with an answer of a login are not sent to any origin ("*").',
  ),
  'RFC10017-6.3.3.3': rfc(
    10017,
    '6.3.3.3',
    'MUST',
    'Who gets an answer of a login by a message between windows compares the origin of the sender exactly.',
  ),
  'RFC10017-8.1': rfc(
    10017,
    '8.1',
    'NOT RECOMMENDED',
    'Tokens are not kept in cookies that a script has set.',
  ),
  'RFC10017-8.5': rfc(
    10017,
    '8.5',
    'descriptive',
    'Whatever script runs in the page reads the persistent storage of the browser, and the tokens in it.',
  ),

  // RFC 6750: bearer tokens.
  'RFC6750-2': rfc(6750, '2', 'MUST NOT', 'A request carries its token by one method and not by several.'),
  'RFC6750-2.1-syntax': rfc(
    6750,
    '2.1',
    'ABNF',
    'The header is Bearer, at least one space, and the token in the characters of a b64token.',
  ),
  'RFC6750-2.1': rfc(6750, '2.1', 'SHOULD', 'The access token travels in the Authorization header.'),
  'RFC6750-2.2': rfc(
    6750,
    '2.2',
    'SHOULD NOT',
    'The access token is not sent as a form parameter, unless the header cannot be set.',
  ),
  'RFC6750-2.3': rfc(6750, '2.3', 'SHOULD NOT', 'The access token is not sent in the query.'),

  // OAuth 2.1, still a draft.
  'RFC6750-5.3-chain': rfc(6750, '5.3', 'MUST', 'The client validates the certificate chain of the API.'),
  'RFC6750-5.3': rfc(6750, '5.3', 'MUST', 'Clients see to it that bearer tokens reach nobody else.'),
  'RFC6750-3': rfc(6750, '3', 'MUST', 'A refusal without a good token has WWW-Authenticate: Bearer.'),
  'RFC6750-3.1': rfc(6750, '3.1', 'descriptive', 'The mistakes for which the API refuses an access token.'),
  'RFC9700-4.14.2': rfc(
    9700,
    '4.14.2',
    'descriptive',
    'A refresh token that is used twice counts as stolen, and the server ends the login.',
  ),
  'RFC9700-4.7.1-pkce': rfc(
    9700,
    '4.7.1',
    'MUST',
    'A client that relies on PKCE against forged answers sees to it that the server supports it.',
  ),
  'RFC7009-2.1': rfc(7009, '2.1', 'REQUIRED', 'A revocation is a form that is posted, with the token in it.'),
  'RFC7009-2.1-client': rfc(
    7009,
    '2.1',
    'descriptive',
    'A revocation says which client asks, as a token request does.',
  ),
  'RFC8414-2-pkce': rfc(
    8414,
    '2',
    'descriptive',
    'Metadata without code_challenge_methods_supported means that the server has no PKCE.',
  ),
  'RFC8414-3.3': rfc(
    8414,
    '3.3',
    'MUST NOT',
    'Metadata whose issuer is not identical with the one that was asked for is not used.',
  ),
  'RFC9110-10.2.3': rfc(
    9110,
    '10.2.3',
    'descriptive',
    'Retry-After says how long to wait before the next attempt, in seconds or as a date.',
  ),
  'RFC6585-4': rfc(
    6585,
    '4',
    'descriptive',
    'Status 429 means too many requests; Retry-After may say how long to wait.',
  ),
  'RFC9700-4.4.2': rfc(9700, '4.4.2', 'MUST', 'The issuer is stored with each login that is begun at it.'),
  'RFC9700-4.4.2.1': rfc(
    9700,
    '4.4.2.1',
    'MUST',
    'The issuer of the response is compared with that of the login, and the login is ended where they differ.',
  ),
  // Applications that accept tokens.
  'RFC9068-4': rfc(9068, '4', 'MUST', 'The signature of every access token is validated.'),
  'RFC9068-4-alg': rfc(9068, '4', 'MUST', 'A token with the algorithm none is rejected.'),
  'RFC9068-4-exp': rfc(9068, '4', 'MUST', 'The current time is before the time in exp.'),
  'RFC9068-4-iss': rfc(9068, '4', 'MUST', 'The issuer of the server is exactly the value of iss.'),
  'RFC9068-4-aud': rfc(9068, '4', 'MUST', 'aud holds an identifier of this very API.'),
  'RFC9068-4-typ': rfc(9068, '4', 'MUST', 'typ is at+jwt or application/at+jwt.'),
  'RFC8725-3.1': rfc(8725, '3.1', 'MUST', 'The algorithms are set by the caller, and each key has one.'),
  'RFC8725-3.2': rfc(
    8725,
    '3.2',
    'SHOULD NOT',
    'The algorithm none is accepted only where it was asked for.',
  ),
  'RFC8725-3.3': rfc(8725, '3.3', 'MUST', 'Every cryptographic operation of a token is validated.'),
  'RFC8725-3.8': rfc(8725, '3.8', 'MUST', 'The keys that validate a token belong to its issuer.'),
  'RFC8725-3.9': rfc(8725, '3.9', 'MUST', 'A token without the right audience is rejected.'),
  'RFC8725-3.10': rfc(
    8725,
    '3.10',
    'descriptive',
    'What a token says of itself, kid and jku say, is not trusted.',
  ),
  'RFC8725-3.11': rfc(8725, '3.11', 'RECOMMENDED', 'Kinds of tokens are told apart by an explicit typ.'),
  'RFC8725-3.12': rfc(8725, '3.12', 'MUST', 'The rules for different kinds of tokens exclude each other.'),
  'RFC7515-4.1.11': rfc(
    7515,
    '4.1.11',
    'MUST',
    'A token with a critical header that is not understood is invalid.',
  ),
  'RFC7515-5.2': rfc(7515, '5.2', 'MUST', 'A token whose signature does not validate is rejected.'),
  'RFC7519-4.1.3': rfc(7519, '4.1.3', 'MUST', 'Who is not named in aud rejects the token.'),
  'RFC7519-4.1.4': rfc(7519, '4.1.4', 'MUST NOT', 'A token is not accepted on or after exp.'),
  'RFC7519-4.1.5': rfc(7519, '4.1.5', 'MUST NOT', 'A token is not accepted before nbf.'),
  'RFC7519-7.2': rfc(7519, '7.2', 'MUST', 'A token for which a step of the validation fails is rejected.'),
  'OIDC-10.1.1': {
    document: 'OpenID Connect Core 1.0',
    section: '10.1.1',
    keyword: 'descriptive',
    summary: 'At a kid that is unknown, the keys are fetched once more.',
    url: 'https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys',
  },
  'RFC9068-6': rfc(9068, '6', 'MUST NOT', 'The client does not look into its access token.'),
  'OAUTH21-4.3.2': oauth21('4.3.2', 'MUST', 'A new refresh token replaces the old one.'),
  'OAUTH21-3.2.3': oauth21(
    '3.2.3',
    'descriptive',
    'expires_in is a JSON number, and tokens may end before it.',
  ),
  'OAUTH21-5.1': oauth21('5.1', 'MUST NOT', 'Access tokens are not sent in the query.'),
  'OAUTH21-7.5.1.1': oauth21(
    '7.5.1.1',
    'MUST',
    'A client that begins anew after an error makes a fresh verifier and challenge.',
  ),
  'OAUTH21-8.4.2': oauth21(
    '8.4.2',
    'NOT RECOMMENDED',
    'localhost is used in a loopback redirect URI in the place of the address.',
  ),
  'OAUTH21-8.5.4': oauth21(
    '8.5.4',
    'SHOULD',
    'The listener for the redirect is on the loopback interface only.',
  ),
  'OAUTH21-10.2': oauth21(
    '10.2',
    'descriptive',
    'The token request of OAuth 2.1 has no redirect_uri; servers may still ask older clients for it.',
  ),
} as const satisfies Record<string, Clause>

export type ClauseId = keyof typeof clauses

// How the mock begins a login, and how far that is known of the real service.
import { assumed, type Behaviour, documented, reported, sdk, sources } from './behaviour.js'

export const loginBehaviours: readonly Behaviour[] = [
  documented(
    'authorize.path',
    '`GET /oauth/authorize` on the login host begins a login',
    sources.authorizationCode,
  ),
  assumed(
    'authorize.post',
    '`POST /oauth/authorize` with a form begins one as well',
    'RFC 6749 section 3.1 allows it',
  ),
  reported(
    'authorize.response-type',
    '`response_type=code` only; everything else is `unsupported_response_type`',
    `${sources.probe}: the metadata names \`code\` alone; the implicit grant is being retired`,
  ),
  documented('authorize.state', '`state` comes back byte for byte, encoded once', sources.parameters),
  sdk(
    'authorize.parameter-encoding',
    '`+` in a query is a space',
    `${sources.javascript}: sends form-encoded parameters`,
  ),
  assumed(
    'authorize.unknown-parameters',
    'parameters that nobody knows are ignored',
    'RFC 6749 section 3.1 asks for it; the service has no documented `nonce`, `response_mode`, `display`',
  ),
  assumed(
    'authorize.doubled-parameters',
    'a parameter that is sent twice is refused',
    'RFC 6749 section 3.1 asks for it',
  ),
  documented(
    'authorize.org-provider',
    '`org` and `provider` are taken together or not at all',
    sources.parameters,
  ),
  assumed(
    'authorize.target',
    '`target` is taken and changes nothing',
    'it chooses an organisation (developer.genesys.cloud: additional authorization parameters), and the mock has one',
  ),
  documented(
    'authorize.prompt',
    '`prompt=login` shows the login page in spite of a session; other values mean nothing',
    sources.parameters,
    'policy.interactive',
  ),
  sdk(
    'authorize.login-hint',
    '`login_hint` is `email`, `email:organisation` or an organisation; an address picks the user',
    sources.javascript,
  ),
  assumed(
    'authorize.login-hint-unknown',
    'a hint that fits nobody picks the default user',
    'a test must not depend on the seed',
  ),
  assumed(
    'authorize.auto-approve',
    'the default user is logged in without being asked',
    'convenience; the real service shows its login page',
    'policy.interactive',
  ),
  reported(
    'authorize.login-page',
    'the login page has the fields `Email Address` and `Password` and the button `Log In`',
    'public UI tests that drive the real page',
    'policy.interactive',
  ),
  assumed(
    'authorize.consent',
    'nobody is asked for consent, because the one organisation of the mock has authorised every client; where the mock asks, it asks each user, once per session, and names the scopes',
    'the real service asks where the client is not yet authorised in the organisation, and only a user who may authorise it (developer.genesys.cloud: authorization code grant); its page was not seen',
    'policy.consent',
  ),
  documented(
    'authorize.session',
    'a browser with a session is sent back at once',
    sources.parameters,
    'policy.interactive',
  ),
  reported(
    'authorize.unknown-client',
    'an unknown client or an unregistered redirect URI gets an HTML page and no redirect',
    'jaysangil/implicit-app-test, README: "OAuth client ID or redirect URI is invalid"',
    'policy.registration',
  ),
  assumed(
    'authorize.page-text',
    'the text of that page names the mistake and offers to register the client',
    'the text of the real page helps nobody',
  ),
  sdk(
    'authorize.error-redirect',
    'every other error is a redirect with `error`, `error_description` and `state`',
    `${sources.javascript} and ${sources.cli} read both`,
  ),
  sdk(
    'authorize.error-codes',
    'the errors of RFC 6749 section 4.1.2.1; `invalid_pkce_package` is played only as a scenario',
    `${sources.cli}: its table of errors`,
    'scenario',
  ),
  sdk(
    'authorize.code-form',
    'a code is 32 characters of the base64url alphabet, without `/`, `+` and `=`',
    `${sources.cli}: splits its callback path at \`/\``,
  ),
  assumed(
    'authorize.code-lifetime',
    'a code can be redeemed for 300 seconds',
    'RFC 6749 section 4.1.2 recommends 10 minutes at most',
    'policy.codeLifetimeSeconds',
  ),
  documented(
    'redirect-uri.exact',
    'redirect URIs are compared as whole strings, query included',
    'developer blog of 2020-05-12',
  ),
  documented(
    'redirect-uri.loopback-port',
    'a loopback URI registered without a port fits with any port',
    `${sources.cli}: "Dynamic Port"`,
  ),
  assumed(
    'redirect-uri.loopback-path',
    'path and query of a loopback URI are compared exactly',
    'the documentation speaks of the port alone',
  ),
  assumed(
    'redirect-uri.demo-client',
    'the demo client takes every loopback URI',
    'convenience',
    'client.anyLoopbackRedirect',
  ),
  reported(
    'pkce.method',
    'S256 is the only method; `plain`, an unknown one and a missing one are refused',
    `${sources.probe}: \`code_challenge_methods_supported\``,
  ),
  documented(
    'pkce.public-clients',
    'a client without a secret must use PKCE',
    `${sources.openapi}: description of the grant types`,
  ),
  documented(
    'pkce.confidential-clients',
    'a client with a secret may do without PKCE',
    sources.authorizationCode,
  ),
  assumed(
    'pkce.challenge-form',
    'a challenge has exactly 43 characters of base64url and a possible last one',
    'RFC 7636 section 4.2; anything else cannot be a SHA-256 hash',
  ),
  sdk(
    'pkce.verifier-form',
    'a verifier has 43 to 128 characters of `A-Z a-z 0-9 - . _ ~`',
    `${sources.sdks}: their own check of the length`,
  ),
  assumed(
    'scope.unknown',
    'a scope that Genesys Cloud does not have is `invalid_scope`',
    'RFC 6749 section 4.1.2.1; no SDK ever sends a scope',
    'policy.unknownScopes',
  ),
  assumed(
    'scope.narrowing',
    'scopes in the request narrow those of the client',
    'RFC 6749 section 3.3',
    'policy.requestedScopes',
  ),
  documented(
    'scope.of-the-client',
    'without `scope` in the request the token has the scopes of its client',
    'help.mypurecloud.com: introduction to scopes',
    'client.scopes',
  ),
  sdk('logout.path', '`GET /logout` ends the session of the browser', `${sources.javascript}: \`logout()\``),
  assumed(
    'logout.redirect',
    'it redirects to a registered URI of the client only',
    'anything else would be an open redirector',
  ),
]

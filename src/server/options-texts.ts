// What each option is, in a sentence or two: for the schema that editors read and for the config file of `init`.

/** By the path of the option; `*` stands for any item of a list. */
export const optionTexts: Readonly<Record<string, string>> = {
  port: 'Port to listen on, 0 for any that is free.',
  host: 'Address or name to listen on. Left out: both loopback addresses, 127.0.0.1 and ::1.',
  clients:
    'The OAuth clients that are known. Left out: the demo client, which any program on this machine may use.',
  'clients.*.id': 'The client id.',
  'clients.*.name': 'The name that pages show.',
  'clients.*.secret': 'Makes the client confidential. Leave it out for clients that use PKCE alone.',
  'clients.*.grantType': 'CODE: users log in. CLIENT-CREDENTIALS: the client logs in for itself.',
  'clients.*.redirectUris':
    'Where a login may lead back to, compared character by character; a loopback URI without port stands for every port.',
  'clients.*.anyLoopbackRedirect': 'Accepts every redirect URI of this machine.',
  'clients.*.refreshTokens': 'Gives refresh tokens. Default: to confidential clients only.',
  'clients.*.region':
    'The region that the client belongs to, by its domain or AWS name: mypurecloud.de or eu-central-1. Default: every region.',
  'clients.*.scopes': 'The scopes that the client may have. Default: all.',
  'clients.*.claims': 'Further claims of its access tokens.',
  'clients.*.accessTokenSeconds':
    'For how long its access tokens are good. Default: policy.accessTokenLifetimeSeconds.',
  users: 'Who can log in; the first is the one that is logged in at once. Left out: the demo user.',
  'users.*.email': 'The address that the user logs in with.',
  'users.*.password': 'The password for the login page.',
  'users.*.name': 'The name, as /api/v2/users/me tells it.',
  'users.*.permissions': 'Permissions that the user has, for example oauth:token:delete.',
  'users.*.claims': 'Further claims of the access tokens of this user.',
  organization: 'The organisation, as /api/v2/organizations/me tells it. Left out: the demo organisation.',
  'organization.id': 'Its id.',
  'organization.name': 'Its name.',
  policy: 'Numbers and switches of every decision of the mock.',
  'policy.codeLifetimeSeconds': 'For how long an authorization code can be redeemed.',
  'policy.accessTokenLifetimeSeconds':
    'For how long an access token is good, unless its client says otherwise.',
  'policy.longestAccessTokenSeconds': 'No access token is good for longer, whatever its client says.',
  'policy.refreshTokenLifetimeSeconds':
    'For how long a refresh token can be used; every rotation starts it anew.',
  'policy.refreshReuseWindowSeconds':
    'For how long after its rotation a refresh token may be shown again; after that, reuse revokes the whole family.',
  'policy.strictBody': 'Refuses a token request whose body is JSON, instead of reading it with a warning.',
  'policy.readTokenQuery': 'Reads the parameters of a token request from its URL as well, with a warning.',
  'policy.terseErrors': 'Answers with the short texts of the real service; the diagnosis stays in the log.',
  'policy.clientErrorStatus': 'Status of a refused Basic header: 401 with WWW-Authenticate, or 400.',
  'policy.spendCodeOnFailure':
    'Spends a code by every token request that names it, also by one that is refused.',
  'policy.revokeOnReplay': 'Revokes what came from a code or refresh token that is used twice.',
  'policy.unknownScopes':
    'What becomes of a scope that the service does not have: refuse it, or ignore it with a warning.',
  'policy.requestedScopes': 'Whether the scopes of a login narrow what it may do, or are ignored.',
  'policy.tokenFormat': 'What access tokens look like: signed (jwt), or opaque as on the real service.',
  'policy.signingAlgorithm': 'How access tokens are signed.',
  'policy.interactive': 'Shows the login page instead of logging the user in at once.',
  'policy.consent': 'Asks the user whether the client may do what it asks for.',
  'policy.forgiving': 'Lets a login go on after mistakes, and records them.',
  'policy.registration':
    'registered: only known clients. learn: the first well-formed login registers its client id and redirect URI.',
  scenario:
    'How the mock misbehaves from the start: the name of a scenario ("gc-mock-oauth scenarios" lists them), or a choice, or a list of choices.',
  'scenario.id': 'The name of the scenario.',
  'scenario.times': 'For the first uses only, so many of them.',
  'scenario.user': 'For the user with this address only.',
  'scenario.login': 'For one login only.',
  prefixes: 'Paths below which login and API are found besides the plain ones.',
  'prefixes.login': 'path_params_login of the SDKs.',
  'prefixes.api': 'path_params_api of the SDKs.',
  https:
    'Serves https instead of http, with certificates of a CA of its own; "gc-mock-oauth ca" says how to trust it.',
  'https.hosts': 'Further names and addresses that clients call the mock by.',
  'https.plainToo': 'Serve plain http on the same port as well.',
  'https.caFolder':
    'Folder that keeps the CA. Default: dataDir, or else the folder for data of programs on this system.',
  api: 'Further paths of the API, answered after the check of the token.',
  'api.*.method': 'The method; GET answers HEAD as well.',
  'api.*.path': 'Begins with /api/; a piece in braces is a parameter: /api/v2/routing/queues/{queueId}.',
  'api.*.status': 'The status. Default: 200, or 204 where there is neither body nor file.',
  'api.*.body': 'Any JSON value; {queueId} in a text stands for the value of the parameter.',
  'api.*.file': 'A file with the body, from the folder of this file.',
  'api.*.scope': 'A scope that the token needs. Default: any good token will do.',
  stubFolder: 'Folder of the files in api. Default: the folder of this file.',
  issuer: 'Fixed issuer of tokens and metadata. Default: the address that the client uses.',
  audience: 'Fixed audience of tokens. Default: the address that the client uses.',
  signingKey:
    'The private key of the tokens, as a JSON Web Key: RSA, EC on P-256, or Ed25519. Default: a new one at each start.',
  dataDir:
    'Folder that keeps the signing key for the next start, and with https the CA. Default: none for the key.',
  adminToken:
    'Lets other machines use /_mock/, as a bearer token. Default: one is made and printed where host lets them in.',
  allowHosts: 'Further host names by which /_mock/ may be called.',
  bounds: 'How much is kept at one time; what comes in above is refused with 503, and named.',
  'bounds.logins': 'Logins that are under way.',
  'bounds.accessTokens': 'Access tokens.',
  'bounds.refreshTokens': 'Refresh tokens.',
  'bounds.recentLogins': 'Logins that a diagnosis can look back at.',
  'bounds.exchanges': 'Exchanges of the recorder; the oldest go first.',
  'bounds.exchangeCharacters': 'Characters of their messages.',
  'bounds.clients': 'Clients that are registered.',
  'bounds.users': 'Users.',
}

// What is around the login: the API after it, metadata, headers, hosts; and how far that is known.
import { assumed, type Behaviour, documented, reported, sdk, sources } from './behaviour.js'

export const serviceBehaviours: readonly Behaviour[] = [
  reported('metadata.path', 'RFC 8414 metadata at `/.well-known/oauth-authorization-server`', sources.probe),
  reported('metadata.members', 'its members are those of the service', sources.probe),
  assumed(
    'metadata.jwks',
    '`jwks_uri` is added while tokens are signed',
    'the service has no JWTs',
    'policy.tokenFormat',
  ),
  reported(
    'metadata.openid',
    '`/.well-known/openid-configuration` is 404: there is no OpenID Connect',
    sources.probe,
  ),
  reported(
    'metadata.security-txt',
    '`/.well-known/security.txt` is there; its text is that of the mock',
    sources.probe,
  ),
  assumed(
    'metadata.prefix',
    'under a prefix the metadata is found before and behind the well-known path',
    'RFC 8414 section 3.1 and what clients do',
    'prefixes',
  ),
  sdk(
    'prefixes',
    'login and API may be found under a prefix each',
    `${sources.sdks}: \`path_params_login\`, \`path_params_api\` of the gateway`,
    'prefixes',
  ),
  documented('api.tokens-me', '`GET` and `HEAD /api/v2/tokens/me` tell about the token', sources.openapi),
  documented('api.tokens-me-delete', '`DELETE /api/v2/tokens/me` revokes it, 200', sources.openapi),
  documented(
    'api.tokens-of-user',
    '`DELETE /api/v2/tokens/{userId}` revokes those of a user, 204, with `oauth:token:delete`',
    sources.openapi,
    'user.permissions',
  ),
  documented(
    'api.users-me',
    '`GET /api/v2/users/me` tells about the user; `expand` adds to it',
    sources.openapi,
  ),
  documented('api.not-a-user', 'a token of client credentials gets 400 `not.a.user` there', sources.openapi),
  documented(
    'api.organizations-me',
    '`GET /api/v2/organizations/me` tells about the organisation',
    sources.openapi,
    'organization',
  ),
  documented(
    'api.oauth-clients',
    '`GET /api/v2/oauth/clients` and `/{clientId}` tell the clients without their secrets',
    sources.openapi,
  ),
  documented(
    'api.oauth-scopes',
    '`GET /api/v2/oauth/scopes` and `/{scopeId}` tell the 135 scopes',
    sources.openapi,
  ),
  documented(
    'api.error-body',
    'errors have `message`, `code`, `status`, `contextId`, `details`, `errors`',
    sources.openapi,
  ),
  documented(
    'api.authentication-required',
    'no token: 401 `authentication.required`; a bad one: 401 `bad.credentials`',
    sources.openapi,
  ),
  sdk(
    'api.error-never-empty',
    'a 401 has a JSON body always',
    `${sources.javascript}: without one its login never settles`,
  ),
  documented(
    'api.scope-missing',
    'a missing scope: 403 `app.not.authorized.for.scope`',
    sources.openapi,
    'client.scopes',
  ),
  documented(
    'api.scope-enforcement',
    'scopes are enforced',
    'help.mypurecloud.com: enabling OAuth scope enforcement (opt-in on the service)',
    'client.scopes',
  ),
  documented(
    'api.permission-missing',
    'a missing permission: 403 `missing.any.permissions`',
    sources.openapi,
    'user.permissions',
  ),
  documented(
    'api.rate-limit',
    'the limit of API calls is 429 with `Retry-After`, and is played only as a scenario',
    sources.limits,
    'scenario',
  ),
  assumed(
    'api.rest',
    'every other path of the API is 404 `not.found`, or a stub',
    'a mock of the login has no contact centre',
    'api',
  ),
  assumed('api.token-in-query', 'a token in the query is refused', 'RFC 9700 section 4.3.2'),
  documented('headers.correlation', 'every answer has `ININ-Correlation-Id`', sources.limits),
  documented('headers.no-store', 'every answer forbids caching', sources.limits),
  assumed(
    'headers.hsts',
    'no `Strict-Transport-Security`',
    'the service sends it; on this machine it would lock http out',
  ),
  sdk(
    'cors.token',
    'every origin may call token endpoint, metadata and API',
    `${sources.javascript} calls them from a browser`,
  ),
  assumed(
    'cors.headers',
    'a preflight allows the headers that are asked for',
    'SDKs send `Authorization`, `Content-Type` and headers of their own',
  ),
  assumed('cors.authorize', 'the authorize endpoint allows no origin', 'RFC 9700 section 2.6'),
  sdk(
    'regions.list',
    'the 18 regions, by domain and AWS name',
    `${sources.javascript}: PureCloudRegionHosts.js`,
  ),
  assumed(
    'regions.tokens',
    'a token is good in the region that issued it; the Host header decides',
    'regions of the service are separate',
    'client.region',
  ),
  assumed(
    'regions.unknown-host',
    'any other host serves login and API together',
    'a mock is reached as localhost or by names of the user',
  ),
  assumed(
    'hosts.halves',
    'login and API answer on their own hosts only, where the names are those of the service',
    'as DNS separates them on the service',
  ),
]

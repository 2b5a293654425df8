// The list of endpoints: one line per file of this folder that defines one.
import { apiV2OauthClients } from './api-v2-oauth-clients.js'
import { apiV2OauthClientsClientid } from './api-v2-oauth-clients-clientid.js'
import { apiV2OauthScopes } from './api-v2-oauth-scopes.js'
import { apiV2OauthScopesScopeid } from './api-v2-oauth-scopes-scopeid.js'
import { apiV2OrganizationsMe } from './api-v2-organizations-me.js'
import { apiV2TokensMe } from './api-v2-tokens-me.js'
import { apiV2TokensUserid } from './api-v2-tokens-userid.js'
import { apiV2UsersMe } from './api-v2-users-me.js'
import { faviconIco } from './favicon.ico.js'
import { logout } from './logout.js'
import { mockHealth } from './mock-health.js'
import { mockHelp } from './mock-help.js'
import { oauthAuthorize } from './oauth-authorize.js'
import { oauthRevoke } from './oauth-revoke.js'
import { oauthToken } from './oauth-token.js'
import { wellKnownJwksJson } from './well-known-jwks.json.js'
import { wellKnownOauthAuthorizationServer } from './well-known-oauth-authorization-server.js'
import { wellKnownOpenidConfiguration } from './well-known-openid-configuration.js'
import { wellKnownSecurityTxt } from './well-known-security.txt.js'

export const endpoints = [
  oauthAuthorize,
  oauthToken,
  oauthRevoke,
  logout,
  apiV2TokensMe,
  apiV2TokensUserid,
  apiV2UsersMe,
  apiV2OrganizationsMe,
  apiV2OauthClients,
  apiV2OauthClientsClientid,
  apiV2OauthScopes,
  apiV2OauthScopesScopeid,
  wellKnownOauthAuthorizationServer,
  wellKnownJwksJson,
  wellKnownOpenidConfiguration,
  wellKnownSecurityTxt,
  faviconIco,
  mockHealth,
  mockHelp,
] as const

export type EndpointId = (typeof endpoints)[number]['id']

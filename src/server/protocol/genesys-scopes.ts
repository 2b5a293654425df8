// The scopes of Genesys Cloud, as the public OpenAPI document of its platform API names them (July 2026).

/** Areas of the API with a scope to read and write, and one to read alone: `users` and `users:readonly`. */
const areas = `
  ai-studio alerting analytics architect assistants authorization billing business-rules
  case-management coaching content-management conversations data-privacy devices dialog
  employee-engagement employee-performance external-contacts fax gamification gdpr geolocation
  greetings groups identity-providers infrastructureascode integrations journey knowledge
  language-understanding learning license locations logcapture messaging messaging-platform oauth
  organization organization-authorization outbound presence process-automation quality recordings
  response-management routing scim screen-monitoring scripts social-media speech-and-text-analytics
  stations telephony textbots usage user-recordings users users-rules voicemail web-chat
  webdeployments widgets workforce-management workitems
`

/** Scopes without the other half; `all` stands for every scope. */
const single = [
  'all',
  'audits:readonly',
  'data-extensions',
  'notifications',
  'search:readonly',
  'upload',
  'user-basic-info',
]

/** All 135 scopes, in the order of their names. There is none of OpenID Connect among them. */
export const genesysScopes: readonly string[] = [
  ...areas
    .trim()
    .split(/\s+/)
    .flatMap((area) => [area, `${area}:readonly`]),
  ...single,
].sort()

/** Whether a token with the scopes `granted` may be used where one of `accepted` is asked for. */
export function hasScope(granted: readonly string[], accepted: readonly string[]): boolean {
  return granted.includes('all') || accepted.some((scope) => granted.includes(scope))
}

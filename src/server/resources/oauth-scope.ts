// A scope as the API shows it.

/** The definition `OAuthScope` of the public OpenAPI document; the description is the mock's own. */
export function oauthScopeOf(scope: string) {
  return { id: scope, description: descriptionOf(scope), selfUri: `/api/v2/oauth/scopes/${scope}` }
}

function descriptionOf(scope: string): string {
  if (scope === 'all') return 'All the scopes'
  const [area = '', half] = scope.split(':')
  const words = area.replaceAll('-', ' ')
  return half === 'readonly' ? `Read ${words}` : `Read and write ${words}`
}

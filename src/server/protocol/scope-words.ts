// Scopes in words, for people who are asked to allow them.

/** What the words of a name do not say by themselves. */
const special: ReadonlyMap<string, string> = new Map([
  ['all', 'Everything that you may do'],
  ['notifications', 'Receive notifications'],
  ['upload', 'Upload files'],
  ['user-basic-info', 'See your name and e-mail address'],
])

const spelt: ReadonlyMap<string, string> = new Map([
  ['ai', 'AI'],
  ['gdpr', 'GDPR'],
  ['infrastructureascode', 'infrastructure as code'],
  ['logcapture', 'log capture'],
  ['scim', 'SCIM'],
  ['webdeployments', 'web deployments'],
  ['workitems', 'work items'],
])

const readOnly = ':readonly'

/** `user-recordings:readonly` is "See user recordings"; a scope to write with is one to see and change. */
export function scopeInWords(scope: string): string {
  const known = special.get(scope)
  if (known !== undefined) return known
  const seesOnly = scope.endsWith(readOnly)
  const area = seesOnly ? scope.slice(0, -readOnly.length) : scope
  const words = area.split('-').map((word) => spelt.get(word) ?? word)
  return `${seesOnly ? 'See' : 'See and change'} ${words.join(' ')}`
}

// Which scopes a token gets: those asked for, as far as the client has them; else all of the client (RFC 6749
// section 3.3).
import { genesysScopes } from './genesys-scopes.js'
import { firstValue, type Parameters } from './parameters.js'

/** What a client without a list of scopes may have. */
const everything: readonly string[] = ['all']

const known: ReadonlySet<string> = new Set(genesysScopes)

export interface ScopeGrant {
  readonly scope: readonly string[]
  /** Whether the token answer has to name it, because it is not what was asked for (RFC 6749 section 5.1). */
  readonly differs: boolean
}

/** The scopes that the parameter `scope` names, each once, in their order; null when it is absent or empty. */
export function requestedScopes(parameters: Parameters): readonly string[] | null {
  const sent = firstValue(parameters, 'scope')
  const names = sent?.split(/[\s,]+/).filter((name) => name !== '') ?? []
  return names.length === 0 ? null : [...new Set(names)]
}

export function isKnownScope(name: string): boolean {
  return known.has(name)
}

/** Whether `scope` is part of `granted`: named there, read with what may write too, or one of all. */
export function coversScope(granted: readonly string[], scope: string): boolean {
  const area = scope.endsWith(':readonly') ? scope.slice(0, -':readonly'.length) : scope
  return granted.some((name) => name === scope || name === area || name === 'all')
}

/** The scopes of a client; `all` where its registration names none. */
export function scopesOfClient({ scopes }: { readonly scopes?: readonly string[] }): readonly string[] {
  return scopes ?? everything
}

/**
 * What is granted out of `available` when `requested` was asked for (null: nothing in particular). Scopes that
 * the service does not have are left out; a request that names no other is one for everything available.
 */
export function narrowedScope(requested: readonly string[] | null, available: readonly string[]): ScopeGrant {
  if (requested === null) return { scope: available, differs: false }
  const meant = requested.filter(isKnownScope)
  const scope = meant.length === 0 ? available : meant.filter((name) => coversScope(available, name))
  return {
    scope,
    differs: scope.length !== requested.length || scope.some((name) => !requested.includes(name)),
  }
}

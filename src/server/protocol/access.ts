// What a good token may be used for: the scope of its client, and the permission of its user.
import { mistake } from './autopsy/kinds.js'
import { hasScope } from './genesys-scopes.js'
import type { Mistake } from './mistake.js'
import type { AccessToken } from './records.js'

/** What a resource asks for, as the OpenAPI document of the platform API says it. */
export interface Requirement {
  /** Any one of them is enough; empty: no scope is asked for. */
  readonly scopes: readonly string[]
  /** A permission of the user, for example `oauth:token:delete`. */
  readonly permission?: string
}

export interface AccessQuestion {
  readonly token: Pick<AccessToken, 'scope'>
  readonly requirement: Requirement
  /** What the user may do; null: everything, as a client that acts for itself may. */
  readonly permissions: readonly string[] | null
}

/** A refusal with status 403, or null when nothing is missing. */
export interface AccessRefusal {
  /** Genesys error code. */
  readonly code: 'app.not.authorized.for.scope' | 'missing.any.permissions'
  /** In the words of Genesys Cloud. */
  readonly message: string
  readonly mistake: Mistake
}

/** The scope is looked at first: without it the client is refused whoever uses it. */
export function accessRefusal({ token, requirement, permissions }: AccessQuestion): AccessRefusal | null {
  const { scopes, permission } = requirement
  if (scopes.length > 0 && !hasScope(token.scope, scopes)) {
    return {
      code: 'app.not.authorized.for.scope',
      message: `App not authorized to use scope [${scopes.join(', ')}]`,
      mistake: mistake('scope-missing', { words: { wanted: scopes.join(' or ') } }),
    }
  }
  if (permission === undefined || permissions === null || permissions.includes(permission)) return null
  return {
    code: 'missing.any.permissions',
    message: `Unable to perform the requested action. You must have at least one of the following permissions assigned: [${permission}]`,
    mistake: mistake('permission-missing', { words: { wanted: permission } }),
  }
}

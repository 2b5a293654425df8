// A store that tells who logged in: what the record of the exchanges alone does not show.
import type { AccessToken, Login } from '../protocol/records.js'
import type { StateStore } from './store.js'

/** Who a family of tokens belongs to. */
export interface Owner {
  /** Id of the login, or of the family that client credentials begin. */
  readonly family: string
  readonly clientId: string
  /** Null for a client that acts for itself. */
  readonly user: string | null
}

/** `store`, which calls `onOwner` for every login and every access token that it saves. */
export function observed(store: StateStore, onOwner: (owner: Owner) => void): StateStore {
  return {
    ...store,
    async saveLogin(login: Login) {
      const admission = await store.saveLogin(login)
      if (admission.kind === 'saved') {
        onOwner({ family: login.id, clientId: login.clientId, user: login.userEmail })
      }
      return admission
    },
    async saveAccessToken(token: AccessToken) {
      await store.saveAccessToken(token)
      onOwner({ family: token.family, clientId: token.clientId, user: token.userEmail })
    },
  }
}

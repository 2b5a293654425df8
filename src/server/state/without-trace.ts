// A store for answers that take back what was decided: a request that is granted leaves nothing behind in it.
import type { StateStore } from './store.js'

/**
 * `store`, which decides everything as it would, and keeps nothing of what it grants: codes and refresh tokens stay
 * as they were, and no new token is known. What belongs to a refusal (a revocation after a replay, a code that a
 * refusal spends) happens all the same.
 */
export function withoutTrace(store: StateStore): StateStore {
  const nothing = async () => {}
  return {
    ...store,
    saveClient: nothing,
    saveLogin: async () => ({ kind: 'saved' }),
    async redeemCode(code, tombstone, until) {
      if (tombstone.refused === true) return store.redeemCode(code, tombstone, until)
      const found = await store.findCode(code)
      if (found === null) return { kind: 'unknown' }
      return found.kind === 'spent' ? found : { kind: 'redeemed' }
    },
    saveAccessToken: nothing,
    saveRefreshToken: nothing,
    async rotateRefreshToken({ refresh }) {
      const found = await store.findRefreshToken(refresh.token)
      if (found === null) return { kind: 'unknown' }
      return found.kind === 'spent' ? found : { kind: 'rotated' }
    },
    async revokeFamily(family, revocation, until) {
      if (revocation.why === 'logout' || revocation.why === 'deletion') return
      await store.revokeFamily(family, revocation, until)
    },
  }
}

// The store of one process: plain maps, emptied by the clock that is handed in.
import type { Clock } from '../ports.js'
import type { Client } from '../protocol/client.js'
import type { AccessToken, Login, Revocation, SpentCode } from '../protocol/records.js'
import { createExpiringMap } from './expiring-map.js'
import type { StateStore } from './store.js'

export interface MemoryBounds {
  /** Logins alive at one time: open codes, and redeemed ones until their tokens have expired. */
  readonly logins: number
  /** Logins by which a verifier of another login is recognised. */
  readonly recentLogins: number
}

export const defaultMemoryBounds: MemoryBounds = { logins: 500_000, recentLogins: 50 }

/** How long an expired code or token can still be called expired: one hour. */
const rememberedMilliseconds = 3_600_000

/**
 * A store in memory. Every method does its work in one synchronous step before it returns its promise, so
 * parallel calls cannot interleave. At the bound, expired logins make room; when none has expired a new login
 * is refused, because live codes and tokens are never dropped. A login has at most one access token, which
 * lives no longer than its tombstone: the bound on logins is the bound on everything here.
 */
export function createMemoryStore(bounds: MemoryBounds, clock: Clock): StateStore {
  const clients = new Map<string, Client>()
  const open = createExpiringMap<string, Login>(rememberedMilliseconds, bounds.logins)
  const spent = createExpiringMap<string, SpentCode>(0, bounds.logins)
  const tokens = createExpiringMap<string, AccessToken>(rememberedMilliseconds, bounds.logins)
  const revocations = createExpiringMap<string, Revocation>(rememberedMilliseconds, bounds.logins)
  const recent: Login[] = []

  function hasRoom(now: number): boolean {
    while (open.size + spent.size >= bounds.logins) {
      if (!open.dropExpired(now) && !spent.dropExpired(now)) return false
    }
    return true
  }

  return {
    clients: async () => [...clients.values()],
    async saveClient(client) {
      clients.set(client.id, client)
    },
    async saveLogin(login) {
      const now = clock.now()
      if (!hasRoom(now)) return { kind: 'full', limit: 'logins', bound: bounds.logins }
      open.set(login.code, login, login.expiresAt, now)
      recent.push(login)
      if (recent.length > bounds.recentLogins) recent.shift()
      return { kind: 'saved' }
    },
    async findCode(code) {
      const now = clock.now()
      const tombstone = spent.get(code, now)
      if (tombstone !== undefined) return { kind: 'spent', spent: tombstone }
      const login = open.get(code, now)
      return login === undefined ? null : { kind: 'login', login }
    },
    async redeemCode(code, tombstone, until) {
      const now = clock.now()
      const earlier = spent.get(code, now)
      if (earlier !== undefined) return { kind: 'spent', spent: earlier }
      if (open.get(code, now) === undefined) return { kind: 'unknown' }
      open.delete(code)
      spent.set(code, tombstone, until, now)
      return { kind: 'redeemed' }
    },
    recentLogins: async () => [...recent],
    async saveAccessToken(token) {
      tokens.set(token.id, token, token.expiresAt, clock.now())
    },
    findAccessToken: async (id) => tokens.get(id, clock.now()) ?? null,
    async revokeFamily(family, revocation, until) {
      const now = clock.now()
      if (revocations.get(family, now) === undefined) revocations.set(family, revocation, until, now)
    },
    findRevocation: async (family) => revocations.get(family, clock.now()) ?? null,
  }
}

// The store of one process: plain maps, emptied by the clock that is handed in.
import type { Clock } from '../ports.js'
import type { Client } from '../protocol/client.js'
import type { AccessToken, Login, RefreshToken, Revocation, SpentCode } from '../protocol/records.js'
import { createExpiringMap, type ExpiringMap } from './expiring-map.js'
import { sessionsIn } from './sessions.js'
import type { FoundRefreshToken, Full, StateStore } from './store.js'

export interface MemoryBounds {
  /** Logins alive at one time: open codes, and redeemed ones until their tokens have expired. */
  readonly logins: number
  /** Access tokens alive at one time. */
  readonly accessTokens: number
  /** Refresh tokens alive at one time, and rotated ones until they would have expired. */
  readonly refreshTokens: number
  /** Logins, and refresh tokens, by which a value of another login is recognised. */
  readonly recentLogins: number
}

export const defaultMemoryBounds: MemoryBounds = {
  logins: 500_000,
  accessTokens: 500_000,
  refreshTokens: 500_000,
  recentLogins: 50,
}

/** How long an expired code or token can still be called expired: one hour. */
const rememberedMilliseconds = 3_600_000

/**
 * A store in memory. Every method does its work in one synchronous step before it returns its promise, so
 * parallel calls cannot interleave. At a bound, what has expired makes room; when nothing has, nothing new is
 * taken in, because live codes and tokens are never dropped.
 */
export function createMemoryStore(given: Partial<MemoryBounds>, clock: Clock): StateStore {
  const bounds = { ...defaultMemoryBounds, ...given }
  return {
    ...clientsIn(),
    ...codesIn(bounds, clock),
    ...tokensIn(bounds, clock),
    ...sessionsIn(clock),
  }
}

type ClientMethods = 'clients' | 'saveClient' | 'removeClient'

function clientsIn(): Pick<StateStore, ClientMethods> {
  const clients = new Map<string, Client>()
  // Asked three times for each login, and nearly never changed.
  let list: readonly Client[] = []
  return {
    clients: async () => list,
    async saveClient(client) {
      clients.set(client.id, client)
      list = [...clients.values()]
    },
    async removeClient(id) {
      const isKnown = clients.delete(id)
      list = [...clients.values()]
      return isKnown
    },
  }
}

type CodeMethods = 'saveLogin' | 'findCode' | 'redeemCode' | 'recentLogins'

function codesIn({ logins, recentLogins }: MemoryBounds, clock: Clock): Pick<StateStore, CodeMethods> {
  const open = createExpiringMap<string, Login>(rememberedMilliseconds, logins)
  const spent = createExpiringMap<string, SpentCode>(0, logins)
  const recent = createRecent<Login>(recentLogins)

  function hasRoom(now: number): boolean {
    while (open.size + spent.size >= logins) {
      if (!open.dropExpired(now) && !spent.dropExpired(now)) return false
    }
    return true
  }

  return {
    async saveLogin(login) {
      const now = clock.now()
      if (!hasRoom(now)) return { kind: 'full', limit: 'logins', bound: logins }
      open.set(login.code, login, login.expiresAt, now)
      recent.add(login)
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
    recentLogins: async () => recent.all(),
  }
}

type TokenMethods =
  | 'tokensFull'
  | 'saveAccessToken'
  | 'findAccessToken'
  | 'saveRefreshToken'
  | 'findRefreshToken'
  | 'rotateRefreshToken'
  | 'recentRefreshTokens'
  | 'revokeFamily'
  | 'findRevocation'
  | 'familiesOfUser'

function tokensIn(bounds: MemoryBounds, clock: Clock): Pick<StateStore, TokenMethods> {
  const access = createExpiringMap<string, AccessToken>(rememberedMilliseconds, bounds.accessTokens)
  const refreshTokens = createExpiringMap<string, FoundRefreshToken>(
    rememberedMilliseconds,
    bounds.refreshTokens,
  )
  const revocations = createExpiringMap<string, Revocation>(rememberedMilliseconds, bounds.logins)
  const recent = createRecent<RefreshToken>(bounds.recentLogins)

  function saveRefreshToken(refresh: RefreshToken): void {
    refreshTokens.set(refresh.token, { kind: 'live', refresh }, refresh.expiresAt, clock.now())
    recent.add(refresh)
  }

  return {
    async tokensFull() {
      const now = clock.now()
      return (
        fullness(access, 'accessTokens', bounds.accessTokens, now) ??
        fullness(refreshTokens, 'refreshTokens', bounds.refreshTokens, now)
      )
    },
    async saveAccessToken(token) {
      access.set(token.id, token, token.expiresAt, clock.now())
    },
    findAccessToken: async (id) => access.get(id, clock.now()) ?? null,
    saveRefreshToken: async (refresh) => saveRefreshToken(refresh),
    findRefreshToken: async (token) => refreshTokens.get(token, clock.now()) ?? null,
    async rotateRefreshToken(tombstone) {
      const now = clock.now()
      const { refresh, successor } = tombstone
      const found = refreshTokens.get(refresh.token, now)
      if (found === undefined) return { kind: 'unknown' }
      if (found.kind === 'spent') return found
      refreshTokens.set(refresh.token, { kind: 'spent', spent: tombstone }, refresh.expiresAt, now)
      saveRefreshToken(successor)
      return { kind: 'rotated' }
    },
    recentRefreshTokens: async () => recent.all(),
    async revokeFamily(family, revocation, until) {
      const now = clock.now()
      if (revocations.get(family, now) === undefined) revocations.set(family, revocation, until, now)
    },
    findRevocation: async (family) => revocations.get(family, clock.now()) ?? null,
    familiesOfUser: async (userEmail) =>
      familiesIn(
        [...access.values()],
        [...refreshTokens.values()].map((found) =>
          found.kind === 'live' ? found.refresh : found.spent.successor,
        ),
        userEmail,
      ),
  }
}

/** The families of the tokens of a user, each with the end of the one that lives longest. */
function familiesIn(
  access: readonly AccessToken[],
  refresh: readonly RefreshToken[],
  userEmail: string,
): ReadonlyMap<string, number> {
  const families = new Map<string, number>()
  for (const { family, userEmail: owner, expiresAt } of [...access, ...refresh]) {
    if (owner === userEmail) families.set(family, Math.max(expiresAt, families.get(family) ?? 0))
  }
  return families
}

/** Null as long as there is room, after what has expired was dropped as far as necessary. */
function fullness<K, V>(map: ExpiringMap<K, V>, limit: string, bound: number, now: number): Full | null {
  while (map.size >= bound) {
    if (!map.dropExpired(now)) return { kind: 'full', limit, bound }
  }
  return null
}

/** The last `most` things that were added. */
function createRecent<T>(most: number) {
  const kept: T[] = []
  return {
    add(one: T): void {
      kept.push(one)
      if (kept.length > most) kept.shift()
    },
    all: (): readonly T[] => [...kept],
  }
}

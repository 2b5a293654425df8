// The sessions of browsers that logged in on the page of the mock.
import type { Clock } from '../ports.js'
import type { Session } from '../protocol/records.js'
import { createExpiringMap } from './expiring-map.js'
import type { StateStore } from './store.js'

/** More than a test opens browsers, and little memory. */
const mostSessions = 10_000

type SessionMethods = 'saveSession' | 'findSession' | 'endSession'

export function sessionsIn(clock: Clock): Pick<StateStore, SessionMethods> {
  const sessions = createExpiringMap<string, Session>(0, mostSessions)
  return {
    async saveSession(session) {
      // A live one may go as well: its user is asked for the password once more, and nothing breaks.
      if (sessions.size >= mostSessions) sessions.dropExpired(Number.POSITIVE_INFINITY)
      sessions.set(session.id, session, session.expiresAt, clock.now())
    },
    findSession: async (id) => sessions.get(id, clock.now()) ?? null,
    async endSession(id) {
      sessions.delete(id)
    },
  }
}

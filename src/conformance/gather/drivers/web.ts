// Runs a server-side app: waits until it serves pages, and names the page on which its login may begin.
import type { RunningClient, SeenUrl } from '../client.js'
import type { Door } from '../front-door.js'
import { startProgram } from '../program.js'
import { findServedPages, printedPaths } from '../served-pages.js'
import type { Driver, FrontDoor } from './driver.js'

/** Pages where apps have their login, besides the first one and those that the source names. */
const usualPaths = [
  '/login',
  '/auth/login',
  '/signin',
  '/sign-in',
  '/auth',
  '/auth/genesys',
  '/auth/genesyscloud',
  '/auth/purecloud',
  '/auth/oauth2',
  '/oauth/login',
  '/oauth2/login',
  '/oauth2/authorization/genesys',
  '/connect',
]

function doorOf(base: string, { loginPath }: FrontDoor, found: readonly string[]): Door {
  if (loginPath !== null) return { url: new URL(loginPath, base).href, paths: [] }
  return { url: new URL('/', base).href, paths: [...new Set([...found, ...usualPaths])] }
}

export const web: Driver<'web'> = {
  id: 'web',
  async start({ plan, home, door }, context): Promise<RunningClient> {
    const { clock, launch } = context
    const program = await startProgram(plan, home, context)
    const over = new AbortController()
    const printed: SeenUrl[] = []
    let waiting: string | null = 'none of its processes listens on a port'
    let forward: (seen: SeenUrl) => void = () => undefined
    const early: SeenUrl[] = []
    program.onUrl((seen) => {
      if (seen.how === 'printed') printed.push(seen)
      early.push(seen)
      forward(seen)
    })
    const given = door.url === null ? null : new URL(door.url)
    const served = findServedPages({
      clock,
      signal: over.signal,
      signs: async () => {
        const own = (await program.listeners())?.own ?? null
        // An address that was given is the only one that is waited for.
        if (given === null) return { printed, own, offered: launch.redirectUri }
        return { printed: [{ url: given.href, how: 'printed' }], own: null, offered: launch.redirectUri }
      },
      onWaiting: (what) => {
        waiting = what
      },
    }).then((base): Door | Promise<never> => {
      waiting = null
      if (given !== null) return { url: new URL(door.loginPath ?? given.href, given).href, paths: [] }
      return base === null
        ? new Promise<never>(() => undefined)
        : doorOf(base, door, [...printedPaths(printed, base), ...(plan.loginPaths ?? [])])
    })
    return {
      onUrl(listener) {
        forward = listener
        for (const seen of early) listener(seen)
      },
      served,
      ended: program.ended.then((end) => {
        over.abort()
        return end
      }),
      outside: program.outside,
      output: () => program.output(),
      listeners: () => program.listeners(),
      run: (text) => program.run(text),
      waitsFor: () => Promise.resolve(waiting),
      notes: program.notes,
      seeded: () => program.seeded(),
      refused: () => program.refused(),
      tls: () => program.tls(),
      async stop() {
        over.abort()
        await program.stop()
      },
    }
  },
}

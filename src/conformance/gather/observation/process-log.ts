// The processes of a client over the whole run, until their arguments and variables can be searched.
import type { ObservedProcess } from '../../observations.js'
import type { Search } from './search.js'
import type { Look, SeenProcess } from './systems/system.js'

/** More processes are not kept. */
const most = 200

export interface ProcessLog {
  see(look: Look): void
  /** `state` is no finding here: others may learn it. */
  searched(search: Search): readonly ObservedProcess[]
  readonly cut: boolean
  forget(): void
}

function programOf([first = '']: readonly string[]): string {
  return first.split(/[/\\]/).at(-1) ?? ''
}

/** `launchedWith`: the environment that the client was started with; what stands there is not its doing. */
export function createProcessLog(launchedWith: Readonly<Record<string, string>>): ProcessLog {
  const given = new Set(Object.entries(launchedWith).map(([name, value]) => `${name}=${value}`))
  const known = new Map<string, SeenProcess & { readonly own: readonly string[] }>()
  let cut = false

  function see(one: SeenProcess): void {
    // A process may become another program: each counts.
    const key = `${one.pid} ${one.argv.join('\0')}`
    if (known.has(key)) return
    if (known.size >= most) cut = true
    else known.set(key, { ...one, own: (one.environment ?? []).filter((pair) => !given.has(pair)) })
  }

  return {
    see(look) {
      for (const one of look.processes) see(one)
    },
    searched: (search) =>
      [...known.values()].map(({ pid, parent, argv, environment, own }) => {
        const placesIn = (text: string) =>
          search.in(text).flatMap(({ holds }) => (holds.kind === 'state' ? [] : [{ ...holds, line: null }]))
        return {
          pid,
          parent,
          program: programOf(argv),
          inArgv: argv.flatMap((text, position) => placesIn(text).map((holds) => ({ position, holds }))),
          environment: (environment ?? []).map((pair) => pair.split('=', 1)[0] ?? ''),
          inEnvironment: own.flatMap((pair) => {
            const name = pair.split('=', 1)[0] ?? ''
            return placesIn(pair.slice(name.length + 1)).map((holds) => ({ name, holds }))
          }),
        }
      }),
    get cut() {
      return cut
    },
    forget: () => known.clear(),
  }
}

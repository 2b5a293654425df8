// What a person does in an application after the login, where the user of the kit says how: a call of the API, several
// at once, logging out.
import type { Clock } from '../../server/index.js'
import type { DoneAction, PlannedScenario } from '../transcript.js'

/**
 * How each is done: a path of the app, which is opened in the browser that is signed in, or a shell command, which is
 * run in the folder of the client, with its environment and its home.
 */
export interface Actions {
  /** Makes at least one call of the API. */
  readonly call?: string
  /** Makes several calls of the API at once; left out, `call` is done several times at once. */
  readonly parallel?: string
  readonly logout?: string
}

export type ActionName = keyof Actions

interface Step {
  /** Milliseconds to wait beforehand. */
  readonly wait: number
  readonly action: ActionName
  readonly times: number
}

/** Longer than the three seconds for which tokens live in these scenarios. */
const lifetime = 3_300
/** Milliseconds in which an action takes effect. */
const settling = 700
const atOnce = 4

const call = { wait: lifetime, action: 'call', times: 1 } as const
const again = { wait: 0, action: 'call', times: 1 } as const

/** By scenario or by variant, what is done after its login. */
const steps: Readonly<Record<string, readonly Step[]>> = {
  'api-trouble/expires-soon': [call, again, again, again, again],
  'refresh-trouble': [call, call],
  'refresh-trouble/parallel-calls': [{ wait: lifetime, action: 'parallel', times: 1 }],
  logout: [{ wait: 0, action: 'logout', times: 1 }, again],
}

/** The steps of a scenario that the user of the kit said how to do. */
function stepsOf({ id, variant }: PlannedScenario, actions: Actions): readonly Step[] {
  const planned = steps[`${id}/${variant}`] ?? steps[id] ?? []
  return planned.flatMap((step): readonly Step[] => {
    if (actions[step.action] !== undefined) return [step]
    const instead = step.action === 'parallel' && actions.call !== undefined
    return instead ? [{ ...step, action: 'call', times: atOnce }] : []
  })
}

export interface ActionWorld {
  readonly scenario: PlannedScenario
  readonly actions: Actions
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Number of the newest exchange of the mock. */
  lastExchange(): number
  /** Does one of them; resolves with the exit code of a command, null for a page, and what was seen, one sentence. */
  perform(how: string): Promise<Pick<DoneAction, 'exitCode' | 'what'>>
}

/** Does what the scenario has to see after its login. Never rejects. */
export async function performActions(world: ActionWorld): Promise<readonly DoneAction[]> {
  const { scenario, actions, clock, signal } = world
  const done: DoneAction[] = []
  for (const { wait, action, times } of stepsOf(scenario, actions)) {
    await clock.sleep(wait, signal)
    if (signal.aborted) break
    const how = actions[action] ?? ''
    const [at, afterExchange] = [clock.now(), world.lastExchange()]
    const results = await Promise.all(Array.from({ length: times }, () => world.perform(how)))
    done.push(...results.map((result) => ({ name: action, at, afterExchange, ...result })))
    await clock.sleep(settling, signal)
  }
  return done
}

// Which scenario is in force for whom: for everybody, for one user, for one login, or for the first n uses only.
import { type ChosenScenario, findScenario, nameOfScenario } from './scenarios/index.js'

/** A scenario to put in force. */
export interface ScenarioChoice {
  /** Its name with its variant: `token-errors/slow`. `honest` ends what is in force. */
  readonly id: string
  /** Ends by itself after so many uses. Absent: it stays until it is ended, unless the scenario itself has a number. */
  readonly times?: number | undefined
  /** Only for logins of this user (e-mail address), which `login_hint` picks. */
  readonly user?: string | undefined
  /** Only for this login, by the id that flows show. */
  readonly login?: string | undefined
}

/** A choice that is in force. */
export interface ScenarioInForce {
  readonly id: string
  /** What the mock does, one sentence. */
  readonly what: string
  /** Uses that are left; null: no bound. */
  readonly left: number | null
  /** Null: for every user. */
  readonly user: string | null
  /** Null: for every login. */
  readonly login: string | null
}

/** Whom a request belongs to, as far as that is known. */
export interface Subject {
  readonly user: string | null
  readonly login: string | null
}

/** What is in force for one request. */
export interface Turn {
  readonly scenario: ChosenScenario
  /** Counts one use; false when others have used it up in the meantime, and the mock must stay honest. */
  take(): boolean
  /** Gives a use back that came to nothing. */
  giveBack(): void
}

export interface ScenarioControl {
  /** What is in force for `subject`: what is set for its login counts more than for its user, and that more than for everybody. */
  choose(subject: Subject): Turn
  /** Whether anything is in force for some users or logins only, so that `choose` needs the subject. */
  readonly needsSubject: boolean
  /** What is in force for everybody. */
  readonly forAll: ChosenScenario
  /** Everything in force; honesty for everybody is not listed. */
  list(): readonly ScenarioInForce[]
  /**
   * Puts `choice` in force in the place of what was in force for the same subject. `honest` for everybody ends
   * everything. @throws RangeError for a scenario that does not exist, or when too many are in force
   */
  set(choice: ScenarioChoice): void
  /** Back to the choices of the start. */
  reset(): void
}

interface Entry {
  readonly scenario: ChosenScenario
  /** As it was given, for people. */
  readonly subject: Subject
  left: number | null
}

const everybody: Subject = { user: null, login: null }

const honestScenario = named('honest')

function named(name: string): ChosenScenario {
  const scenario = findScenario(name)
  if (scenario === undefined) throw new RangeError(`there is no scenario "${name}"`)
  return scenario
}

/** Choices for single users and logins that may be in force at one time. */
const mostEntries = 1000

export function createScenarioControl(atStart: readonly ScenarioChoice[]): ScenarioControl {
  const entries = new Map<string, Entry>()

  function keyOf({ user, login }: Subject): string {
    if (login !== null) return `login ${login}`
    return user === null ? 'all' : `user ${user.toLowerCase()}`
  }

  function live(subject: Subject): Entry | undefined {
    const entry = entries.get(keyOf(subject))
    return entry?.left === 0 ? undefined : entry
  }

  function find({ user, login }: Subject): Entry | undefined {
    return (
      (login === null ? undefined : live({ user, login })) ??
      (user === null ? undefined : live({ user, login: null })) ??
      live(everybody)
    )
  }

  function dropSpent(): void {
    for (const [key, { left }] of entries) if (left === 0) entries.delete(key)
  }

  function put(choice: ScenarioChoice): void {
    const scenario = named(choice.id)
    const subject = subjectOf(choice)
    const key = keyOf(subject)
    dropSpent()
    if (scenario.id === 'honest') {
      if (key === keyOf(everybody)) entries.clear()
      else entries.delete(key)
      // Honest for one user is a choice of its own only while another one is in force for everybody.
      if (entries.get(keyOf(everybody)) === undefined) return
    }
    if (entries.size >= mostEntries && !entries.has(key)) {
      throw new RangeError(`${mostEntries} scenarios are in force, which is the bound`)
    }
    entries.set(key, { scenario, subject, left: choice.times ?? scenario.times })
  }

  function turnOf(entry: Entry | undefined): Turn {
    if (entry === undefined) return { scenario: honestScenario, take: () => true, giveBack: () => undefined }
    return {
      scenario: entry.scenario,
      take() {
        if (entry.left === null) return true
        if (entry.left === 0) return false
        entry.left -= 1
        return true
      },
      giveBack() {
        if (entry.left !== null) entry.left += 1
      },
    }
  }

  for (const choice of atStart) put(choice)
  return {
    choose(subject) {
      return turnOf(find(subject))
    },
    get needsSubject() {
      return [...entries.values()].some(({ subject, left }) => subject !== everybody && left !== 0)
    },
    get forAll() {
      return live(everybody)?.scenario ?? honestScenario
    },
    list: () => [...entries.values()].filter(({ left }) => left !== 0).map(inForce),
    set: put,
    reset() {
      entries.clear()
      for (const choice of atStart) put(choice)
    },
  }
}

/** A choice for a login concerns whichever user it has. */
function subjectOf({ user, login }: ScenarioChoice): Subject {
  if (login !== undefined) return { user: null, login }
  return user === undefined ? everybody : { user, login: null }
}

function inForce({ scenario, subject, left }: Entry): ScenarioInForce {
  return { id: nameOfScenario(scenario), what: scenario.what, left, ...subject }
}

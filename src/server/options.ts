// What a mock can be told: defaults, and every problem of a wrong value at once.
import * as v from 'valibot'
import { optionsSchema } from './options-schema.js'
import type { Client, User } from './protocol/client.js'
import { defaultPolicy, type Policy } from './protocol/policy.js'
import { type ChosenScenario, findScenario } from './scenarios/index.js'
import { defaultMemoryBounds, type MemoryBounds } from './state/memory.js'
import { demoClient, demoOrganization, demoUser, type Organization } from './state/seed.js'
import type { SigningKey } from './tokens/signed.js'

export interface Bounds extends MemoryBounds {
  /** Exchanges kept by the recorder. */
  readonly exchanges: number
}

/** The options of a mock; each may be left out. */
export interface ServerOptions {
  /** 0 to 65535; 0 picks a free port. Default 7636. */
  readonly port?: number | undefined
  /** Address or name to listen on. Default: both loopback addresses. */
  readonly host?: string | undefined
  /** Default: the demo client; none when the policy learns its registration. */
  readonly clients?: readonly Client[] | undefined
  /** The first is the default user. Default: the demo user. */
  readonly users?: readonly User[] | undefined
  readonly organization?: Organization | undefined
  readonly policy?: Partial<Policy> | undefined
  /** Name of a scenario, with its variant after a slash: `state-tamper/swapped`. Default `honest`. */
  readonly scenario?: string | undefined
  /** Fixed `iss` of tokens and metadata. Default: the origin on which the request arrived. */
  readonly issuer?: string | undefined
  /** Fixed `aud` of tokens. Default: the origin on which the request arrived. */
  readonly audience?: string | undefined
  /** Private key of the tokens. Default: a new one is made after the mock has started to listen. */
  readonly signingKey?: SigningKey | undefined
  readonly bounds?: Partial<Bounds> | undefined
}

/** The options with every default filled in. */
export interface Settings {
  readonly port: number
  /** Null: both loopback addresses. */
  readonly host: string | null
  readonly clients: readonly Client[]
  readonly users: readonly [User, ...User[]]
  readonly organization: Organization
  readonly policy: Policy
  readonly scenario: ChosenScenario
  readonly names: { readonly issuer: string | null; readonly audience: string | null }
  readonly signingKey: SigningKey | null
  readonly bounds: Bounds
}

/** Some options cannot be used. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
  /** Every problem, for example `port: expected a whole number from 0 to 65535, got "abc"`. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('; '))
    this.problems = problems
  }
}

const defaultBounds: Bounds = { ...defaultMemoryBounds, exchanges: 10_000 }

/**
 * Fills in the defaults. The policy of the scenario counts more than the one that is given.
 * @throws OptionsError naming every problem
 */
export function parseServerOptions(options: unknown): Settings {
  const parsed = v.safeParse(optionsSchema, options)
  if (!parsed.success) throw new OptionsError(parsed.issues.map(problemOf))
  const given = parsed.output
  const scenario = findScenario(given.scenario)
  if (scenario === undefined) throw new OptionsError([`scenario: unknown scenario "${given.scenario}"`])
  const chosenPolicy: Policy = { ...defaultPolicy, ...given.policy, ...scenario.policy }
  const [firstUser = demoUser, ...otherUsers] = given.users ?? []
  return {
    port: given.port,
    host: given.host === undefined || given.host === 'localhost' ? null : given.host,
    clients: given.clients ?? (chosenPolicy.registration === 'learn' ? [] : [demoClient]),
    users: [firstUser, ...otherUsers],
    organization: given.organization ?? demoOrganization,
    policy: chosenPolicy,
    scenario,
    names: { issuer: given.issuer ?? null, audience: given.audience ?? null },
    signingKey: given.signingKey ?? null,
    bounds: { ...defaultBounds, ...given.bounds },
  }
}

/** Options whose values must not be repeated in a message. */
const confidential = /secret|password|signingKey/

function problemOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'options'
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${path}: there is no such option`
  if (issue.received === 'undefined') return `${path}: is missing`
  const got = confidential.test(path) ? '' : `, got ${received(issue.input)}`
  return `${path}: ${issue.message}${got}`
}

function received(input: unknown): string {
  const shown = JSON.stringify(input) ?? String(input)
  return shown.length > 100 ? `${shown.slice(0, 100)}...` : shown
}

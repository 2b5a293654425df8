// Options that are well formed each, and contradict each other.

import type { Problem } from '../validation/validation.js'
import type { Settings } from './options.js'
import { clientContradictions } from './options-registration-schema.js'
import { nearest } from './protocol/autopsy/nearest.js'
import { genesysScopes } from './protocol/genesys-scopes.js'
import type { Policy } from './protocol/policy.js'
import { findScenario, nameOfScenario } from './scenarios/index.js'
import { algorithmOf } from './tokens/keys.js'

/** Every contradiction, by the field that has to change. `given` is the policy as it was given, without defaults. */
export function contradictions(settings: Settings, given: Partial<Policy>): readonly Problem[] {
  return [
    ...roomProblems(settings),
    ...clientProblems(settings),
    ...scenarioProblems(settings),
    ...keyProblems(settings, given),
    ...prefixProblems(settings),
  ]
}

/** A seed that is larger than its bound. */
function roomProblems({ clients, users, bounds }: Settings): readonly Problem[] {
  return Object.entries({ clients, users }).flatMap(([field, seed]) => {
    const bound = field === 'clients' ? bounds.clients : bounds.users
    if (seed.length <= bound) return []
    return [{ field, problem: `expected at most ${bound}, which is bounds.${field}, got ${seed.length}` }]
  })
}

function clientProblems({ clients, policy }: Settings): readonly Problem[] {
  return clients.flatMap((client, index) => {
    const unknown = policy.unknownScopes === 'ignore' ? [] : unknownScopesOf(client.scopes ?? [])
    return [...clientContradictions(client), ...unknown].map(({ field, problem }) => ({
      field: `clients.${index}.${field}`,
      problem,
    }))
  })
}

/** The scopes of a client that Genesys Cloud does not have, each with the nearest that it has. */
export function unknownScopesOf(scopes: readonly string[]): readonly Problem[] {
  return scopes.flatMap((scope, index) => {
    if (genesysScopes.includes(scope)) return []
    const near = nearest(scope, genesysScopes)
    const hint = near === null ? '' : ` (did you mean ${near}?)`
    return [{ field: `scopes.${index}`, problem: `Genesys Cloud has no scope "${scope}"${hint}` }]
  })
}

function scenarioProblems({ scenarios, users, policy }: Settings): readonly Problem[] {
  const emails = users.map(({ email }) => email.toLowerCase())
  return scenarios.flatMap(({ id, user }, index) => {
    const field = scenarios.length > 1 ? `scenario.${index}` : 'scenario'
    const problems: Problem[] = []
    if (user !== undefined && !emails.includes(user.toLowerCase())) {
      problems.push({ field: `${field}.user`, problem: `there is no user "${user}"${hintFor(user, emails)}` })
    }
    const scenario = findScenario(id)
    if (scenario?.id === 'token-acceptor' && policy.tokenFormat === 'opaque') {
      const problem = `${nameOfScenario(scenario)} needs signed tokens, and policy.tokenFormat is opaque`
      problems.push({ field, problem })
    }
    return problems
  })
}

function hintFor(word: string, candidates: readonly string[]): string {
  const near = nearest(word.toLowerCase(), candidates)
  return near === null ? '' : ` (did you mean ${near}?)`
}

function keyProblems({ signingKey, dataDir, policy }: Settings, given: Partial<Policy>): readonly Problem[] {
  const problems: Problem[] = []
  if (signingKey !== null && dataDir !== null) {
    problems.push({
      field: 'dataDir',
      problem: 'contradicts signingKey: the key is either given or kept there',
    })
  }
  const { signingAlgorithm } = given
  if (signingKey !== null && signingAlgorithm !== undefined && signingAlgorithm !== algorithmOf(signingKey)) {
    problems.push({
      field: 'policy.signingAlgorithm',
      problem: `contradicts signingKey: that key is for ${algorithmOf(signingKey)}`,
    })
  }
  if (policy.tokenFormat === 'opaque') {
    const problem = 'contradicts policy.tokenFormat: opaque tokens are not signed'
    if (signingKey !== null) problems.push({ field: 'signingKey', problem })
    if (given.signingAlgorithm !== undefined) problems.push({ field: 'policy.signingAlgorithm', problem })
  }
  return problems
}

/** Paths of the mock itself, which a prefix must not hide. */
const reserved = /^\/(?:_mock|oauth|\.well-known)(?:\/|$)/

function prefixProblems({ prefixes }: Settings): readonly Problem[] {
  return Object.entries(prefixes).flatMap(([name, prefix]) =>
    reserved.test(prefix)
      ? [{ field: `prefixes.${name}`, problem: `the mock has paths of its own below ${prefix}` }]
      : [],
  )
}

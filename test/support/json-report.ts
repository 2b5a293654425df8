// The report of the built kit, read from its JSON.
import { runKit } from './run-kit.js'

export interface JsonReport {
  readonly exitCode: number
  readonly complete: boolean
  readonly advice: string | null
  readonly client: {
    readonly target: string
    readonly kind: string
    readonly startedWith: string
    readonly registration: string
    readonly clientId: string | null
    readonly redirectUri: string | null
  }
  readonly summary: { readonly pass: number }
  readonly scenarios: readonly {
    readonly id: string
    readonly variant: string | null
    readonly logins: number
    readonly ending: string
    readonly what: string
    readonly notes?: readonly string[]
  }[]
  readonly findings: readonly {
    readonly check: string
    readonly outcome: string
    readonly level: string | null
    readonly reason: string | null
    readonly occurrences: readonly {
      readonly reason: string | null
      readonly scenario: string
      readonly where: { readonly exchange: number | null }
    }[]
  }[]
}

/** Runs the kit and reads what it reports. */
export async function reportOf(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly json: JsonReport; readonly err: string }> {
  const { code, out, err } = await runKit(...args, '--reporter', 'json')
  return { code, json: JSON.parse(out), err }
}

/** What the kit has found: `violation state.mismatch/session`, each once, sorted. */
export function failures({ findings }: JsonReport): string[] {
  return findings
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ check, level, occurrences }) => [
      ...new Set(occurrences.map(({ reason }) => `${level} ${check}/${reason}`)),
    ])
    .sort()
}

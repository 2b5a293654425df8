// What a run of the kit is told by whoever starts it.
import type { Ports, SigningKey } from '../server/index.js'
import type { ClientFunction } from './gather/drivers/driver.js'
import type { Check } from './judge/checks/check.js'
import type { RunSettings } from './run-settings.js'
import type { ClientKind } from './transcript.js'

/** What the kit reports while it works. */
export type Progress =
  | {
      readonly kind: 'client'
      readonly startedWith: string
      readonly clientKind: ClientKind
      readonly because: string
    }
  | { readonly kind: 'scenario'; readonly name: string; readonly index: number; readonly of: number }
  /** What the client has come to in this scenario, a few words: `token request`. Several may be under way. */
  | { readonly kind: 'step'; readonly text: string; readonly scenario?: string }
  | { readonly kind: 'forgiving' }
  /** What a person should know or do: how an app that already runs is pointed at the mock, say. */
  | { readonly kind: 'note'; readonly text: string }

/** What `runConformance` and `gatherRun` take; only `client` or `url` must be there. */
export interface ConformanceOptions extends RunSettings {
  /**
   * A folder or file that exists, or the login of an application as a function. Left out, `url` names an app
   * that already runs.
   */
  readonly client?: string | ClientFunction | undefined
  /** The name of the client in the report; the path or address when left out. */
  readonly targetName?: string
  /** Words of the command line by which the report says that a finding is reproduced; those of the settings when left out. */
  readonly call?: readonly string[]
  /** Checks of your own, made with `defineCheck`: chosen, planned and judged like those of the catalogue, after them. */
  readonly ownChecks?: readonly Check[]
  /** Called as the run goes on; `step` several times in each scenario. */
  readonly onProgress?: (progress: Progress) => void
  /** Aborting it ends the run; the report is still made, incomplete. The reason is the name of the signal. */
  readonly signal?: AbortSignal
  /** The environment that the client inherits, besides what the kit sets; empty when left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Named in the report. */
  readonly platform?: string
  readonly ports?: Ports
  /** Signs the tokens of the mock; made for this run when left out. */
  readonly signingKey?: SigningKey
}

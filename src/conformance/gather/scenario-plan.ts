// What one run of a client is given: the scenario, the client, and what earlier runs showed of it.
import type { Certificates, Client, Ports, SigningKey } from '../../server/index.js'
import type { ClientKind, PlannedScenario, Registration } from '../transcript.js'
import type { Actions } from './actions.js'
import type { Target } from './drivers/driver.js'
import type { KeptApp } from './kept-app.js'
import type { Patience } from './login.js'

export interface ScenarioRun {
  readonly target: Target
  readonly kind: ClientKind
  readonly scenario: PlannedScenario
  /** The mock lets forgivable mistakes pass. */
  readonly forgiving: boolean
  /** The clients registered; none: the first one is learned. */
  readonly clients: readonly Client[]
  readonly registrationSource: Registration['source']
  /** Offered to the client; null: a demo id, and a redirect URI with a free port. */
  readonly offered: { readonly clientId: string | null; readonly redirectUri: string | null }
  readonly signingKey: SigningKey
  /** One CA for all runs, made when the first mock speaks TLS; its key is never written down. */
  readonly certificates: () => Promise<Certificates>
  readonly patience: Patience
  /** Port of the mock; a free one when left out. */
  readonly port?: number
  /** The app that this run shares with others; absent: the client is started for this run, and ended with it. */
  readonly app?: KeptApp
  readonly ports: Ports
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The secret of the client, where the user of the kit gave it: it is looked for where it does not belong. */
  readonly clientSecret?: string | null
  /** How to do in the application what some scenarios look at after the login; nothing of it when left out. */
  readonly actions?: Actions
  /** What the control showed of the client; absent in the control itself. */
  readonly known?: KnownLogin | null
  readonly signal: AbortSignal
  /** Hears what the run has come to, a few words. */
  readonly onStep?: (step: string) => void
  /** Hears that the client fell silent after its login, each time: the rest is waiting whether something more comes. */
  readonly onQuiet?: () => void
}

/** What an earlier run showed of the logins of a client. */
export interface KnownLogin {
  readonly state: string | null
  readonly redirectUri: string | null
}

// What a running mock offers to a program.
import type { ClockControl } from './clock-control.js'
import type { CertificateAuthority } from './entrance.js'
import type { Flow } from './flows.js'
import type { Client, User } from './protocol/client.js'
import type { Policy } from './protocol/policy.js'
import type { Exchange } from './recorder.js'
import type { ScenarioChoice, ScenarioInForce } from './scenario-control.js'
import type { ScenarioId } from './scenarios/index.js'

/** The scenario of a running mock: `id`, `variant` and `what` are those in force for everybody. */
export interface ScenarioHandle {
  readonly id: ScenarioId
  /** Null when the scenario has no variants. */
  readonly variant: string | null
  /** What the mock does, one sentence, present tense. */
  readonly what: string
  /** Everything in force, for single users as well; empty while the mock is honest. */
  get(): readonly ScenarioInForce[]
  /**
   * Puts a scenario in force at once: for everybody, for one user, for the first uses only. `honest` ends it.
   * @throws RangeError for a scenario that does not exist
   */
  set(choice: string | ScenarioChoice): void
}

export interface MockServer {
  /**
   * Starts to listen; further calls wait for the same start.
   * @throws PortTakenError, ListenError, KeyFileError, AuthorityFileError
   */
  start(): Promise<void>
  /** Ends every connection at once; may be called at any time and more than once. */
  stop(): Promise<void>
  /** Where clients find the mock, for example `http://127.0.0.1:7636`. @throws Error before the start */
  readonly url: string
  /** @throws Error before the start */
  readonly port: number
  /** The addresses it listens on, and loopback addresses that this machine does not have. @throws Error before the start */
  readonly addresses: { readonly open: readonly string[]; readonly missing: readonly string[] }
  /** What clients must trust to call it over https; null when it speaks plain http. @throws Error before the start */
  readonly ca: CertificateAuthority | null
  /** The registrations now in force. */
  clients(): Promise<readonly Client[]>
  /**
   * Registers a client, or replaces the one with the same id; in force for the next request.
   * @throws RangeError when as many as `bounds.clients` are registered
   */
  saveClient(client: Client): Promise<void>
  /** Forgets a client; false when there was none. */
  removeClient(id: string): Promise<boolean>
  /** The first is the default user. */
  readonly users: readonly User[]
  /**
   * Adds a user, or replaces the one with the same e-mail address.
   * @throws RangeError when there are as many as `bounds.users`
   */
  saveUser(user: User): void
  /** Forgets a user; false when there was none. @throws RangeError for the only user: the mock needs one */
  removeUser(email: string): boolean
  /** The exchanges recorded so far, oldest first, secrets included. */
  readonly exchanges: readonly Exchange[]
  /** The exchanges of each login tied together; secrets as their length and a mark that is equal for equal ones. */
  flows(): readonly Flow[]
  /** Moves, sets and stops the time of the mock. */
  readonly clock: ClockControl
  /** What the mock does wrong on purpose. */
  readonly scenario: ScenarioHandle
  /** Signs further tokens with a new key; the earlier ones stay published and verifiable. */
  rotateKeys(): Promise<void>
  /** Everything as at the start: seed, scenario and clock of the options; no login, no token, no exchange. Keys stay. */
  reset(): void
  /** The numbers and switches in force, without the changes of any scenario. */
  readonly policy: Policy
  /** What callers from other machines send as a bearer token to use `/_mock/...`; null: it is open to this machine only. */
  readonly adminToken: string | null
  /** Calls `listener` after every further exchange; the function returned ends that. */
  onExchange(listener: (exchange: Exchange) => void): () => void
  /** Calls `listener` with what a person should know (a clock that runs ahead, a token that nobody shows). */
  onNotice(listener: (notice: string) => void): () => void
  /** Calls `listener` with every exception inside the mock, which clients see as a bare 500. */
  onFault(listener: (fault: unknown) => void): () => void
  [Symbol.asyncDispose](): Promise<void>
}

// The public API of the mock.

export type { Problem } from '../validation/validation.js'
export type { ClockControl, ClockReading } from './clock-control.js'
export type { CertificateAuthority } from './entrance.js'
export type { BodyView, ExchangeView, ReplyView } from './exchange-view.js'
export type { Flow } from './flows.js'
export { AuthorityFileError } from './http/authority-file-error.js'
export { ListenError, PortTakenError } from './http/listener.js'
export type { Certificates } from './http/tls.js'
export { createMockServer, type MockServer, type ScenarioHandle, type SharedParts } from './mock-server.js'
export { type Bounds, OptionsError, type ServerOptions } from './options.js'
export { defaultPort } from './options-schema.js'
export { type Clock, type Ports, type Random, systemPorts } from './ports.js'
export type { Client, User } from './protocol/client.js'
export { logLine } from './protocol/log-line.js'
export type { HttpReply, HttpRequest, Pair, Pairs } from './protocol/message.js'
export type { Mistake, MistakeArea, OAuthErrorCode } from './protocol/mistake.js'
export type { Policy } from './protocol/policy.js'
export type { Exchange, Outcome } from './recorder.js'
export type { Prefixes } from './routing.js'
export type { ScenarioChoice, ScenarioInForce } from './scenario-control.js'
export {
  type ChosenScenario,
  findScenario,
  type ScenarioId,
  scenarioNames,
  scenarios,
} from './scenarios/index.js'
export { demoClient, demoUser, type Organization } from './state/seed.js'
export type { StubEntry } from './stubs/stub.js'
export { KeyFileError } from './tokens/key-file.js'
export { createSigningKey, type SigningKey } from './tokens/signed.js'

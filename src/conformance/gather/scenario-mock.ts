// The mock of one run, and what the client is told of it.
import { createMockServer, type MockServer, type Policy } from '../../server/index.js'
import { runName } from '../transcript.js'
import type { Launch } from './client.js'
import { freePort } from './free-port.js'
import { type HeldPorts, holdPorts } from './held-ports.js'
import type { ScenarioRun } from './scenario-plan.js'

function policyOf(run: ScenarioRun): Partial<Policy> {
  return {
    forgiving: run.forgiving,
    registration: run.clients.length === 0 ? 'learn' : 'registered',
    // Nobody knows what the real service makes of `scope`: a verdict must not rest on it.
    unknownScopes: 'ignore',
    requestedScopes: 'ignore',
  }
}

/** Programs and browsers reach the mock under the real host names, which are https. */
async function entranceFor({ target, app, port }: ScenarioRun) {
  if (target.kind === 'command' || target.kind === 'web') {
    // A client that is told the address of the mock gets the plain one.
    return { port: app?.port ?? port ?? 0, https: { plainToo: true } }
  }
  if (target.kind !== 'browser') return { port: app?.port ?? port ?? 0 }
  return { port: await target.host.mockPort(), https: true }
}

/** A mock that behaves as the scenario has it; it does not listen yet. */
export async function mockFor(run: ScenarioRun): Promise<MockServer> {
  const { id, variant } = run.scenario
  return createMockServer(
    {
      ...(await entranceFor(run)),
      clients: run.clients,
      policy: policyOf(run),
      scenario: runName(id, variant),
      signingKey: run.signingKey,
    },
    run.ports,
    { certificates: run.certificates },
  )
}

/** What the client is told, so that it reaches the mock. */
export async function launchFor(run: ScenarioRun, mock: MockServer): Promise<Launch> {
  const { clientId, redirectUri } = run.offered
  return {
    loginUrl: mock.url,
    apiUrl: mock.url,
    clientId: clientId ?? run.clients[0]?.id ?? 'gc-pkce-check-client',
    // A native app listens on a loopback address (RFC 8252 section 7.3), a web app is opened by its name.
    redirectUri:
      redirectUri ??
      `http://${run.kind === 'web' ? 'localhost' : '127.0.0.1'}:${await freePort(run.ports.random)}/callback`,
    runId: Buffer.from(run.ports.random.bytes(16)).toString('hex'),
    ...(mock.ca === null ? {} : { front: { port: mock.port, ca: mock.ca.pem } }),
  }
}

/** Another program listens where the client wants to: on the port that it is offered, or always uses. */
export function takePorts({ scenario, known }: ScenarioRun, { redirectUri }: Launch): Promise<HeldPorts> {
  const taken = scenario.id === 'forged-response' && scenario.variant === 'port-taken'
  return holdPorts(taken ? [redirectUri, known?.redirectUri ?? null] : [])
}

// The options of a mock with every default filled in, under the names by which they are given.
import type { Examined } from './options.js'

/** By option; null for what is off or has no value of its own. */
export type EffectiveOptions = Readonly<Record<string, unknown>>

/** What is in force for options that have no problem, or for the good rest of them; null when there is none. */
export function effectiveOptions({
  settings,
  given,
}: Pick<Examined, 'settings' | 'given'>): EffectiveOptions | null {
  if (settings === null || given === null) return null
  const { https } = settings
  return {
    port: settings.port,
    host: settings.host,
    clients: settings.clients,
    users: settings.users,
    organization: settings.organization,
    policy: settings.policy,
    scenario: given.scenario,
    prefixes: settings.prefixes,
    https: https === null ? false : { hosts: https.hosts, caFolder: https.folder, plainToo: https.plainToo },
    api: given.api,
    stubFolder: given.stubFolder,
    issuer: settings.names.issuer,
    audience: settings.names.audience,
    signingKey: settings.signingKey,
    dataDir: settings.dataDir,
    adminToken: settings.adminToken,
    allowHosts: settings.allowHosts,
    bounds: settings.bounds,
  }
}

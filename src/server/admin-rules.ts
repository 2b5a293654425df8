// The rules of access that follow from the options of a mock.
import type { AccessRules } from './admin/access.js'
import { everyName } from './http/permitted-names.js'
import type { Settings } from './options.js'
import type { Random } from './ports.js'
import { authorizationCode } from './tokens/opaque.js'

/** Whether other machines can reach the mock. */
function isForOthers({ host }: Settings): boolean {
  return host !== null && !/^(?:127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(host)
}

/** The token that is given, or one that is made where other machines can reach the mock; otherwise null. */
export function adminTokenOf(settings: Settings, random: Random): string | null {
  return settings.adminToken ?? (isForOthers(settings) ? authorizationCode(random) : null)
}

export function accessRules({ host, https, allowHosts }: Settings, token: string | null): AccessRules {
  const anyAddress = host === '0.0.0.0' || host === '::'
  const own = host === null || anyAddress ? [] : [host]
  // A page cannot come by these names: no CA would certify them for anybody else.
  const certified = https === null ? { domains: [], addresses: [] } : everyName(https.hosts)
  const hosts = [...own, ...certified.domains, ...certified.addresses, ...allowHosts]
  return { hosts: hosts.map(asInHost), anyAddress, token }
}

/** An address of IPv6 stands in brackets there. */
function asInHost(name: string): string {
  const bracketed = name.includes(':') && !name.startsWith('[') ? `[${name}]` : name
  return bracketed.toLowerCase()
}

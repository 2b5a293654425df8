// The names that certificates of the mock may be made for: those of the service, of this machine, and those
// that the user named. Nothing else, so that a stolen key is of little use.
import { BlockList, isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { hostOf, regions } from '../protocol/regions.js'

/** Names in lower case and addresses without brackets. */
export interface PermittedNames {
  /** Each with everything below it, as in a name constraint: RFC 5280 section 4.2.1.10. */
  readonly domains: readonly string[]
  /** In CIDR notation. */
  readonly networks: readonly string[]
}

/** What one certificate is made for. */
export interface CertifiedNames {
  readonly domains: readonly string[]
  readonly addresses: readonly string[]
}

const domainForm = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/

/**
 * A host name or address as certificates have it: lower case, ASCII, without brackets and without the dot of
 * the root. Null where `host` is neither.
 */
export function canonicalHost(host: string): string | null {
  const bare = host.trim().replace(/^\[(.*)\]$/, '$1')
  if (isIP(bare) !== 0) return canonicalAddress(bare)
  const name = domainToASCII(bare.replace(/\.$/, '')).toLowerCase()
  // What ends with a number would be read as an address.
  return domainForm.test(name) && !/(?:^|\.)\d+$/.test(name) ? name : null
}

function canonicalAddress(address: string): string | null {
  if (!address.includes(':')) return address
  const url = `http://[${address}]`
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : null
}

function isAddress(host: string): boolean {
  return isIP(host) !== 0
}

/** `hosts` are canonical names of the user, which come on top of those of the service and of this machine. */
export function permittedNames(hosts: readonly string[]): PermittedNames {
  const addresses = hosts.filter(isAddress).map((host) => `${host}/${host.includes(':') ? 128 : 32}`)
  const domains = hosts.filter((host) => !isAddress(host))
  return {
    domains: [...new Set([...regions.map(({ domain }) => domain), 'localhost', ...domains])],
    networks: [...new Set(['127.0.0.0/8', '::1/128', ...addresses])],
  }
}

/** Whether a certificate for `host` (canonical) keeps within `names`. */
export function isPermitted(host: string, names: PermittedNames): boolean {
  if (!isAddress(host)) return names.domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
  const networks = new BlockList()
  for (const network of names.networks) {
    const [address = '', length] = network.split('/')
    networks.addSubnet(address, Number(length), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return networks.check(host, host.includes(':') ? 'ipv6' : 'ipv4')
}

/** For clients that do not say which host they want: every host of the service, this machine, and `hosts`. */
export function everyName(hosts: readonly string[]): CertifiedNames {
  const ofService = regions.flatMap((region) => [
    hostOf(region, 'login'),
    hostOf(region, 'api'),
    hostOf(region, 'apps'),
  ])
  return {
    domains: [...new Set(['localhost', ...hosts.filter((host) => !isAddress(host)), ...ofService])],
    addresses: [...new Set(['127.0.0.1', '::1', ...hosts.filter(isAddress)])],
  }
}

/** One canonical host. */
export function namesOf(host: string): CertifiedNames {
  return isAddress(host) ? { domains: [], addresses: [host] } : { domains: [host], addresses: [] }
}

// Which hosts are those of the service: the mock answers for them.
import { regions } from '../../../server/protocol/regions.js'

/** Whether `host` belongs to a region of the real service, or lies below one. */
export function isServiceHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return regions.some(({ domain }) => name === domain || name.endsWith(`.${domain}`))
}

/** The domains of all regions of the service. */
export const serviceDomains: readonly string[] = regions.map(({ domain }) => domain)

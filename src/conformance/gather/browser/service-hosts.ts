// Which hosts are those of the service: the mock answers for them.
import { regions } from '../../../server/protocol/regions.js'

/** Whether `host` belongs to a region of the real service, or lies below one. */
export function isServiceHost(host: string): boolean {
  return regions.some(({ domain }) => host === domain || host.endsWith(`.${domain}`))
}

// A request that went to the wrong host: one that does not exist, or one of another region.
import type { Client } from '../client.js'
import type { Mistake } from '../mistake.js'
import { classifyHost, hostOf, regionNamed, regionOfHost } from '../regions.js'
import { mistake } from './kinds.js'

/** The mistake of a host (or origin) that was meant to be one of Genesys and is none; null for all others. */
export function hostMistake(host: string): Mistake | null {
  const reading = classifyHost(host)
  if (reading.kind !== 'near-miss') return null
  const { region, service } = reading
  const words = { aws: region.aws, domain: region.domain, host: hostOf(region, service) }
  return mistake('host-unknown', { words })
}

/**
 * The mistake of a client that is registered in one region and asks in another; null where it has no region,
 * or where the origin is none of Genesys (one mock stands for all regions then).
 */
export function clientRegionMistake(client: Client, origin: string): Mistake | null {
  const registered = client.region === undefined ? null : regionNamed(client.region)
  const asked = regionOfHost(origin)
  if (registered === null || asked === null || registered === asked) return null
  const { aws, domain } = registered
  const words = { registered: aws, domain, asked: asked.aws, host: hostOf(registered, 'login') }
  return mistake('client-of-other-region', { words })
}

/**
 * The mistake of a token that was issued in one region (its AWS name) and is shown in another; null where one
 * of them is not known.
 */
export function tokenRegionMistake(issuedIn: string | null, origin: string): Mistake | null {
  const issued = issuedIn === null ? null : regionNamed(issuedIn)
  const asked = regionOfHost(origin)
  if (issued === null || asked === null || issued === asked) return null
  const words = { issued: issued.aws, asked: asked.aws, host: hostOf(issued, 'api') }
  return mistake('token-of-other-region', { words })
}

/** The same for a code or refresh token, `what` being its name; it is good in the region of its login only. */
export function grantRegionMistake(what: string, issuedIn: string | null, origin: string): Mistake | null {
  const issued = issuedIn === null ? null : regionNamed(issuedIn)
  const asked = regionOfHost(origin)
  if (issued === null || asked === null || issued === asked) return null
  const words = { what, issued: issued.aws, asked: asked.aws, host: hostOf(issued, 'login') }
  return mistake('grant-of-other-region', { parameter: what, words })
}

// Notices that a login was begun at one name of this machine and comes back to another: its cookies stay behind.
import { isLoopback } from './login-url.js'

/**
 * The host at which the app has to be opened in place of `page`, so that its cookies reach the redirect URI in
 * the authorize request `authorizeUrl`; null when it is the same one, or no other name of this machine.
 */
export function otherDoor(page: string, authorizeUrl: string): string | null {
  const redirect = new URL(authorizeUrl).searchParams.get('redirect_uri')
  if (redirect === null || !URL.canParse(redirect)) return null
  const [here, there] = [new URL(page), new URL(redirect)]
  const web = /^https?:$/.test(there.protocol)
  if (!web || !isLoopback(here) || !isLoopback(there) || here.hostname === there.hostname) return null
  return there.hostname
}

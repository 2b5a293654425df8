// Sentences about login pages that a client opened or printed: cut short, or on a host that is not the mock's.
import { classifyHost, hostOf } from '../../server/protocol/regions.js'
import type { SeenUrl } from './client.js'

/** What a host of the real service, or one that only looks like it, says about the region. */
function regionSentence(hostname: string): string {
  const reading = classifyHost(hostname)
  if (reading.kind === 'unknown') return ''
  const { aws, domain } = reading.region
  if (reading.kind === 'region') return ` (the real service, region ${aws})`
  return ` (no such Genesys host; ${aws} is ${domain}, its login is ${hostOf(reading.region, 'login')})`
}

/** `https://login.mypurecloud.com/oauth/authorize (…), which is not the mock at http://127.0.0.1:7636`. */
export function notTheMock(url: string, loginUrl: string): string {
  const { origin, pathname, hostname } = new URL(url)
  return `${origin}${pathname}${regionSentence(hostname)}, which is not the mock at ${loginUrl}`
}

/**
 * Whether the program that opens URLs got less of one than the client printed, or only its first parameter: a
 * shell ends a command at an `&` that is not quoted (cmd.exe and sh alike). Null when it got the whole.
 */
export function cutWhereOpened(opened: string, seen: readonly SeenUrl[]): string | null {
  const wasOpened = seen.some(({ url, how }) => how === 'opened' && url === opened)
  if (!wasOpened) return null
  const whole = seen.find(({ url, how }) => how === 'printed' && url !== opened && url.startsWith(opened))
  if (whole !== undefined) {
    const rest = whole.url.slice(opened.length)
    const where = rest.startsWith('&') ? 'at an & by a shell: quote the URL' : 'on its way'
    return `the opener got ${opened.length} of the ${whole.url.length} characters of the URL that the client printed, cut ${where}`
  }
  const parameters = [...new URL(opened).searchParams]
  return parameters.length === 1
    ? 'the opener got a URL with one parameter only, cut at the first & by a shell: quote the URL'
    : null
}

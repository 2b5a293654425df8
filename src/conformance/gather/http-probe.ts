// Whether something that listens speaks HTTP, and by which scheme.
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'

/** Milliseconds that a server has for the answer to one probe: it may still be building its pages. */
const longest = 5_000

function answers(url: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? secure : plain
    const request = send(
      url,
      { rejectUnauthorized: false, timeout: longest, signal, agent: false, headers: { accept: '*/*' } },
      (response) => {
        response.destroy()
        resolve(true)
      },
    )
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
    request.end()
  })
}

/**
 * The scheme that is spoken on a port of this machine, or null when it is neither. What is asked for is the icon
 * of the site, as every browser does by itself.
 */
export async function schemeOf(
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<'http' | 'https' | null> {
  for (const scheme of ['http', 'https'] as const) {
    if (await answers(`${scheme}://${host}:${port}/favicon.ico`, signal)) return scheme
  }
  return null
}

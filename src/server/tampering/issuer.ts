// The issuer of a login as its metadata names it, and texts that are almost the same.
import type { HttpRequest } from '../protocol/message.js'
import { otherHostOf } from '../protocol/other-host.js'

interface Place {
  readonly request: HttpRequest
  /** The issuer that the options fix, or null. */
  readonly issuer: string | null
}

/** The issuer of the authorize request in hand. */
export function issuerOf({ request, issuer }: Place): string {
  return issuer ?? `${request.origin}${request.path.replace(/\/oauth\/authorize$/, '')}`
}

/** The same path at the other host. */
export function otherIssuer(issuer: string): string {
  const [origin = issuer] = /^https?:\/\/[^/]*/.exec(issuer) ?? []
  return `${otherHostOf(origin)}${issuer.slice(origin.length)}`
}

/** Scheme and host in capitals: the same URL to a program that normalises it, and another text. */
export function shoutedIssuer(issuer: string): string {
  return issuer.replace(/^https?:\/\/[^/]*/, (origin) => origin.toUpperCase())
}

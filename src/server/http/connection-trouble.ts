// What goes wrong on a connection before there is a request, in the words of the log.
import { hostMistake } from '../protocol/autopsy/region.js'

export interface ConnectionTrouble {
  readonly kind:
    | 'tls-on-plain-port'
    | 'plain-http-on-tls-port'
    | 'no-tls-on-tls-port'
    | 'name-not-covered'
    | 'ca-not-trusted'
    | 'left-in-handshake'
    | 'old-tls-version'
    | 'handshake-failed'
  /** The host that the client wanted, where it said so and that is known. */
  readonly servername: string | null
  /** For a person: what happened and what to do, without a full stop. */
  readonly sentence: string
}

export type OnTrouble = (trouble: ConnectionTrouble) => void

const trust = '"gc-mock-oauth ca" says how a client learns to trust it'

export function tlsOnPlainPort(servername: string | null): ConnectionTrouble {
  const wanted = servername === null ? '' : ` (it wants ${servername})`
  const sentence = `a client spoke TLS to the http port${wanted}: start with --https`
  return { kind: 'tls-on-plain-port', servername, sentence }
}

export const plainHttpOnTlsPort: ConnectionTrouble = {
  kind: 'plain-http-on-tls-port',
  servername: null,
  sentence: 'a client spoke plain http to the https port: begin its base URL with https://',
}

const noTlsOnTlsPort: ConnectionTrouble = {
  kind: 'no-tls-on-tls-port',
  servername: null,
  sentence: 'a client spoke neither TLS nor HTTP to the https port',
}

/** The trouble of a connection to the TLS port that began with `octets`, which are no TLS. */
export function noTls(octets: Uint8Array): ConnectionTrouble {
  const [first = 0] = octets
  const isLetter = (first >= 0x41 && first <= 0x5a) || (first >= 0x61 && first <= 0x7a)
  return isLetter ? plainHttpOnTlsPort : noTlsOnTlsPort
}

/** `servername` lies outside of what the CA of the mock may certify. */
export function nameNotCovered(servername: string): ConnectionTrouble {
  const meant = hostMistake(servername)
  const why =
    meant === null
      ? `for which this mock may make no certificate: start with --https-host ${servername}`
      : `and ${meant.sentence}`
  const sentence = `a client asked over TLS for ${servername}, ${why}`
  return { kind: 'name-not-covered', servername, sentence }
}

/** The codes under which OpenSSL reports that the other side refused the certificate: RFC 8446 section 6.2. */
const distrust =
  /ALERT_(?:UNKNOWN_CA|CERTIFICATE_UNKNOWN|BAD_CERTIFICATE|CERTIFICATE_EXPIRED|UNSUPPORTED_CERTIFICATE)$/

/** The trouble of a handshake that ended with the error code `code` of Node. */
export function handshakeTrouble(code: string, servername: string | null): ConnectionTrouble {
  const wanted = servername === null ? '' : ` for ${servername}`
  if (distrust.test(code)) {
    const sentence = `a client refused the certificate${wanted}: ${trust}`
    return { kind: 'ca-not-trusted', servername, sentence }
  }
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    const sentence = `a client left in the middle of the TLS handshake${wanted}: if it does not trust this mock, ${trust}`
    return { kind: 'left-in-handshake', servername, sentence }
  }
  if (/UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|UNKNOWN_PROTOCOL/.test(code)) {
    const sentence = `a client speaks no version of TLS from 1.2 on`
    return { kind: 'old-tls-version', servername, sentence }
  }
  return {
    kind: 'handshake-failed',
    servername,
    sentence: `a TLS handshake${wanted} failed with ${code}`,
  }
}

// The public certificate authorities that come with the runtime.
import { rootCertificates } from 'node:tls'

/** Their certificates, one after the other, in PEM. */
export function publicAuthorities(): string {
  return `${rootCertificates.join('\n')}\n`
}

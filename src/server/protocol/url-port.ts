// The port that a URL means, written or not: RFC 9110 sections 4.2.1 and 4.2.2.

/** The port of an http or https URL. */
export function portOfUrl({ port, protocol }: Pick<URL, 'port' | 'protocol'>): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80)
}

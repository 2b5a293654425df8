// A fetch for which every host name is this machine, as a hosts file or a resolver rule would have it.
import { Agent, fetch, type RequestInit, type Response } from 'undici'

export interface MappedHosts {
  fetch(url: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** `ca` is what is trusted, in PEM. */
export function mappedHosts(ca: string): MappedHosts {
  const dispatcher = new Agent({
    connect: { ca, lookup: (_host, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]) },
  })
  return {
    fetch: (url, init = {}) => fetch(url, { redirect: 'manual', ...init, dispatcher }),
    close: () => dispatcher.close(),
  }
}

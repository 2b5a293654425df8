// Brings a callback to a client that a browser cannot reach: types it where the client asks for it, and says
// who listens in its place.
import type { Clock } from '../../server/index.js'
import type { Callback } from '../transcript.js'
import type { RunningClient } from './client.js'
import { programOf } from './listening.js'
import { reachOf, whyNobody } from './reach.js'

/** Milliseconds for which a client may take its time to ask for what could not be delivered. */
const promptPatience = 3_000
const pause = 50

type Answer = Callback['answer']

export interface Delivery {
  /** Why a browser would reach another program in place of the client; null when it would not, or nobody knows. */
  stranger(url: string): Promise<string | null>
  /** Why nothing answered there, as the sockets of the client tell it; null when they do not. */
  nobody(url: string): Promise<string | null>
  /** Whether the client asks for a code or a callback URL on its terminal just now. */
  isAsked(): boolean
  /** Types the callback when the client asks for it; null when it does not do so within the patience. */
  type(url: string, signal: AbortSignal): Promise<Answer | null>
}

/** The code in a callback URL, also in one that has no host: `urn:ietf:wg:oauth:2.0:oob?code=…`. */
function codeIn(url: string): string | null {
  const query = url.slice(url.indexOf('?') + 1).replace(/#.*$/s, '')
  return url.includes('?') ? new URLSearchParams(query).get('code') : null
}

export function createDelivery(client: RunningClient, clock: Clock): Delivery {
  const asking = () => {
    const prompt = client.terminal?.prompt() ?? null
    return prompt?.kind === 'code' || prompt?.kind === 'url' ? { what: prompt.kind, prompt } : null
  }
  return {
    async stranger(url) {
      const listeners = (await client.listeners?.()) ?? null
      const reach = listeners === null ? null : reachOf(url, listeners)
      if (reach?.kind !== 'stranger') return null
      const program = await programOf(reach.inode)
      return program === null ? reach.why : `${reach.why}; that program is ${program}`
    },
    async nobody(url) {
      const listeners = (await client.listeners?.()) ?? null
      return listeners === null ? null : whyNobody(url, listeners)
    },
    isAsked: () => asking() !== null,
    async type(url, signal) {
      if (client.terminal === undefined) return null
      const until = clock.now() + promptPatience
      for (let asked = asking(); ; asked = asking()) {
        const code = codeIn(url)
        // A refused login has no code: who asks for the code alone then gets nothing but a line break.
        const typed = asked?.what === 'url' ? url : (code ?? '')
        if (asked !== null) {
          client.terminal.type(typed)
          return { kind: 'typed', what: asked.what, prompt: asked.prompt.text, at: clock.now() }
        }
        if (clock.now() >= until || signal.aborted) return null
        await clock.sleep(pause, signal)
      }
    },
  }
}

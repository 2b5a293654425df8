// The admin interface without sockets, over a mock whose clock stands still.
import { createAdmin } from '../../src/server/answer-admin.js'
import { createMockState } from '../../src/server/mock-state.js'
import { parseServerOptions, type ServerOptions } from '../../src/server/options.js'
import type { HttpReply, Pairs } from '../../src/server/protocol/message.js'
import type { BodyDamage } from '../../src/server/unserved.js'
import { fakePorts } from './fake-ports.js'
import { requestFor } from './requests.js'

export interface Called {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  /** The JSON of the reply; its text where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it expects.
  readonly body: any
}

export interface Call {
  readonly headers?: Pairs
  readonly loopback?: boolean
  readonly damage?: BodyDamage
}

function read({ status, headers, body }: HttpReply): Called {
  const named = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]))
  const isJson = named.get('content-type') === 'application/json' && body !== ''
  return { status, headers: named, body: isJson ? JSON.parse(body) : body }
}

/** `call` sends a body as JSON unless it is text already. */
export function adminWith(options: ServerOptions = {}, token: string | null = null) {
  const ports = fakePorts()
  const state = createMockState(parseServerOptions(options), ports)
  const notices: string[] = []
  const faults: unknown[] = []
  let rotations = 0
  state.onNotice((notice) => notices.push(notice))
  const admin = createAdmin({
    mock: {
      state,
      unknownScopes: options.policy?.unknownScopes ?? 'refuse',
      async rotateKeys() {
        rotations += 1
      },
      publicKeys: async () => ({ keys: [{ kty: 'RSA', kid: `key-${rotations}` }] }),
    },
    rules: () => ({ hosts: ['mock.example'], anyAddress: false, token }),
    onFault: (fault) => faults.push(fault),
  })
  const call = async (method: string, target: string, body: unknown = '', how: Call = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const request = requestFor(method, target, how.headers ?? [], text)
    return read(await admin(request, how.damage ?? null, { loopback: how.loopback ?? true }))
  }
  return { call, state, ports, notices, faults }
}

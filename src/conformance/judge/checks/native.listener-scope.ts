// native.listener-scope: the listener for the redirect is bound to the loopback interface.
import { firstValue } from '../../../server/protocol/parameters.js'
import { portOfUrl } from '../../../server/protocol/url-port.js'
import type { ObservedListener } from '../../observations.js'
import { wholeAuthorizeRequests } from '../authorize-request.js'
import type { Seen } from '../judge-each.js'
import { inRun, judgeObserved, type ObservedRun } from '../observed-runs.js'
import { typedBy } from '../typed-response.js'
import { noAuthorizeRequest } from '../unseen.js'
import { inconclusive, notApplicable } from '../verdict.js'
import { defineCheck } from './check.js'

const loopback = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/
const loopbackHosts = /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/

/** The ports on this machine to which the redirect URIs of a run lead. */
function redirectPorts({ transcript }: ObservedRun): readonly number[] {
  return wholeAuthorizeRequests([transcript]).flatMap(({ parameters }) => {
    const uri = firstValue(parameters, 'redirect_uri') ?? ''
    const url = URL.canParse(uri) ? new URL(uri) : null
    if (url === null || !/^https?:$/.test(url.protocol) || !loopbackHosts.test(url.hostname)) return []
    return [portOfUrl(url)]
  })
}

/** The port differs from run to run, the address does not. */
function shown({ address, port }: ObservedListener): string {
  return `${address}, port ${port}`
}

function look(run: ObservedRun): Seen<'beyond-loopback'> {
  const ports = redirectPorts(run)
  const listeners = run.observations.listeners.filter(({ port }) => ports.includes(port))
  return listeners.map((listener) => {
    const where = inRun(run)
    if (loopback.test(listener.address)) return { where, actual: `it listened on ${shown(listener)}` }
    return {
      reason: 'beyond-loopback',
      where,
      expected: 'it listens on 127.0.0.1 or ::1 and nowhere else',
      actual: `it listened on ${shown(listener)}`,
    }
  })
}

export const nativeListenerScope = defineCheck({
  id: 'native.listener-scope',
  phase: 'redirect and callback',
  title: 'The listener for the redirect is bound to the loopback interface',
  why: 'A listener on all interfaces can be reached by every machine of the network while a login is pending: others can send it forged responses.',
  fix: "Bind it to the loopback address: server.listen(port, '127.0.0.1') in Node.js, HTTPServer(('127.0.0.1', port), …) in Python.",
  clauses: ['RFC8252-8.3-listener', 'OAUTH21-8.5.4'],
  rule: 'clause',
  kinds: ['native'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    'beyond-loopback': {
      level: 'warning',
      what: 'listens for the redirect where other machines can reach it',
    },
  },
  judge(transcripts) {
    const requests = wholeAuthorizeRequests(transcripts)
    const observed = transcripts.flatMap((transcript) =>
      transcript.observations === null ? [] : [{ transcript, observations: transcript.observations }],
    )
    const nothing =
      requests.length === 0
        ? inconclusive(noAuthorizeRequest(transcripts))
        : observed.every((run) => redirectPorts(run).length === 0 || typedBy(run.transcript) !== null)
          ? notApplicable('its callback comes by no port of this machine')
          : inconclusive('no process of the client was seen to listen on the port of its redirect URI')
    return judgeObserved(transcripts, ['listeners'], look, nothing)
  },
})

// What an operation can do while a login of the client is under way, on top of the user agent.
import type { Random } from '../../server/index.js'
import type { Brought, Hop, Stage } from './operations/operation.js'
import { parameterOf, withParameters } from './operations/operation.js'
import type { PageLoader, Step } from './page-loader.js'

/** What a run lends to its operations. */
export interface Props {
  readonly random: Random
  readonly earlierState: string | null
  /** Resolves when the login has come to rest. */
  rest(): Promise<void>
}

/** What a user agent lends to them. */
export interface Agent {
  bring(hop: Hop): Promise<Brought>
  newBrowser(): PageLoader
  /** A callback is answered by a page, whose program only then goes on with the login. */
  readonly answersFirst: boolean
  /** The last authorize request of the client that was a GET; null before there is one. */
  readonly lastAuthorize: string | null
  /** Follows `url` at the mock up to the answer at the redirect URI; null when it ends at a page. */
  answerTo(url: string, browser: PageLoader, sender: 'user-agent' | 'kit'): Promise<string | null>
  /** Looks for the login of a web app in another browser, or once more in the same one. */
  beginAgain(browser: PageLoader | null): Promise<{ step: Step; browser: PageLoader } | null>
}

/** Octets of a value that the kit makes for a login of its own. */
const octets = 32

function isAnswer(url: string | null): url is string {
  return url !== null && parameterOf(url, 'code') !== null
}

/** The authorize request as a stranger would send it: everything of the client, but a state and a challenge of his own. */
function strangersRequest(request: string, random: Random): string {
  const fresh = () => Buffer.from(random.bytes(octets)).toString('base64url')
  const challenge = parameterOf(request, 'code_challenge') === null ? null : fresh()
  const method = challenge === null ? {} : { code_challenge: challenge, code_challenge_method: 'S256' }
  return withParameters(request, { ...method, state: fresh(), nonce: null })
}

export function createStage(answer: string, agent: Agent, props: Props): Stage {
  const asKit = async (url: string): Promise<string | null> => {
    const found = await agent.answerTo(url, agent.newBrowser(), 'kit')
    return isAnswer(found) ? found : null
  }
  return {
    answer,
    earlierState: props.earlierState,
    bring: (hop) => agent.bring(hop),
    newBrowser: () => agent.newBrowser(),
    async foreign() {
      const request = agent.lastAuthorize
      return request === null ? null : asKit(strangersRequest(request, props.random))
    },
    async renewed() {
      return agent.lastAuthorize === null ? null : asKit(agent.lastAuthorize)
    },
    async another(browser) {
      const begun = await agent.beginAgain(browser)
      if (begun === null) return null
      const found = await agent.answerTo(begun.step.url, begun.browser, 'user-agent')
      return isAnswer(found) ? found : null
    },
    rest: () => props.rest(),
    settled: () => (agent.answersFirst ? props.rest() : Promise.resolve()),
  }
}

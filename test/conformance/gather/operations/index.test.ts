// What is delivered to a client in each variant that the kit operates: a stage that records what is asked of it.
import { describe, expect, test } from 'vitest'
import { operationFor } from '../../../../src/conformance/gather/operations/index.js'
import type { Hop, Stage } from '../../../../src/conformance/gather/operations/operation.js'
import type { PageLoader } from '../../../../src/conformance/gather/page-loader.js'
import { scenarios } from '../../../../src/server/index.js'
import type { Scenario } from '../../../../src/server/scenarios/scenario.js'

const answer = 'http://127.0.0.1:8976/callback?code=own-code&state=own-state'
const foreign = 'http://127.0.0.1:8976/callback?code=foreign-code&state=foreign-state'
const renewed = 'http://127.0.0.1:8976/callback?code=new-code&state=own-state'
const second = 'http://127.0.0.1:8976/callback?code=second-code&state=second-state'

interface Answers {
  /** Status that the client answers to a hop; undefined: nobody listens. */
  readonly status?: (hop: Hop) => number | undefined
  readonly earlierState?: string | null
  readonly another?: string | null
}

function stageThat({ status = () => 200, earlierState = 'earlier', another = second }: Answers = {}) {
  const done: string[] = []
  const browsers: PageLoader[] = []
  const nameOf = (browser: PageLoader | undefined | null) =>
    browser === undefined || browser === null ? '' : ` in browser ${browsers.indexOf(browser) + 2}`
  const stage: Stage = {
    answer,
    earlierState,
    async bring(hop) {
      const query = hop.url.replace(/^http:\/\/127\.0\.0\.1:8976/, '')
      done.push(`${hop.method ?? 'GET'} ${query} as ${hop.role ?? 'answer'}${nameOf(hop.browser)}`)
      const given = status(hop)
      const reply =
        given === undefined
          ? ({ kind: 'unreachable', why: 'nothing listens' } as const)
          : ({ kind: 'answered', status: given, at: 0 } as const)
      return { callback: { url: hop.url, at: 0, afterExchange: 0, answer: reply }, page: null }
    },
    newBrowser() {
      const browser: PageLoader = {
        load: () => Promise.reject(new Error('not loaded here')),
        hasCookies: async () => false,
        leftBehind: async () => [],
        close: async () => undefined,
      }
      browsers.push(browser)
      return browser
    },
    foreign: async () => foreign,
    renewed: async () => renewed,
    another: async (browser) => {
      done.push(`begin another login${nameOf(browser)}`)
      return another
    },
    async settled() {
      done.push('settled')
    },
    async rest() {
      done.push('rest')
    },
  }
  return { stage, done }
}

async function doneIn(name: string, answers: Answers = {}): Promise<readonly string[]> {
  const [scenario = '', variant = ''] = name.split('/')
  const operation = operationFor(scenario, variant)
  if (operation === undefined) throw new Error(`${name} has no operation`)
  const { stage, done } = stageThat(answers)
  await operation(stage)
  return done
}

const own = 'GET /callback?code=own-code&state=own-state'
const rows: readonly {
  readonly name: string
  readonly of: string
  readonly answers?: Answers
  readonly done: readonly string[]
}[] = [
  {
    name: 'the state of an earlier login takes the place of the right one',
    of: 'state-tamper/earlier',
    done: ['GET /callback?code=own-code&state=earlier as altered'],
  },
  {
    name: 'without an earlier state the answer stays as it is',
    of: 'state-tamper/earlier',
    answers: { earlierState: null },
    done: [`${own} as answer`],
  },
  {
    name: 'two pending logins get the state of each other',
    of: 'state-tamper/exchanged',
    done: [
      'begin another login',
      'GET /callback?code=own-code&state=second-state as altered',
      'rest',
      'GET /callback?code=second-code&state=own-state as altered',
    ],
  },
  {
    name: 'a program that begins its logins itself has no second one',
    of: 'state-tamper/exchanged',
    answers: { another: null },
    done: ['begin another login', `${own} as answer`],
  },
  {
    name: 'a foreign code comes without a state',
    of: 'forged-response/code-without-state',
    done: ['GET /callback?code=foreign-code as foreign'],
  },
  {
    name: 'a foreign code comes with a guess of the right length',
    of: 'forged-response/code-with-guessed-state',
    done: ['GET /callback?code=foreign-code&state=AAAAAAAAA as foreign'],
  },
  {
    name: 'a foreign code comes with the state of its own login',
    of: 'forged-response/code-with-foreign-state',
    done: ['GET /callback?code=foreign-code&state=foreign-state as foreign'],
  },
  {
    name: 'a foreign answer comes to a browser that has begun no login',
    of: 'forged-response/unsolicited',
    done: [
      `${own} as answer`,
      'rest',
      'GET /callback?code=foreign-code&state=foreign-state as unsolicited in browser 2',
    ],
  },
  {
    name: 'an error comes to a browser that has begun no login',
    of: 'forged-response/unsolicited-error',
    done: [
      `${own} as answer`,
      'rest',
      'GET /callback?state=of-no-login&error=access_denied as unsolicited in browser 2',
    ],
  },
  {
    name: 'an answer that is refused at another path is delivered where it belongs',
    of: 'forged-response/other-path',
    answers: { status: ({ role }) => (role === 'elsewhere' ? 404 : 200) },
    done: ['GET /gc-pkce-check-other-path?code=own-code&state=own-state as elsewhere', `${own} as answer`],
  },
  {
    name: 'an answer that is taken at another path is delivered once',
    of: 'forged-response/other-path',
    done: ['GET /gc-pkce-check-other-path?code=own-code&state=own-state as elsewhere'],
  },
  {
    name: 'the name localhost takes the place of the address',
    of: 'forged-response/other-host',
    done: ['GET http://localhost:8976/callback?code=own-code&state=own-state as elsewhere'],
  },
  {
    name: 'a page of a browser comes before the answer',
    of: 'forged-response/favicon-first',
    done: ['GET /favicon.ico as stray', `${own} as answer`],
  },
  {
    name: 'a page that is none comes before the answer',
    of: 'forged-response/other-path-first',
    done: ['GET /gc-pkce-check-no-page as stray', `${own} as answer`],
  },
  {
    name: 'a foreign answer comes before the right one',
    of: 'forged-response/wrong-state-first',
    done: ['GET /callback?code=foreign-code&state=foreign-state as foreign', `${own} as answer`],
  },
  {
    name: 'HEAD comes before the answer',
    of: 'forged-response/head-first',
    done: ['HEAD /callback?code=own-code&state=own-state as early', `${own} as answer`],
  },
  {
    name: 'OPTIONS comes before the answer',
    of: 'forged-response/options-first',
    done: ['OPTIONS /callback?code=own-code&state=own-state as early', `${own} as answer`],
  },
  {
    name: 'the answer is loaded anew when the client has done its part',
    of: 'replay/reloaded',
    done: [`${own} as answer`, 'settled', `${own} as repeated`],
  },
  {
    name: 'the browser goes back when all is done',
    of: 'replay/back',
    done: [`${own} as answer`, 'rest', `${own} as repeated`],
  },
  {
    name: 'a second tab opens the answer at once',
    of: 'replay/second-tab',
    done: [`${own} as answer`, `${own} as repeated`],
  },
  {
    name: 'a fresh code comes with a state that was used',
    of: 'replay/same-state-new-code',
    done: [`${own} as answer`, 'rest', 'GET /callback?code=new-code&state=own-state as renewed'],
  },
  {
    name: 'a prefetch comes before the user',
    of: 'replay/prefetched',
    done: [`${own} as early`, 'rest', `${own} as answer`],
  },
  {
    name: 'the answer comes to another browser',
    of: 'two-sessions/answer-in-other-browser',
    done: [`${own} as other-browser in browser 2`],
  },
  {
    name: 'two browsers get the answers of each other',
    of: 'two-sessions/answers-exchanged',
    done: [
      'begin another login in browser 2',
      `${own} as other-browser in browser 2`,
      'GET /callback?code=second-code&state=second-state as other-browser',
    ],
  },
  {
    name: 'three logins follow one another in browsers of their own',
    of: 'many-runs/in-turn',
    done: [
      `${own} as answer`,
      'rest',
      'begin another login in browser 2',
      'GET /callback?code=second-code&state=second-state as answer in browser 2',
      'rest',
      'begin another login in browser 3',
      'GET /callback?code=second-code&state=second-state as answer in browser 3',
      'rest',
    ],
  },
  {
    name: 'the login that was begun first is finished first',
    of: 'many-runs/older-first',
    done: [
      'begin another login',
      `${own} as answer`,
      'rest',
      'GET /callback?code=second-code&state=second-state as answer',
    ],
  },
]

describe('operationFor', () => {
  for (const row of rows) {
    test(`${row.of}: ${row.name}`, async () => {
      expect(await doneIn(row.of, row.answers)).toEqual(row.done)
    })
  }

  test('a run that the mock plays has no operation', () => {
    expect(operationFor('honest', null)).toBeUndefined()
    expect(operationFor('state-tamper', 'swapped')).toBeUndefined()
  })

  test('every variant of these scenarios that the kit operates has its operation', () => {
    const mine = ['state-tamper', 'forged-response', 'replay', 'two-sessions', 'many-runs']
    const all: readonly Scenario[] = scenarios
    const operated = all
      .filter(({ id }) => mine.includes(id))
      .flatMap(({ id, variants }) =>
        variants
          .filter(({ operatedBy }) => operatedBy === 'kit')
          .map((variant) => ({ id, variant: variant.id })),
      )
    const without = operated.filter(({ id, variant }) => operationFor(id, variant) === undefined)
    // The first needs a client that is registered twice; in the other the ports are taken before the start.
    expect(without.map(({ id, variant }) => `${id}/${variant}`)).toEqual([
      'forged-response/second-registered-path',
      'forged-response/port-taken',
    ])
  })
})

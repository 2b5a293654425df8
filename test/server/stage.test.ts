import { describe, expect, test } from 'vitest'
import type { HttpRequest } from '../../src/server/protocol/message.js'
import { defaultPolicy } from '../../src/server/protocol/policy.js'
import { answered, granted, refused } from '../../src/server/replies/reply.js'
import {
  createScenarioControl,
  type ScenarioChoice,
  type Subject,
} from '../../src/server/scenario-control.js'
import { createStage } from '../../src/server/stage.js'
import { goodCall, goodLogin, goodRefresh, goodToken, type HonestExchange } from '../support/tampering.js'

const yes = granted('login-1', [], false)

function stageWith(choices: readonly ScenarioChoice[], subject: Subject = { user: null, login: null }) {
  const control = createScenarioControl(choices)
  const asked: HttpRequest[] = []
  let rotations = 0
  const stage = createStage({
    control,
    policy: { ...defaultPolicy, forgiving: false },
    async subjectOf(request) {
      asked.push(request)
      return subject
    },
    async rotateKeys() {
      rotations += 1
    },
    changeToken: (text, change, elsewhere) => `${text} with ${Object.keys(change)} at ${elsewhere}`,
    now: () => 1_768_478_400_750,
    issuer: null,
  })
  const play = async ({ request, endpoint, reply }: HonestExchange, outcome = yes) => {
    const { end, ...begun } = await stage(request, endpoint)
    return { ...begun, ...end(reply, outcome), honest: reply }
  }
  return { control, asked, play, rotations: () => rotations }
}

describe('stage', () => {
  test('without a scenario an exchange is honest, by the policy as it is', async () => {
    const { play, asked } = stageWith([])
    const { policy, sent, scenario, honest } = await play(goodToken)
    expect({ policy, scenario, same: sent === honest }).toEqual({
      policy: defaultPolicy,
      scenario: null,
      same: true,
    })
    expect(asked).toEqual([])
  })

  test('a scenario tampers with what it concerns, is named there, and nowhere else', async () => {
    const { play } = stageWith([{ id: 'token-errors/invalid_grant' }])
    expect(await play(goodToken)).toMatchObject({
      sent: { status: 400 },
      scenario: 'token-errors/invalid-grant',
    })
    for (const other of [goodLogin, goodCall]) {
      const { sent, honest, scenario } = await play(other)
      expect({ same: sent === honest, scenario }).toEqual({ same: true, scenario: null })
    }
  })

  test('only the first uses are tampered with; what is not concerned uses nothing up', async () => {
    const { play } = stageWith([{ id: 'api-trouble/429', times: 2 }])
    const statuses = []
    for (const exchange of [goodCall, goodToken, goodLogin, goodCall, goodCall, goodCall]) {
      statuses.push((await play(exchange)).sent.status)
    }
    expect(statuses).toEqual([429, 200, 302, 429, 200, 200])
  })

  test('the policy of the scenario counts more than the one that is given', async () => {
    const { play } = stageWith([{ id: 'forgiving' }])
    expect((await play(goodLogin)).policy).toEqual({ ...defaultPolicy, forgiving: true })
    const { scenario } = await play(goodToken, granted('login-1', [], true))
    expect(scenario).toBe('forgiving')
  })

  test('a short lifetime is for token requests, and is used up by those that are granted', async () => {
    const { play, control } = stageWith([{ id: 'api-trouble/expires-soon', times: 1 }])
    expect((await play(goodLogin)).policy.longestAccessTokenSeconds).toBe(38_880_000)
    const refusal = await play(goodToken, refused([]))
    expect([refusal.policy.longestAccessTokenSeconds, refusal.scenario]).toEqual([3, null])
    const good = await play(goodToken)
    expect([good.policy.longestAccessTokenSeconds, good.scenario]).toEqual([3, 'api-trouble/expires-soon'])
    expect((await play(goodToken)).policy.longestAccessTokenSeconds).toBe(38_880_000)
    expect(control.list()).toEqual([])
  })

  test('of parallel token requests one gets the last use of a short lifetime', async () => {
    const { play } = stageWith([{ id: 'api-trouble/expires-soon', times: 1 }])
    const plays = await Promise.all([play(goodToken), play(goodToken), play(goodToken)])
    const lifetimes = plays.map(({ policy }) => policy.longestAccessTokenSeconds)
    expect(lifetimes.sort((one, other) => one - other)).toEqual([3, 38_880_000, 38_880_000])
  })

  test('keys are rotated before each token request, and before nothing else', async () => {
    const { play, rotations } = stageWith([{ id: 'token-acceptor/key-rotated' }])
    await play(goodLogin)
    await play(goodCall)
    await play({ ...goodToken, request: { ...goodToken.request, method: 'OPTIONS' } }, answered)
    expect(rotations()).toBe(0)
    expect((await play(goodToken)).scenario).toBe('token-acceptor/key-rotated')
    expect(rotations()).toBe(1)
  })

  test('whose request it is, is asked only while a scenario is in force for some', async () => {
    const ada = { user: 'ada@example.com', login: 'login-1' }
    const { play, control, asked } = stageWith([{ id: 'api-trouble/401', user: 'ada@example.com' }], ada)
    expect((await play(goodCall)).sent.status).toBe(401)
    expect(asked).toHaveLength(1)
    control.set({ id: 'honest', user: 'ada@example.com' })
    expect((await play(goodCall)).sent.status).toBe(200)
    expect(asked).toHaveLength(1)
  })

  test('for somebody else nothing changes', async () => {
    const { play } = stageWith([{ id: 'api-trouble/401', user: 'ada@example.com' }], {
      user: 'bob@example.com',
      login: 'login-2',
    })
    expect((await play(goodCall)).sent.status).toBe(200)
  })

  test('a scenario that takes back leaves no trace where it is for the request, and nowhere else', async () => {
    const { play } = stageWith([{ id: 'refresh-trouble/invalid-grant' }])
    const begun = async (exchange: HonestExchange) => (await play(exchange)).leavesNoTrace ?? false
    expect([await begun(goodRefresh), await begun(goodToken), await begun(goodCall)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('policy and quirks of a scenario hold for every request of its part, and count no use there', async () => {
    const { play, control } = stageWith([{ id: 'refresh-trouble/invalid-grant', times: 1 }])
    const { policy, quirks, scenario } = await play(goodToken)
    expect([policy.longestAccessTokenSeconds, quirks?.refreshTokensForAll, scenario]).toEqual([3, true, null])
    expect(control.list()[0]?.left).toBe(1)
    expect((await play(goodRefresh)).sent.status).toBe(400)
    expect(control.list()).toEqual([])
  })

  test('of parallel requests one gets the last use of an answer that takes back', async () => {
    const { play } = stageWith([{ id: 'token-errors/invalid-scope', times: 1 }])
    const plays = await Promise.all([play(goodToken), play(goodToken), play(goodToken)])
    expect(plays.map(({ sent }) => sent.status).sort()).toEqual([200, 200, 400])
    expect(plays.filter(({ leavesNoTrace }) => leavesNoTrace === true)).toHaveLength(1)
  })

  test('a refused request gives the use back', async () => {
    const { play, control } = stageWith([{ id: 'token-errors/invalid-scope', times: 1 }])
    const refusal = { ...goodToken, reply: { ...goodToken.reply, status: 400 } }
    expect(await play(refusal, refused([]))).toMatchObject({ scenario: null, sent: refusal.reply })
    expect(control.list()[0]?.left).toBe(1)
  })

  test('a token is made anew where the scenario wants another, and named after it', async () => {
    const { play } = stageWith([{ id: 'token-acceptor/expired' }])
    const { sent, scenario } = await play(goodToken)
    expect(JSON.parse(sent.body).access_token).toBe(
      'eyJhbGciOiJub25lIn0.e30.k3Rz9tQw with claims at http://localhost:7636',
    )
    expect(scenario).toBe('token-acceptor/expired')
    expect((await play(goodCall)).scenario).toBeNull()
  })

  test('what the kit plays is honest, whatever is in force besides', async () => {
    const { play } = stageWith([{ id: 'replay/reloaded' }])
    for (const exchange of [goodLogin, goodToken, goodCall]) {
      expect(await play(exchange)).toMatchObject({ sent: exchange.reply, scenario: null })
    }
  })
})

import { describe, expect, test } from 'vitest'
import {
  createScenarioControl,
  type ScenarioChoice,
  type Subject,
} from '../../src/server/scenario-control.js'
import { nameOfScenario } from '../../src/server/scenarios/index.js'

const ada = { user: 'ada@example.com', login: 'login-1' }
const bob = { user: 'bob@example.com', login: 'login-2' }
const nobody = { user: null, login: null }

function controlWith(...choices: ScenarioChoice[]) {
  const control = createScenarioControl(choices)
  const nameFor = (subject: Subject) => nameOfScenario(control.choose(subject).scenario)
  return { control, nameFor }
}

describe('scenario-control', () => {
  test('is honest until something is set', () => {
    const { control, nameFor } = controlWith()
    expect(nameFor(ada)).toBe('honest')
    expect(control.forAll.id).toBe('honest')
    expect(control.list()).toEqual([])
    expect(control.needsSubject).toBe(false)
  })

  test('what is set for everybody is in force at once for every user and login', () => {
    const { control, nameFor } = controlWith()
    control.set({ id: 'token-errors/slow' })
    expect([nameFor(ada), nameFor(bob), nameFor(nobody)]).toEqual(Array(3).fill('token-errors/slow'))
    expect(control.needsSubject).toBe(false)
    control.set({ id: 'api-trouble/401' })
    expect(nameFor(ada)).toBe('api-trouble/401')
  })

  test('a login counts more than its user, and the user more than everybody', () => {
    const { control, nameFor } = controlWith({ id: 'token-errors/slow' })
    control.set({ id: 'api-trouble/401', user: 'Ada@Example.com' })
    control.set({ id: 'api-trouble/429', login: 'login-2' })
    expect(nameFor(ada)).toBe('api-trouble/401')
    expect(nameFor(bob)).toBe('api-trouble/429')
    expect(nameFor({ ...bob, login: 'login-3' })).toBe('token-errors/slow')
    expect(nameFor({ user: null, login: 'login-2' })).toBe('api-trouble/429')
    expect(nameFor(nobody)).toBe('token-errors/slow')
    expect(control.needsSubject).toBe(true)
  })

  test('honest for everybody ends everything', () => {
    const { control, nameFor } = controlWith({ id: 'token-errors/slow' })
    control.set({ id: 'api-trouble/401', user: ada.user })
    control.set({ id: 'honest' })
    expect([nameFor(ada), nameFor(bob)]).toEqual(['honest', 'honest'])
    expect(control.list()).toEqual([])
  })

  test('honest for one user ends what was set for that user alone', () => {
    const { control, nameFor } = controlWith()
    control.set({ id: 'api-trouble/401', user: ada.user })
    control.set({ id: 'api-trouble/429', user: bob.user })
    control.set({ id: 'honest', user: ada.user })
    expect([nameFor(ada), nameFor(bob)]).toEqual(['honest', 'api-trouble/429'])
    expect(control.list()).toHaveLength(1)
  })

  test('honest for one user makes an exception of that user while another scenario is in force for everybody', () => {
    const { control, nameFor } = controlWith({ id: 'token-errors/slow' })
    control.set({ id: 'honest', user: ada.user })
    expect([nameFor(ada), nameFor(bob)]).toEqual(['honest', 'token-errors/slow'])
  })

  test('ends by itself after so many uses, and then what stands behind it is in force', () => {
    const { control, nameFor } = controlWith({ id: 'token-errors/slow' })
    control.set({ id: 'api-trouble/401', times: 2, user: ada.user })
    expect(control.choose(ada).take()).toBe(true)
    expect(control.list()).toContainEqual(expect.objectContaining({ id: 'api-trouble/401', left: 1 }))
    expect(control.choose(ada).take()).toBe(true)
    expect(nameFor(ada)).toBe('token-errors/slow')
    expect(control.list().map(({ id }) => id)).toEqual(['token-errors/slow'])
    expect(control.needsSubject).toBe(false)
  })

  test('of two requests that began before the last use, one gets it', () => {
    const { control } = controlWith({ id: 'api-trouble/401', times: 1 })
    const [one, other] = [control.choose(ada), control.choose(bob)]
    expect([one.take(), other.take()]).toEqual([true, false])
    expect(control.forAll.id).toBe('honest')
  })

  test('a use that came to nothing is given back', () => {
    const { control, nameFor } = controlWith({ id: 'api-trouble/401', times: 1 })
    const turn = control.choose(ada)
    turn.take()
    turn.giveBack()
    expect(nameFor(bob)).toBe('api-trouble/401')
  })

  test('a use given back after its scenario was ended brings nothing back', () => {
    const { control, nameFor } = controlWith({ id: 'api-trouble/401', times: 1 })
    const turn = control.choose(ada)
    turn.take()
    control.set({ id: 'honest' })
    turn.giveBack()
    expect(nameFor(ada)).toBe('honest')
  })

  test('a scenario without a bound is never used up', () => {
    const { control } = controlWith({ id: 'api-trouble/401' })
    for (let count = 0; count < 100; count++) expect(control.choose(ada).take()).toBe(true)
    expect(control.forAll.id).toBe('api-trouble')
  })

  test('lists what is in force, in words', () => {
    const { control } = controlWith({ id: 'state-tamper/dropped', times: 3 })
    control.set({ id: 'token-errors/invalid_grant', user: 'Ada@example.com' })
    expect(control.list()).toEqual([
      {
        id: 'state-tamper/dropped',
        what: 'The mock sends back no state.',
        left: 3,
        user: null,
        login: null,
      },
      {
        id: 'token-errors/invalid-grant',
        what: 'The mock answers the token request with 400 invalid_grant.',
        left: null,
        user: 'Ada@example.com',
        login: null,
      },
    ])
  })

  test('a reset brings the choices of the start back, all their uses included', () => {
    const { control, nameFor } = controlWith({ id: 'token-errors/slow', times: 1 })
    control.choose(ada).take()
    control.set({ id: 'api-trouble/401', user: ada.user })
    control.reset()
    expect([nameFor(ada), nameFor(bob)]).toEqual(['token-errors/slow', 'token-errors/slow'])
    expect(control.list()).toEqual([expect.objectContaining({ left: 1 })])
  })

  test('refuses a scenario that does not exist and changes nothing', () => {
    const { control, nameFor } = controlWith({ id: 'token-errors/slow' })
    expect(() => control.set({ id: 'token-errors/nonsense' })).toThrow(RangeError)
    expect(nameFor(ada)).toBe('token-errors/slow')
    expect(() => createScenarioControl([{ id: 'nonsense' }])).toThrow('there is no scenario "nonsense"')
  })

  test('refuses more choices than its bound, and takes new ones once old ones are used up', () => {
    const { control } = controlWith()
    for (let count = 0; count < 1000; count++) {
      control.set({ id: 'api-trouble/401', times: 1, user: `user-${count}` })
    }
    expect(() => control.set({ id: 'api-trouble/401', user: 'one-too-many' })).toThrow(/bound/)
    control.set({ id: 'api-trouble/429', user: 'user-5' })
    control.choose({ user: 'user-7', login: null }).take()
    control.set({ id: 'api-trouble/401', user: 'one-too-many' })
    expect(control.list()).toHaveLength(1000)
  })
})

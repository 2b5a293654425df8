import { describe, expect, test } from 'vitest'
import { main } from '../../../src/server/cli.js'
import { parseServerOptions } from '../../../src/server/options.js'
import { fakeIo } from '../../support/fake-io.js'

async function ran(...argv: string[]) {
  const io = fakeIo()
  const code = await main(['scenarios', ...argv], io)
  return { code, ...io.printed }
}

describe('scenarios', () => {
  test('lists every scenario and variant with what the mock does, one a line', async () => {
    const { code, out, err } = await ran()
    const lines = out.trimEnd().split('\n')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(lines.length).toBeGreaterThan(30)
    expect(lines[0]).toMatch(/^honest {2,}The mock does nothing wrong\.$/)
    expect(out).toMatch(/^state-tamper\/swapped {2,}The mock sends back a state of the same form/m)
    expect(new Set(lines.map((line) => line.search(/(?<= {2})[A-Z]/))).size).toBe(1)
  })

  test('each name of the list is one that --scenario takes', async () => {
    const names: { name: string }[] = JSON.parse((await ran('--json')).out)
    const items = names.map(({ name }) => name)
    expect(items).toContain('token-errors/rate-limited-429')
    for (const name of items) expect(() => parseServerOptions({ scenario: name })).not.toThrow()
    const io = fakeIo()
    expect(await main(['start', '--scenario', 'no-such'], io)).toBe(2)
    expect(io.printed.err).toContain('"gc-mock-oauth scenarios" lists them')
  })

  test('--json tells of each what it touches and changes', async () => {
    const all = JSON.parse((await ran('--json')).out)
    expect(all).toContainEqual({
      name: 'state-tamper/dropped',
      scenario: 'state-tamper',
      variant: 'dropped',
      what: 'The mock sends back no state.',
      touches: ['GET, POST /oauth/authorize'],
      policy: {},
      operatedBy: 'mock',
      times: null,
      right: ['refuses the answer and sends no token request', 'starts a new login'],
    })
    expect(all).toContainEqual({
      name: 'honest',
      scenario: 'honest',
      variant: null,
      what: 'The mock does nothing wrong.',
      touches: [],
      policy: {},
      operatedBy: 'mock',
      times: null,
      right: ['ends signed in'],
    })
  })

  test('one in detail: what it does, the endpoints it touches, and how it is used', async () => {
    const { code, out } = await ran('api-trouble/503')
    expect(code).toBe(0)
    expect(out).toMatch(/^api-trouble\/503\n {2}The mock answers every API call with 503/)
    expect(out).toContain('GET /api/v2/users/me')
    expect(out).not.toContain('/oauth/token')
    expect(out).toContain('gc-mock-oauth start --scenario api-trouble/503')
    expect(out).toContain(`-d '{"id":"api-trouble/503"}'`)
  })

  test('a scenario that changes the policy says so, and touches the login and the API', async () => {
    const { out } = await ran('forgiving')
    expect(out).toContain('forgiving: true')
    for (const path of ['/oauth/authorize', '/oauth/token', '/api/v2/users/me']) expect(out).toContain(path)
  })

  test('one that ends by itself says after how many uses', async () => {
    expect((await ran('api-trouble/401-once')).out).toContain('It ends by itself after one use.\n')
    expect((await ran('api-trouble/401')).out).not.toContain('ends by itself')
  })

  test('what a right client may do stands in the detail', async () => {
    expect((await ran('api-trouble/401-once')).out).toContain(
      '\nA right client\n  gets a new token and repeats the call\n  starts a new login\n  says so\n',
    )
  })

  test('one that the kit plays says that the mock stays honest, and offers no way to start it', async () => {
    const { out } = await ran('replay/reloaded')
    expect(out).toContain('The mock stays honest: gc-pkce-check operates the client in this way.\n')
    expect(out).not.toContain('--scenario')
    expect(JSON.parse((await ran('replay/reloaded', '--json')).out)[0]).toMatchObject({
      operatedBy: 'kit',
      touches: [],
    })
  })

  test('a scenario without its variant: all its variants', async () => {
    const { out } = await ran('state-tamper')
    const lines = out.trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.every((line) => line.startsWith('state-tamper/'))).toBe(true)
    expect(JSON.parse((await ran('state-tamper', '--json')).out)).toHaveLength(lines.length)
  })

  test('an error code as it stands on the wire is found', async () => {
    expect((await ran('token-errors/invalid_grant')).out).toMatch(/^token-errors\/invalid-grant\n/)
  })

  const unknown = [
    {
      name: 'a slip in the variant',
      word: 'state-tamper/swaped',
      hint: 'did you mean state-tamper/swapped?',
    },
    { name: 'a slip in the scenario', word: 'state-tampre', hint: 'did you mean state-tamper?' },
    { name: 'no slip of anything', word: 'xyz', hint: 'gc-mock-oauth scenarios lists them all' },
    {
      name: 'a scenario without variants, with one',
      word: 'honest/x',
      hint: 'did you mean honest?',
    },
  ]
  for (const { name, word, hint } of unknown) {
    test(`${name}: exit code 2, and the way on`, async () => {
      expect(await ran(word)).toEqual({
        code: 2,
        out: '',
        err: `gc-mock-oauth: scenarios: there is no scenario "${word}"\n  ${hint}\n`,
      })
    })
  }
})

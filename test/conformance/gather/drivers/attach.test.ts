import { describe, expect, test } from 'vitest'
import { attach } from '../../../../src/conformance/gather/drivers/attach.js'
import { fakePorts } from '../../../support/fake-ports.js'

describe('attach', () => {
  test('names the address at once, and has nothing to start or to end', async () => {
    const launch = { loginUrl: 'x', apiUrl: 'x', clientId: 'x', redirectUri: 'x', runId: 'x' }
    const url = 'http://localhost:3000/login'
    const client = await attach.start(
      { kind: 'attach', url },
      { launch, clock: fakePorts().clock, environment: {} },
    )
    expect(await client.served).toEqual({ url, paths: [] })
    expect(client.output()).toEqual({ stdout: '', stderr: '', cut: false })
    expect(client.outside).toBeUndefined()
    await client.stop()
  })
})

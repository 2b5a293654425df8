import { describe, expect, test } from 'vitest'
import type { SeenUrl } from '../../../../src/conformance/gather/client.js'
import type { ClientFunction } from '../../../../src/conformance/gather/drivers/driver.js'
import { inProcess } from '../../../../src/conformance/gather/drivers/in-process.js'
import { fakePorts } from '../../../support/fake-ports.js'

const launch = {
  loginUrl: 'http://127.0.0.1:1',
  apiUrl: 'http://127.0.0.1:1',
  clientId: 'offered-id',
  redirectUri: 'http://127.0.0.1:2/callback',
  runId: 'run',
}

const start = (login: ClientFunction, ports = fakePorts()) =>
  inProcess.start({ kind: 'in-process', login }, { launch, clock: ports.clock, environment: {} })

describe('in-process', () => {
  test('tells the client where the mock is', async () => {
    let told: unknown
    const client = await start((world) => {
      told = world
      return Promise.resolve()
    })
    await client.ended
    expect(told).toMatchObject(launch)
  })

  test('hands on what the client opens, also what it opened before anyone listened', async () => {
    const client = await start((world) => {
      world.openUrl('http://127.0.0.1:1/a')
      return Promise.resolve()
    })
    await client.ended
    const seen: SeenUrl[] = []
    client.onUrl((url) => seen.push(url))
    expect(seen).toEqual([{ url: 'http://127.0.0.1:1/a', how: 'opened' }])
  })

  test('takes a return for success and an error for exit code 1', async () => {
    expect(await (await start(() => Promise.resolve())).ended).toEqual({ exitCode: 0, what: 'it returned' })
    const failing = await start(() => Promise.reject(new Error('no token')))
    expect(await failing.ended).toEqual({ exitCode: 1, what: 'it failed: no token' })
    expect(failing.output().stderr).toBe('no token')
  })

  test('takes an error that is thrown at once the same way', async () => {
    const client = await start(() => {
      throw new Error('at once')
    })
    expect((await client.ended).exitCode).toBe(1)
  })

  test('asks a client that still runs to end', async () => {
    const client = await start(
      ({ signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('stopped'))),
        ),
    )
    await client.stop()
    expect(await client.ended).toEqual({ exitCode: 1, what: 'it failed: stopped' })
  })

  test('does not wait for ever for a client that ignores the request', async () => {
    const ports = fakePorts()
    const client = await start(() => new Promise(() => undefined), ports)
    const stopped = client.stop()
    ports.advance(1_000)
    await stopped
  })
})

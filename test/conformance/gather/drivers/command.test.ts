import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RunningClient, SeenUrl } from '../../../../src/conformance/gather/client.js'
import { command } from '../../../../src/conformance/gather/drivers/command.js'
import { systemPorts } from '../../../../src/server/index.js'
import { temporaryFolder } from '../../../support/temporary-folder.js'

const launch = {
  loginUrl: 'http://127.0.0.1:1',
  apiUrl: 'http://127.0.0.1:1',
  clientId: 'offered-id',
  redirectUri: 'http://127.0.0.1:2/callback',
  runId: 'unused',
}

/** Starts a shell script as a client. */
function start(script: string, name: string): Promise<RunningClient> {
  const folder = temporaryFolder({ 'client.sh': script })
  const plan = {
    command: ['sh', 'client.sh'] as const,
    folder,
    startedWith: 'sh client.sh',
    kind: 'native' as const,
    kindBecause: '',
  }
  const context = {
    launch: { ...launch, runId: `test-${name}` },
    clock: systemPorts.clock,
    environment: process.env,
  }
  return command.start({ kind: 'command', plan, home: 'fresh' }, context)
}

function firstUrl(client: RunningClient): Promise<SeenUrl> {
  return new Promise((resolve) => client.onUrl(resolve))
}

function isAlive(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0]
    return state !== 'Z'
  } catch {
    return false
  }
}

const url = 'http://127.0.0.1:1/oauth/authorize?a=b'

describe('command', () => {
  test('runs a command beside it, in its folder, with its environment and its home', async () => {
    const client = await start('echo "home=$HOME" > ended.txt', 'beside')
    await client.ended
    const first = await client.run?.(
      'grep -q "home=$HOME" ended.txt && test "$GC_PKCE_CLIENT_ID" = offered-id',
    )
    expect(first).toMatchObject({ exitCode: 0 })
    expect(await client.run?.('exit 3')).toMatchObject({ exitCode: 3 })
    await client.stop()
  })

  const ways = [
    { name: 'prints it with echo', script: `echo "Open ${url}"`, how: 'printed' },
    { name: 'prints it on standard error', script: `echo "${url}" >&2`, how: 'printed' },
    { name: 'opens it with the program in BROWSER', script: `"$BROWSER" "${url}"`, how: 'opened' },
    { name: 'opens it with xdg-open', script: `xdg-open "${url}"`, how: 'opened' },
    { name: 'opens it with firefox', script: `firefox --new-tab "${url}"`, how: 'opened' },
    { name: 'writes it to the open log', script: `echo "${url}" >> "$GC_PKCE_OPEN_LOG"`, how: 'opened' },
    {
      name: 'prints it as a prompt without line break and waits',
      script: `printf 'Go to ${url} ' ; sleep 30`,
      how: 'printed',
    },
    {
      name: 'prints it after a person pressed ENTER',
      script: `printf 'Press ENTER'; read line; echo "${url}"`,
      how: 'printed',
    },
  ]
  for (const [index, way] of ways.entries()) {
    test(`sees the URL of a client that ${way.name}`, async () => {
      const client = await start(way.script, `way-${index}`)
      expect(await firstUrl(client)).toEqual({ url, how: way.how })
      await client.stop()
    })
  }

  test('tells how the client ended and what it printed', async () => {
    const client = await start('echo out; echo err >&2; exit 3', 'end')
    expect(await client.ended).toEqual({ exitCode: 3, what: 'it ended with exit code 3' })
    expect(client.output()).toEqual({ stdout: 'out\n', stderr: 'err\n', cut: false })
    await client.stop()
  })

  test('tells that a signal ended the client', async () => {
    const client = await start('kill -KILL $$', 'signal')
    expect(await client.ended).toEqual({ exitCode: null, what: 'it was ended by SIGKILL' })
    await client.stop()
  })

  test('says why a program could not be started', async () => {
    const plan = {
      command: ['no-such-program'] as const,
      folder: temporaryFolder(),
      startedWith: '',
      kind: 'native' as const,
      kindBecause: '',
    }
    const context = { launch, clock: systemPorts.clock, environment: {} }
    const client = await command.start({ kind: 'command', plan, home: 'fresh' }, context)
    const end = await client.ended
    expect(end.exitCode).toBeNull()
    expect(end.what).toMatch(/could not be started: .*ENOENT/)
    await client.stop()
  })

  test('gives the client an empty home and takes it away afterwards', async () => {
    const client = await start(
      'echo "$HOME"; ls -A "$HOME" | wc -l; touch "$HOME/left" "$TMPDIR/left"',
      'home',
    )
    await client.ended
    const [home = '', count] = client.output().stdout.trim().split('\n')
    expect(count?.trim()).toBe('0')
    expect(home).not.toBe(process.env['HOME'])
    await client.stop()
    expect(existsSync(home)).toBe(false)
    expect(existsSync(join(home, '..'))).toBe(false)
  })

  const stubborn = [
    { name: 'an ordinary child', script: 'sleep 60 & echo $!; wait' },
    {
      name: 'a child that ignores the request to end',
      script: `sh -c 'trap "" TERM; echo $$; while :; do sleep 1; done'`,
    },
    { name: 'a child that left the process group', script: `setsid sh -c 'echo $$; sleep 60'` },
    {
      name: 'a background child whose parent has ended',
      script: `(setsid sh -c 'echo $$; exec sleep 60' &) ; sleep 60`,
    },
  ]
  for (const [index, row] of stubborn.entries()) {
    test(`leaves nothing behind: ${row.name}`, async () => {
      const client = await start(`${row.script}`, `stubborn-${index}`)
      const pid = await new Promise<number>((resolve) => {
        const look = setInterval(() => {
          const found = Number(client.output().stdout.trim())
          if (found > 0) {
            clearInterval(look)
            resolve(found)
          }
        }, 10)
      })
      expect(isAlive(pid)).toBe(true)
      await client.stop()
      expect(isAlive(pid)).toBe(false)
    })
  }

  test('waits for a client that its start script left running in the same group', async () => {
    const client = await start(`(sleep 0.3; echo "${url}") &`, 'forked')
    expect(await firstUrl(client)).toEqual({ url, how: 'printed' })
    expect(await client.ended).toMatchObject({ exitCode: 0 })
    await client.stop()
  })
})

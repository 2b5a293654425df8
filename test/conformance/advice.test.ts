import { describe, expect, test } from 'vitest'
import { adviceOn } from '../../src/conformance/advice.js'
import type { Ending, Output, Transcript } from '../../src/conformance/transcript.js'
import { shown } from '../support/browser-builder.js'
import { transcript } from '../support/transcript-builder.js'

const silent: Output = { stdout: '', stderr: '', cut: false }

/** A run without any request, with this end and these last words. */
function withoutLogin(ending: Ending, output: Output = silent): Transcript {
  return { ...transcript().ended(), ending, output }
}

function withLogin(
  ending: Ending,
  callback: Transcript['callbacks'][number]['answer'],
  url?: string,
): Transcript {
  const run = transcript().authorize()
  return { ...(url === undefined ? run.callback(callback) : run.callback(callback, url)).ended(), ending }
}

const ended = (kind: Ending['kind'], what: string, exitCode: number | null = null): Ending => ({
  kind,
  what,
  exitCode,
})

describe('adviceOn', () => {
  test('is null for a login that was seen to its end, and for no run at all', () => {
    expect(adviceOn([transcript().authorize().callback().token().api().ended()], 'npm start')).toBeNull()
    expect(adviceOn([], 'npm start')).toBeNull()
  })

  const pages: readonly (readonly [Ending['kind'], RegExp])[] = [
    ['no-login-found', /with --login-path\.$/],
    ['wrong-host', /Let the app use the hosts of Genesys Cloud/],
    ['deadline', /must end with a token request/],
  ]
  for (const [kind, said] of pages) {
    test(`tells of a page that ended with ${kind} what a page can do, and what its console says`, () => {
      const browser = shown({ console: ['log: hello', 'error: Failed to load sdk.js'] })
      const advice = adviceOn([{ ...withoutLogin(ended(kind, 'it ended so')), browser }], 'a browser') ?? ''
      expect(advice).toMatch(said)
      expect(advice).toContain('Its console: error: Failed to load sdk.js')
      expect(advice).not.toContain('GC_PKCE_LOGIN_URL')
    })
  }

  test('says of a page without errors that there are none', () => {
    const run = { ...withoutLogin(ended('no-login-found', 'it ended so')), browser: shown() }
    expect(adviceOn([run], 'a browser')).toContain('Its console shows no error.')
  })

  test('is null for a client that gave up by itself: its checks say why', () => {
    expect(adviceOn([transcript().authorize().callback().ended('client-gave-up', 1)], 'x')).toBeNull()
  })

  test('is null where the limit came after a complete login', () => {
    expect(adviceOn([transcript().authorize().callback().token().api().ended('deadline')], 'x')).toBeNull()
  })

  test('tells how it was started, what it said, and the reason that is in it', () => {
    const output = { ...silent, stderr: "ModuleNotFoundError: No module named 'x'" }
    const run = withoutLogin(ended('client-exited', 'it ended with exit code 1', 1), output)
    expect(adviceOn([run], 'python3 main.py')).toBe(
      'No authorize request was seen. The client was started with "python3 main.py" and it ended with exit code 1. Its last words: ModuleNotFoundError: No module named \'x\' It needs the Python module "x": install its dependencies first (pip install -r requirements.txt, say).',
    )
  })

  const steps = [
    {
      ending: ended('not-started', 'it could not be started: ENOENT'),
      says: 'Give the command that starts the client with --start',
    },
    {
      ending: ended('wrong-host', 'it opened https://login.mypurecloud.com/oauth/authorize'),
      says: 'from GC_PKCE_LOGIN_URL',
    },
    { ending: ended('no-login-found', 'no way to a login was found'), says: '--login-path' },
    {
      ending: ended('prompt-unanswered', 'it waited at its prompt "Name:"'),
      says: 'The kit answers prompts for ENTER, for the code and for the callback URL',
    },
    { ending: ended('deadline', 'the time limit was over'), says: 'raise --timeout' },
    {
      ending: ended('client-exited', 'it ended with exit code 0', 0),
      says: 'If another command begins the login',
    },
  ]
  for (const { ending, says } of steps) {
    test(`says what to do next after the end ${ending.kind}`, () => {
      expect(adviceOn([withoutLogin(ending)], 'x')).toContain(says)
    })
  }

  test('says how the callback can reach the client', () => {
    const why = 'the client asked for port 3000 but listens on 51234'
    const run = withLogin(ended('callback-not-delivered', `its callback could not be delivered: ${why}`), {
      kind: 'unreachable',
      why,
    })
    const advice = adviceOn([run], 'npm start')
    expect(advice).toContain(
      `The login began and could not be completed. The client was started with "npm start" and its callback could not be delivered: ${why}.`,
    )
    expect(advice).toContain('Let the client listen at its redirect URI')
  })

  test('says that an app of its own scheme needs another redirect URI here', () => {
    const answer = { kind: 'not-delivered', why: 'the redirect URI has the scheme com.example.app:' } as const
    const run = withLogin(ended('callback-not-delivered', 'x'), answer, 'com.example.app:/cb?code=c')
    expect(adviceOn([run], 'x')).toContain('Give the client a loopback redirect URI for the check')
  })

  test('reads the run on the forgiving mock where there was one', () => {
    const refused = transcript().authorize({}, { refused: true }).ended('stopped-at-page')
    const forgiven = { ...transcript().authorize().callback().token().api().ended(), scenario: 'forgiving' }
    expect(adviceOn([refused, forgiven], 'x')).toBeNull()
  })
})

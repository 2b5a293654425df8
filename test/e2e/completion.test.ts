import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { startProgram } from '../support/run-kit.js'
import { root } from '../support/source-files.js'

const bin = join(root, 'dist/bin')

/** What bash offers at the end of a line: the script is sourced, and its function called as bash would. */
async function offered(
  program: 'gc-mock-oauth' | 'gc-pkce-check',
  ...line: string[]
): Promise<readonly string[]> {
  const words = [join(bin, `${program}.js`), ...line]
  const script = [
    `source <("${process.execPath}" "$1" completion bash)`,
    'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))',
    `called=$(complete -p ${program} | sed -E 's/.*-F ([^ ]+) .*/\\1/')`,
    '"$called"',
    `printf '%s\\n' "\${COMPREPLY[@]}"`,
  ].join('\n')
  const { stdout } = await promisify(execFile)('bash', ['-euc', script, 'bash', ...words])
  return stdout.split('\n').filter((text) => text !== '')
}

describe('completion in bash', () => {
  test('commands', async () => {
    expect(await offered('gc-mock-oauth', 's')).toEqual(['start', 'scenarios', 'snippet'])
  })

  test('flags, closed choices, scenarios', async () => {
    expect(await offered('gc-mock-oauth', 'start', '--stri')).toEqual(['--strict-body'])
    expect(await offered('gc-mock-oauth', 'start', '--log', '')).toEqual(['text', 'problems', 'json', 'off'])
    const tampering = ['state-tamper/dropped']
    expect(await offered('gc-mock-oauth', 'start', '--scenario', 'state-tamper/drop')).toEqual(tampering)
    expect(await offered('gc-mock-oauth', 'start', '--scenario', '=', 'state-tamper/drop')).toEqual(tampering)
    expect(await offered('gc-mock-oauth', 'scenarios', 'state-tamper/drop')).toEqual(tampering)
  })

  test('SDKs and shells', async () => {
    expect(await offered('gc-mock-oauth', 'snippet', 'j')).toEqual(['javascript', 'java'])
    expect(await offered('gc-mock-oauth', 'completion', '')).toEqual(['bash', 'zsh', 'fish'])
  })

  test('files where only files can be meant, and after the dashes', async () => {
    expect(await offered('gc-mock-oauth', 'start', '--config', '')).toEqual([])
    expect(await offered('gc-mock-oauth', 'exec', '--', 'np')).toEqual([])
  })

  test('the kit as well, also without its command', async () => {
    expect(await offered('gc-pkce-check', '--prof')).toEqual(['--profile'])
    expect(await offered('gc-pkce-check', 'check', '--profile', 'o')).toEqual(['oauth21'])
    expect(await offered('gc-pkce-check', '--explain', 'pkce.verifier.l')).toEqual(['pkce.verifier.length'])
    expect(await offered('gc-pkce-check', '--reporter', 'te')).toEqual(['text'])
    expect(await offered('gc-pkce-check', '--scenario', 'state-tamper/d')).toEqual(['state-tamper/dropped'])
  })
})

describe('completion in other shells', () => {
  for (const shell of ['zsh', 'fish']) {
    test(`${shell}: a script that names the program and asks it`, async () => {
      const { code, out, err } = await startProgram('gc-mock-oauth', ['completion', shell]).ended
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toContain('__complete --')
      expect(out).toMatch(
        shell === 'zsh' ? /^#compdef gc-mock-oauth\n/ : /^complete -c gc-mock-oauth -f -a /m,
      )
    })
  }

  test('an unknown shell: exit code 2, and the list', async () => {
    const { code, out, err } = await startProgram('gc-mock-oauth', ['completion', 'powershell']).ended
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('expected bash, zsh, fish, got "powershell"')
  })
})

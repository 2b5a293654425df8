import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { findSnippet, renderSnippet, snippets } from '../../../src/server/snippets/index.js'
import type { Wiring } from '../../../src/server/snippets/snippet.js'
import { root } from '../../support/source-files.js'
import { temporaryFolder } from '../../support/temporary-folder.js'

const plain: Wiring = {
  url: 'http://127.0.0.1:4711',
  protocol: 'http',
  hostname: '127.0.0.1',
  port: 4711,
  clientId: '6fd1c6a4-59c1-4c0f-9b1f-3f8a2c7d7636',
  caFile: null,
  trust: [],
}

const secure: Wiring = {
  ...plain,
  url: 'https://[::1]:443',
  protocol: 'https',
  hostname: '[::1]',
  port: 443,
  caFile: '/data/ca.pem',
  trust: ['export NODE_EXTRA_CA_CERTS=/data/ca.pem'],
}

/** What a user may write into a config or name a folder, to break out of a literal or a comment. */
const hostile: Wiring = {
  ...secure,
  clientId: `a"b'c\\d\\u0022e\n$(f)\`g\`*/ \${h} é`,
  caFile: 'C:\\users\\"x"\n/ca.pem',
  trust: ["$env:SSL_CERT_FILE = 'C:\\users\\u0041\n*/ca.pem'"],
}

function sourceOf(id: string, wiring: Wiring): string {
  const snippet = findSnippet(id)
  if (snippet === undefined) throw new Error(`there is no snippet ${id}`)
  return renderSnippet(snippet, wiring)
}

const java = join(root, 'fixtures/snippets/java')
const checks: Readonly<Record<string, { file: string; command: (file: string) => [string, ...string[]] }>> = {
  javascript: { file: 'snippet.mjs', command: (file) => [process.execPath, '--check', file] },
  python: { file: 'snippet.py', command: (file) => ['/usr/bin/python3', '-m', 'py_compile', file] },
  java: {
    file: 'GenesysLogin.java',
    command: (file) => ['javac', '-encoding', 'UTF-8', '-sourcepath', java, '-d', join(file, '..'), file],
  },
  gc: { file: 'snippet.sh', command: (file) => ['bash', '-n', file] },
}

const wirings = [
  { name: 'over http', wiring: plain },
  { name: 'over https', wiring: secure },
  { name: 'with names that would break out', wiring: hostile },
]

describe('snippets', () => {
  for (const [id, { file, command }] of Object.entries(checks)) {
    for (const { name, wiring } of wirings) {
      test(`${id}, ${name}: its own tool finds no fault`, { timeout: 60_000 }, async () => {
        const path = join(temporaryFolder(), file)
        writeFileSync(path, sourceOf(id, wiring))
        const [program, ...args] = command(path)
        await expect(promisify(execFile)(program, args)).resolves.toBeDefined()
      })
    }
  }

  test('a broken snippet is found by these tools', { timeout: 60_000 }, async () => {
    for (const { file, command } of Object.values(checks)) {
      const path = join(temporaryFolder(), file)
      writeFileSync(path, 'class ( {')
      const [program, ...args] = command(path)
      await expect(promisify(execFile)(program, args)).rejects.toThrow()
    }
  })

  test('for .NET and Go the lines that the SDKs document', () => {
    const dotnet = sourceOf('dotnet', plain)
    expect(dotnet).toContain('apiClient.SetGateway("127.0.0.1", "http", 4711, "", "");\n')
    expect(dotnet).toContain('apiClient.PostTokenPKCE(ClientId, redirectUri, codeVerifier, code);\n')
    const go = sourceOf('go', plain)
    expect(go).toContain('\tconfig.BasePath = "http://127.0.0.1:4711"\n')
    expect(go).toContain('config.AuthorizePKCEGrant(clientID, codeVerifier, code, redirectURI)')
  })

  for (const { id } of snippets) {
    test(`${id}: names URL and client, and over https what trusts the CA`, () => {
      const source = sourceOf(id, plain)
      expect(source).toContain('http://127.0.0.1:4711/oauth/authorize')
      expect(source).toContain(plain.clientId)
      expect(source).toContain('4711')
      expect(source).not.toContain('CA of the mock')
      const trusting = sourceOf(id, secure)
      expect(trusting).toContain('/data/ca.pem')
    })

    test(`${id}: every line of its heading is a comment, whatever a path holds`, () => {
      const { comment = '' } = findSnippet(id) ?? {}
      const [heading = ''] = sourceOf(id, hostile).split(/^(?:import|using|set -e|package|\/\/ The number)/m)
      const lines = heading.trimEnd().split('\n')
      expect(lines.length).toBe(4)
      for (const line of lines) expect(line.startsWith(`${comment} `)).toBe(true)
    })
  }

  test('other words for the same', () => {
    const words = ['js', 'TypeScript', 'node', 'py', 'C#', '.NET', 'csharp', 'golang', 'cli', 'Java']
    expect(words.map((word) => findSnippet(word)?.id)).toEqual([
      'javascript',
      'javascript',
      'javascript',
      'python',
      'dotnet',
      'dotnet',
      'dotnet',
      'go',
      'gc',
      'java',
    ])
    expect(findSnippet('ruby')).toBeUndefined()
  })

  test('no word stands for two', () => {
    const words = snippets.flatMap(({ id, aliases }) => [id, ...aliases])
    expect(new Set(words).size).toBe(words.length)
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import javascript from '../../fixtures/vectors/randomness/javascript.json' with { type: 'json' }
import { runKit } from '../support/run-kit.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const [first = '', second = ''] =
  javascript.vectors.find(({ id }) => id === 'node-16-letters-66')?.samples ?? []

// openssl rand 32 | basenc --base64url -w0 | tr -d =
const strong = [
  'w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo',
  '0hk0nVLaJxB0aiQ7j2pc8rxDDxWZAnHbvDKWWlzWyUM',
  'n9sQyJ3uXw5bTfKzR7vLcPdG1hMe4aUo8iSk2xZqBtY',
]

interface Row {
  readonly name: string
  readonly text: string
  readonly flags?: readonly string[]
  readonly code: number
  /** Findings that are failures, or null where no report is written. */
  readonly failures: readonly string[] | null
  readonly saying?: readonly RegExp[]
}

const rows: readonly Row[] = [
  {
    name: 'verifiers of Math.random are computed, and the exit code is 1',
    text: `${first}\n${second}\n`,
    code: 1,
    failures: ['violation pkce.verifier.csprng/predicted'],
    saying: [/From the first 35 characters of the verifier in line \d/, /gc-pkce-check --verifiers/],
  },
  {
    name: 'verifiers of a cryptographic generator pass, and nothing says that they are random',
    text: strong.join('\n'),
    code: 0,
    failures: [],
    saying: [/3 verifiers, not reproduced by/, /^(?!.*are random)/s],
  },
  {
    name: 'blank lines, CRLF, quotes and a header are read over, and lines that are no verifiers are named',
    text: `code_verifier\r\n\r\n"${first}",\r\nshort\r\nthis line holds spaces\r\n'${second}'\r\n`,
    code: 1,
    failures: ['violation pkce.verifier.csprng/predicted'],
    saying: [
      /line 4: 5 characters/,
      /line 5: a space cannot stand in a code verifier/,
      /the verifier in line 3.* the verifier in line 6/,
    ],
  },
  {
    name: 'one verifier is judged as far as one can be',
    text: strong[0] ?? '',
    code: 0,
    failures: [],
    saying: [/one verifier only/],
  },
  {
    name: 'a repeated verifier is a violation of its own',
    text: `${strong[0]}\n${strong[1]}\n${strong[0]}\n`,
    code: 1,
    failures: ['violation pkce.verifier.unique/repeated'],
    saying: [/one verifier in the lines 1 and 3/],
  },
  {
    name: 'the verifier of the RFC is a known value',
    text: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    code: 1,
    failures: ['violation pkce.verifier.known-value/published'],
  },
  {
    name: 'hex digits are a warning, which counts with --strict',
    text: '3a2d816bf73a481abce6206082db7d96fd90b2aa2b7',
    flags: ['--strict', '--check', 'pkce.verifier.entropy'],
    code: 1,
    failures: ['warning pkce.verifier.entropy/narrow'],
    saying: [/at most 172 bits/],
  },
  {
    name: 'a file without a verifier is judged as nothing, with exit code 3',
    text: 'nonsense\n'.repeat(1_000),
    code: 3,
    failures: [],
    saying: [/holds no code verifier/, /and 980 more lines are no verifiers/],
  },
  { name: 'an empty file is judged as nothing', text: '', code: 3, failures: [] },
]

interface Report {
  readonly schema: string
  readonly exitCode: number
  readonly findings: readonly {
    readonly check: string
    readonly outcome: string
    readonly level: string
    readonly occurrences: readonly { readonly reason: string }[]
  }[]
}

function failuresIn({ findings }: Report): readonly string[] {
  return findings
    .filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ check, level, occurrences }) =>
      occurrences.map(({ reason }) => `${level} ${check}/${reason}`),
    )
}

describe('--verifiers', { timeout: 60_000 }, () => {
  for (const { name, text, flags = [], code, failures, saying = [] } of rows) {
    test(name, async () => {
      const path = join(temporaryFolder(), 'verifiers.txt')
      writeFileSync(path, text)
      const ran = await runKit('--verifiers', path, '--reporter', 'json', ...flags)
      const report: Report = JSON.parse(ran.out)
      expect(ran.code).toBe(code)
      expect(report).toMatchObject({ schema: 'gc-pkce-check/report/1', exitCode: code })
      expect(failuresIn(report)).toEqual(failures)
      for (const wanted of saying) expect(ran.out + ran.err).toMatch(wanted)
      expect(ran.err).not.toMatch(/^\s+at /m)
    })
  }

  test('every reporter writes the same finding', async () => {
    const path = join(temporaryFolder(), 'verifiers.txt')
    writeFileSync(path, `${first}\n${second}\n`)
    for (const reporter of ['text', 'junit', 'sarif']) {
      const { code, out } = await runKit('--verifiers', path, '--reporter', reporter)
      expect(code).toBe(1)
      expect(out).toContain('pkce.verifier.csprng')
      expect(out).toContain('Math.random of V8')
    }
  })

  for (const { name, args, says } of [
    {
      name: 'a file that is missing',
      args: ['no-such-file.txt'],
      says: 'there is no file "no-such-file.txt"',
    },
    { name: 'a folder', args: ['fixtures'], says: '"fixtures" is a folder, and a file is needed' },
    {
      name: 'a client beside it',
      args: ['README.md', '--client', '.'],
      says: '--client: says how a client is',
    },
    { name: 'a check of a client', args: ['README.md', '--check', 'token.*'], says: 'none of these checks' },
    {
      name: 'saved runs beside it',
      args: ['README.md', '--judge', 'x'],
      says: '--verifiers: contradicts --judge',
    },
  ]) {
    test(`${name} is a mistake of the call`, async () => {
      const { code, out, err } = await runKit('--verifiers', ...args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain(says)
    })
  }
})

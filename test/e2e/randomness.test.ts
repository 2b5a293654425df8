// The predictor against generators of this moment: the runtimes themselves make the logins.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyse } from '../../src/conformance/judge/randomness/analyse.js'
import type { Sample, TimeWindow } from '../../src/conformance/judge/randomness/sample.js'
import { temporaryFolder } from '../support/temporary-folder.js'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'

function printed(program: string, debianPackage: string, args: readonly string[]): readonly string[] {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined)
    throw new Error(`${program} is needed: install the Debian package ${debianPackage}`)
  expect(status, stderr).toBe(0)
  return stdout.trim().split('\n')
}

function samplesOf(texts: readonly string[]): readonly Sample[] {
  return texts.map((text, index) => ({ role: 'verifier', text, login: index + 1 }))
}

/** Gives away all logins but the last, which is to be named. */
function expectLastPredicted(texts: readonly string[], generator: RegExp, window?: TimeWindow): void {
  expect(texts.every((text) => /^[\w.~-]{43,128}$/.test(text))).toBe(true)
  const { outcome, predictions } = analyse(samplesOf(texts.slice(0, -1)), window)
  expect({ outcome, texts }).toEqual({ outcome: 'predicted', texts })
  expect(predictions[0]?.generator).toMatch(generator)
  expect(predictions[0]?.next).toContain(texts.at(-1))
}

/** What the guide that everyone copies does, for three logins. */
const guide = (length: number) => `
  const letters = '${letters}'
  const logins = Array.from({ length: 3 }, () => {
    let verifier = ''
    for (let i = 0; i < ${length}; i++) verifier += letters.charAt(Math.floor(Math.random() * letters.length))
    return verifier
  })`

describe('generators of this moment', () => {
  for (const length of [43, 128]) {
    test(`Math.random of this Node, ${length} characters`, () => {
      const texts = printed(process.execPath, 'nodejs', [
        '-e',
        `${guide(length)}; console.log(logins.join('\\n'))`,
      ])
      expectLastPredicted(texts, /Math\.random of V8/)
    })

    test(`Math.random of a page in Chromium, ${length} characters`, () => {
      const page = join(temporaryFolder(), 'guide.html')
      writeFileSync(
        page,
        `<body><script>${guide(length)}; document.body.textContent = logins.join('\\n')</script></body>`,
      )
      const dom = printed('chromium', 'chromium', [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-proxy-server',
        '--dump-dom',
        `file://${page}`,
      ]).join('\n')
      const texts = dom
        .slice(dom.indexOf('<body>') + 6, dom.indexOf('</body>'))
        .trim()
        .split('\n')
      expectLastPredicted(texts, /Math\.random of V8/)
    })
  }

  test('random of Python, seeded with the time', () => {
    const program = [
      'import random, time',
      'random.seed(int(time.time()))',
      `for login in range(3): print(''.join(random.choice('${letters}') for i in range(43)))`,
    ].join('\n')
    const from = Date.now()
    const texts = printed('/usr/bin/python3', 'python3', ['-c', program])
    expectLastPredicted(texts, /random of Python, seeded with the time in seconds/, { from, to: Date.now() })
  })

  test('random of Python, not seeded, is not called random', () => {
    const program = `import random\nfor login in range(3): print(''.join(random.choice('${letters}') for i in range(43)))`
    const texts = printed('/usr/bin/python3', 'python3', ['-c', program])
    const { outcome, tried } = analyse(samplesOf(texts), undefined)
    expect(outcome).toBe('not-reproduced')
    expect(tried.map(({ attack }) => attack)).toContain('seeds')
  })

  for (const [draw, generator] of [
    ['random.nextInt(66)', /^java\.util\.Random/],
    ['(int) (Math.random() * 66)', /^java\.util\.Random/],
  ] as const) {
    test(`Java, ${draw}`, () => {
      const source = join(temporaryFolder(), 'Logins.java')
      const body = `for (int login = 0; login < 3; login++) { StringBuilder verifier = new StringBuilder();
        for (int i = 0; i < 43; i++) verifier.append("${letters}".charAt(${draw})); System.out.println(verifier); }`
      writeFileSync(
        source,
        `class Logins { public static void main(String[] arguments) { java.util.Random random = new java.util.Random(); ${body} } }`,
      )
      expectLastPredicted(printed('java', 'default-jdk-headless', [source]), generator)
    })
  }

  test('secrets of Python and crypto of Node are not predicted', () => {
    const python = printed('/usr/bin/python3', 'python3', [
      '-c',
      'import secrets\nfor i in range(3): print(secrets.token_urlsafe(32))',
    ])
    const node = printed(process.execPath, 'nodejs', [
      '-e',
      "for (let i = 0; i < 3; i++) console.log(require('crypto').randomBytes(32).toString('base64url'))",
    ])
    for (const texts of [python, node]) {
      expect(analyse(samplesOf(texts), { from: Date.now() - 5_000, to: Date.now() }).predictions).toEqual([])
    }
  })
})

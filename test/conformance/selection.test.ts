import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/command-line/usage-error.js'
import { type Selection, select } from '../../src/conformance/selection.js'

const idsOf = (selection: Selection) => select(selection).checks.map(({ id }) => id)
const runsOf = (selection: Selection) =>
  select(selection).planned.map(({ id, variant }) => (variant === null ? id : `${id}/${variant}`))

function problemsOf(selection: Selection): readonly string[] {
  try {
    select(selection)
    return []
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return error.problems.map(({ problem, hint }) => (hint === undefined ? problem : `${problem}; ${hint}`))
  }
}

const wanted = [
  {
    name: 'an id',
    checks: ['pkce.verifier.length'],
    has: ['pkce.verifier.length'],
    lacks: ['state.present'],
  },
  {
    name: 'a star stands for any characters',
    checks: ['pkce.*.length'],
    has: ['pkce.verifier.length'],
    lacks: ['pkce.verifier.charset'],
  },
  {
    name: 'a reason names its check',
    checks: ['pkce.verifier.length/too-short'],
    has: ['pkce.verifier.length'],
    lacks: ['pkce.verifier.charset'],
  },
  {
    name: 'a star in the reason',
    checks: ['*/too-*'],
    has: ['pkce.verifier.length'],
    lacks: ['state.present'],
  },
  {
    name: 'a level names the checks that can have it at most',
    checks: ['violation'],
    has: ['pkce.verifier.length'],
    lacks: ['redirect-uri.loopback-literal'],
  },
  {
    name: 'a document, however it is spelt',
    checks: ['rfc7636'],
    has: ['pkce.verifier.length'],
    lacks: ['token.method-post'],
  },
  {
    name: 'a section of a document',
    checks: ['RFC 6749 §3.2'],
    has: ['token.method-post'],
    lacks: ['pkce.verifier.length'],
  },
]

describe('selection of checks', () => {
  test('is every check when nothing is said', () => {
    const all = idsOf({})
    expect(all).toContain('pkce.verifier.length')
    expect(all).toContain('state.mismatch')
    expect(new Set(all).size).toBe(all.length)
  })

  for (const { name, checks, has, lacks } of wanted) {
    test(`--check: ${name}`, () => {
      const ids: readonly string[] = idsOf({ checks })
      for (const id of has) expect(ids).toContain(id)
      for (const id of lacks) expect(ids).not.toContain(id)
    })
  }

  test('--skip takes away what --check names', () => {
    const ids = idsOf({ checks: ['pkce.verifier.*'], skip: ['pkce.verifier.length', '*.charset'] })
    expect(ids).toContain('pkce.verifier.present')
    expect(ids).not.toContain('pkce.verifier.length')
    expect(ids).not.toContain('pkce.verifier.charset')
  })

  test('--quick leaves out what needs a misbehaving mock', () => {
    expect(idsOf({ quick: true })).not.toContain('state.mismatch')
    expect(idsOf({ quick: true })).toContain('pkce.verifier.length')
  })
})

describe('selection of scenarios', () => {
  test('a check of an honest login runs one', () => {
    expect(runsOf({ checks: ['pkce.verifier.length'] })).toEqual(['honest'])
  })

  test('--quick runs one honest login', () => {
    expect(runsOf({ quick: true })).toEqual(['honest'])
  })

  test('--scenario keeps what it names, between the controls', () => {
    const runs = runsOf({ checks: ['state.mismatch'], scenarios: ['state-tamper/dropped'] })
    expect(runs).toEqual(['honest', 'state-tamper/dropped', 'honest-again'])
  })

  test('--scenario by id keeps every variant', () => {
    const runs = runsOf({ checks: ['state.mismatch'], scenarios: ['state-tamper'] })
    expect(runs).toEqual(runsOf({ checks: ['state.mismatch'] }))
    expect(runs.length).toBeGreaterThan(3)
  })

  test('a full run has everything that the checks can read', () => {
    const usual = runsOf({})
    const full = runsOf({ full: true })
    expect(full).toEqual(expect.arrayContaining([...usual]))
    expect(full).toContain('token-errors/silence')
    expect(usual).not.toContain('token-errors/silence')
  })

  test('--scenario by the name of a variant of full runs means it alone', () => {
    expect(runsOf({ scenarios: ['token-errors/silence'] })).toEqual([
      'honest',
      'token-errors/silence',
      'honest-again',
    ])
  })

  test('--scenario by id keeps what runs anyway, and does not make a full run of it', () => {
    const usual = runsOf({}).filter((run) => run.startsWith('token-errors/'))
    expect(usual.length).toBeGreaterThan(0)
    expect(runsOf({ scenarios: ['token-errors'] }).slice(1, -1)).toEqual(usual)
    const full = runsOf({ scenarios: ['token-errors'], full: true })
    expect(full.length).toBeGreaterThan(usual.length + 2)
  })

  test('a check of full runs is judged in full runs, and where it is named', () => {
    expect(idsOf({})).not.toContain('bearer.rejected-token')
    expect(idsOf({ full: true })).toContain('bearer.rejected-token')
    expect(idsOf({ checks: ['violation', 'warning'] })).not.toContain('bearer.rejected-token')
    for (const named of ['bearer.rejected-token', 'bearer.rejected-token/login-loop', 'bearer.rejected-*'])
      expect(runsOf({ checks: [named] })).toEqual([
        'honest',
        'api-trouble/401',
        'api-trouble/401-once',
        'api-trouble/403',
        'honest-again',
      ])
  })

  test('a check that sees something in every login is judged in every run, whatever full runs show besides', () => {
    for (const id of ['bearer.host-bound', 'token.code-once', 'refresh.request']) {
      expect(idsOf({})).toContain(id)
      expect(idsOf({ quick: true })).toContain(id)
    }
  })

  test('a check that compares logins is judged in every run, and its closer look is for full runs and where it is named', () => {
    for (const selection of [{}, { quick: true }, { scenarios: ['replay/*'] }]) {
      expect(idsOf(selection)).toContain('pkce.verifier.csprng')
      expect(runsOf(selection)).not.toContain('seeded-runs/first')
    }
    expect(runsOf({ full: true })).toContain('seeded-runs/first')
    expect(runsOf({ checks: ['pkce.verifier.csprng'] })).toContain('seeded-runs/second')
  })

  test('a check without a run is not promised', () => {
    expect(idsOf({ scenarios: ['honest'] })).not.toContain('state.mismatch')
    expect(idsOf({ scenarios: ['honest'] })).toContain('pkce.verifier.length')
  })
})

const refused = [
  {
    name: 'an unknown check, with the nearest',
    selection: { checks: ['pkce.verifier.lenght'] },
    problems: ['--check: there is no check "pkce.verifier.lenght"; did you mean pkce.verifier.length?'],
  },
  {
    name: 'an unknown reason, with the nearest',
    selection: { checks: ['pkce.verifier.length/too-shrt'] },
    problems: [
      '--check: there is no check "pkce.verifier.length/too-shrt"; did you mean pkce.verifier.length/too-short?',
    ],
  },
  {
    name: 'a document that no check cites',
    selection: { checks: ['RFC 1'] },
    problems: ['--check: there is no check "RFC 1"; gc-pkce-check --list checks shows them all'],
  },
  {
    name: 'a scenario that no check needs, with the nearest',
    selection: { scenarios: ['state-tamper/droped'] },
    problems: ['--scenario: there is no scenario "state-tamper/droped"; did you mean state-tamper/dropped?'],
  },
  {
    name: 'all mistakes at once',
    selection: { checks: ['a.b'], skip: ['c.d'], scenarios: ['e'] },
    problems: [
      expect.stringContaining('--check: there is no check "a.b"'),
      expect.stringContaining('--skip: there is no check "c.d"'),
      expect.stringContaining('--scenario: there is no scenario "e"'),
    ],
  },
  {
    name: 'a reason to skip',
    selection: { skip: ['pkce.verifier.length/too-short'] },
    problems: [
      '--skip: "pkce.verifier.length/too-short" is a reason, and a check is judged as a whole; leave out the whole check with --skip pkce.verifier.length',
    ],
  },
  {
    name: 'a choice that leaves nothing',
    selection: { checks: ['state.mismatch'], quick: true },
    problems: [
      '--check and --skip together leave no check to judge, and --quick leaves out what needs a misbehaving mock',
    ],
  },
  {
    name: 'an empty pattern',
    selection: { checks: [''] },
    problems: [expect.stringContaining('--check: there is no check ""')],
  },
]

describe('selection', () => {
  for (const { name, selection, problems } of refused) {
    test(`refuses ${name}`, () => {
      expect(problemsOf(selection)).toEqual(problems)
    })
  }
})

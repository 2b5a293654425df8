import { describe, expect, test } from 'vitest'
import { parseJudgeOptions } from '../../src/conformance/judge-options.js'
import { flags, problemsOf, type Values } from '../support/given-flags.js'

describe('parseJudgeOptions', () => {
  test('takes what says how a run is judged', () => {
    const values: Values = { check: 'pkce.*', skip: ['a.b'], profile: 'core', strict: true, redact: 'x' }
    expect(problemsOf(() => parseJudgeOptions('saved', flags(values)))).toEqual([
      '--skip: there is no check "a.b"',
    ])
    expect(parseJudgeOptions('saved', flags({ ...values, skip: 'state.*', config: 'none' }))).toEqual({
      folder: 'saved',
      judgement: { checks: ['pkce.*'], skip: ['state.*'], profile: 'core', strict: true },
      outputs: [{ reporter: 'text', file: null }],
      redactTo: 'x',
    })
  })

  test('refuses what says how a client is operated, each once', () => {
    const values: Values = { client: '.', timeout: 'soon', full: true, config: 'my.yaml' }
    const says = 'says how a client is operated, and --judge operates none'
    expect(problemsOf(() => parseJudgeOptions('saved', flags(values)))).toEqual([
      `--client: ${says}`,
      `--full: ${says}`,
      `--timeout: ${says}`,
      `--config: ${says}`,
    ])
  })
})

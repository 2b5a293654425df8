import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../../src/conformance/report/exit-code.js'
import { finding, passed, unjudged } from '../../support/finding.js'

const policy = { strict: false, allowInconclusive: false, interruptedBy: null }
const warning = finding({ level: 'warning' })
const info = finding({ level: 'info' })
const kitError = finding({ outcome: 'kit-error', level: null })

const rows = [
  { name: 'all passed: 0', findings: [passed('a')], expected: 0 },
  {
    name: 'passed and not applicable: 0',
    findings: [passed('a'), unjudged('b', 'not-applicable', 'x')],
    expected: 0,
  },
  { name: 'a violation: 1', findings: [passed('a'), finding()], expected: 1 },
  { name: 'a warning: 0', findings: [passed('a'), warning], expected: 0 },
  {
    name: 'a warning under --strict: 1',
    findings: [passed('a'), warning],
    policy: { strict: true },
    expected: 1,
  },
  { name: 'an info under --strict: 0', findings: [passed('a'), info], policy: { strict: true }, expected: 0 },
  {
    name: 'an inconclusive check that could be a violation: 1',
    findings: [passed('a'), unjudged('b', 'inconclusive', 'x')],
    expected: 1,
  },
  {
    name: 'the same with --allow-inconclusive: 0',
    findings: [passed('a'), unjudged('b', 'inconclusive', 'x')],
    policy: { allowInconclusive: true },
    expected: 0,
  },
  {
    name: 'an inconclusive check that could only be a warning: 0',
    findings: [passed('a'), unjudged('b', 'inconclusive', 'x', 'warning')],
    expected: 0,
  },
  {
    name: 'the same under --strict: 1',
    findings: [passed('a'), unjudged('b', 'inconclusive', 'x', 'warning')],
    policy: { strict: true },
    expected: 1,
  },
  {
    name: 'a violation with --allow-inconclusive: 1',
    findings: [finding()],
    policy: { allowInconclusive: true },
    expected: 1,
  },
  { name: 'a violation that is known: 0', findings: [passed('a'), finding({ known: true })], expected: 0 },
  {
    name: 'a known violation beside another one: 1',
    findings: [finding({ known: true }), finding()],
    expected: 1,
  },
  { name: 'a stale expectation: 1', findings: [passed('a')], isStale: true, expected: 1 },
  {
    name: 'a stale expectation beside a fault of the kit: 4',
    findings: [passed('a'), kitError],
    isStale: true,
    expected: 4,
  },
  { name: 'a fault of the kit beside a violation: 4', findings: [finding(), kitError], expected: 4 },
  {
    name: 'no authorize request seen: 3',
    findings: [unjudged('a', 'inconclusive', 'x')],
    authorizeSeen: false,
    expected: 3,
  },
  {
    name: 'no authorize request seen, but a violation: 1',
    findings: [unjudged('a', 'inconclusive', 'x'), finding()],
    authorizeSeen: false,
    expected: 1,
  },
  {
    name: 'no authorize request seen, inconclusive allowed: 3',
    findings: [unjudged('a', 'inconclusive', 'x')],
    authorizeSeen: false,
    policy: { allowInconclusive: true },
    expected: 3,
  },
  {
    name: 'nothing judged, inconclusive allowed: 3',
    findings: [unjudged('a', 'inconclusive', 'x')],
    policy: { allowInconclusive: true },
    expected: 3,
  },
  { name: 'nothing applies: 3', findings: [unjudged('a', 'not-applicable', 'x')], expected: 3 },
  { name: 'no check at all: 3', findings: [], expected: 3 },
  {
    name: 'interrupted by Ctrl-C, whatever was found: 130',
    findings: [finding(), kitError],
    policy: { interruptedBy: 'SIGINT' },
    expected: 130,
  },
  {
    name: 'terminated, although everything passed: 143',
    findings: [passed('a')],
    policy: { interruptedBy: 'SIGTERM' },
    expected: 143,
  },
]

describe('exitCodeOf', () => {
  for (const row of rows) {
    test(row.name, () => {
      const { findings, authorizeSeen = true, isStale = false } = row
      expect(exitCodeOf(findings, { ...policy, ...row.policy }, authorizeSeen, isStale)).toBe(row.expected)
    })
  }
})

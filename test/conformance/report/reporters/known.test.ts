// Known findings, and entries that are stale, in every format that shows findings.
import { describe, expect, test } from 'vitest'
import { findReporter } from '../../../../src/conformance/report/reporters/index.js'
import { knownReport } from '../../../support/known-report.js'
import { rendering } from '../../../support/report.js'

const entries = {
  stale: 'stale: token.method-post (old): it did not come',
  expired: 'expired: bearer.placement (old (until 2020-01-01)): it is over',
  open: 'not judged: token.form-body (old): nobody looked',
}
const all = Object.values(entries)

const rows: readonly {
  readonly id: string
  readonly holds: readonly string[]
  readonly lacks: readonly string[]
}[] = [
  {
    id: 'text',
    holds: ['state.present: fixed <in> March (until 2026-12-31)', ...all, '1 violation, 1 known;'],
    lacks: ['WARNING', 'scenario forgiving, exchange 2,'],
  },
  {
    id: 'junit',
    holds: [
      'name="state.present" time="0">\n      <skipped message="known: fixed &lt;in&gt; March (until 2026-12-31)"/>',
      `<failure type="stale" message="${entries.stale}"`,
      `<skipped message="${entries.expired}"`,
      `<skipped message="${entries.open}"`,
      'failures="3"',
    ],
    lacks: [],
  },
  {
    id: 'sarif',
    holds: [
      '"justification": "fixed <in> March"',
      '"justification": "vendor bug"',
      `"level": "error",\n              "message": {\n                "text": "${entries.stale}"`,
      `"level": "note",\n              "message": {\n                "text": "${entries.expired}"`,
    ],
    lacks: [],
  },
  {
    id: 'github',
    holds: [
      '::notice file=my-app,line=1,title=state.present (known)::',
      `::error file=my-app,line=1,title=known finding token.method-post (stale)::${entries.stale}`,
      `::notice file=my-app,line=1,title=known finding bearer.placement (expired)::${entries.expired}`,
    ],
    lacks: ['::warning', 'exchange 2'],
  },
  {
    id: 'markdown',
    holds: [
      '- state.present: fixed &lt;in&gt; March (until 2026-12-31)',
      ...all.map((text) => `- ${text}`),
      '<summary>Known (2)</summary>',
    ],
    lacks: ['### Warning', 'exchange 2'],
  },
  {
    id: 'json',
    holds: ['"known": {', '"known": true', '"state": "stale"', '"known": 1'],
    lacks: [],
  },
]

describe('known findings', () => {
  for (const { id, holds, lacks } of rows) {
    test(`are shown as such by ${id}`, () => {
      const text = findReporter(id)?.render(knownReport, rendering) ?? ''
      for (const part of holds) expect(text).toContain(part)
      for (const part of lacks) expect(text).not.toContain(part)
    })
  }
})

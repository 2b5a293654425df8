// The sample report with one finding that is known, one that is known in part, and entries that are stale or expired.
import type { Report } from '../../src/conformance/report/report.js'
import { sampleReport } from './report.js'

const known = { reason: 'fixed <in> March', until: '2026-12-31' }

/** The warning is known as a whole; of the violation the first occurrence is. */
export const knownReport: Report = {
  ...sampleReport,
  summary: { ...sampleReport.summary, warning: 0, known: 1 },
  findings: sampleReport.findings.map((finding) => {
    if (finding.check === 'state.present') {
      return { ...finding, known: true, occurrences: finding.occurrences.map((one) => ({ ...one, known })) }
    }
    const [first, ...others] = finding.occurrences
    if (finding.check !== 'pkce.verifier.length' || first === undefined) return finding
    return { ...finding, occurrences: [{ ...first, known: { reason: 'vendor bug' } }, ...others] }
  }),
  expectations: [
    { finding: 'state.present', ...known, state: 'met', what: 'it came' },
    { finding: 'pkce.verifier.length/too-short', reason: 'vendor bug', state: 'met', what: 'it came' },
    { finding: 'token.method-post', reason: 'old', state: 'stale', what: 'it did not come' },
    { finding: 'bearer.placement', reason: 'old', until: '2020-01-01', state: 'expired', what: 'it is over' },
    { finding: 'token.form-body', reason: 'old', state: 'not-judged', what: 'nobody looked' },
  ],
}

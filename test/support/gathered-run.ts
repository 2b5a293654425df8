// A whole run as a value, for tests of saving and judging.
import type { GatheredRun, RunHead } from '../../src/conformance/saved/saved-run.js'
import { transcript } from './transcript-builder.js'

export const runHead: RunHead = {
  schema: 'gc-pkce-check/run/1',
  startedAt: '2026-01-15T12:00:00.000Z',
  durationMs: 2140,
  platform: 'linux node 20.20.2',
  client: { target: './my-app', kind: 'native', startedWith: 'npm start', why: null },
  interruptedBy: null,
  maskKey: '42'.repeat(32),
  judgement: { checks: ['pkce.*'], profile: 'core' },
}

const dropped = { scenario: 'state-tamper', variant: 'dropped' }

/** An honest login, and one in which the state was dropped. */
export function gatheredRun(head: Partial<RunHead> = {}): GatheredRun {
  return {
    head: { ...runHead, ...head },
    transcripts: [
      transcript().authorize().callback().token().api().ended(),
      transcript(dropped).authorize({}, { returnsState: null }).callback().ended(),
    ],
  }
}

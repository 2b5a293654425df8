// The analysis of everything that a client sent in one run, made once for all checks that ask for it.
import type { Transcript } from '../transcript.js'
import { type Analysis, analyse } from './randomness/analyse.js'
import { type SentTexts, sentTextsOf } from './sent-texts.js'

export interface RunAnalysis extends SentTexts {
  readonly analysis: Analysis
}

/** The same transcripts always give the same analysis, so who asks twice is given the first one. */
const made = new WeakMap<readonly Transcript[], RunAnalysis>()

/** Before the first login a program may have lived, and seeded its generator, for so many milliseconds. */
const lifeBefore = 10_000

function analysed(transcripts: readonly Transcript[]): RunAnalysis {
  const sent = sentTextsOf(transcripts)
  const samples = [...sent.verifiers, ...sent.states]
  const times = samples.map(({ at }) => at)
  const window =
    times.length === 0 ? undefined : { from: Math.min(...times) - lifeBefore, to: Math.max(...times) }
  return { ...sent, analysis: analyse(samples, window) }
}

/** What the texts in `transcripts` give away of one another; within the default budget of work. */
export function analysisOf(transcripts: readonly Transcript[]): RunAnalysis {
  const known = made.get(transcripts)
  if (known !== undefined) return known
  const analysis = analysed(transcripts)
  made.set(transcripts, analysis)
  return analysis
}

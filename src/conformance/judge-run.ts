// From what was gathered to the report: pure, so that saved transcripts give the same report anywhere.
import { version } from '../command-line/index.js'
import { adviceOn } from './advice.js'
import { sawAuthorize } from './control.js'
import { deadEndOf, tooManyDead } from './dead-runs.js'
import type { Check } from './judge/checks/check.js'
import { judge } from './judge/judge.js'
import { createMask } from './mask.js'
import { makeReport, type Report } from './report/report.js'
import type { GatheredRun } from './saved/saved-run.js'
import { select } from './selection.js'

/** Why a run did not look at everything that a check may see; null when it did. */
function partOf(isChosen: boolean, quick: boolean): string | null {
  if (quick) return 'this was one login only (--quick)'
  return isChosen ? 'only some scenarios ran (--scenario)' : null
}

/**
 * The second half of `runConformance`: judges a run that was gathered, or saved and read again. Nothing is operated, and
 * the same value gives the same report, byte for byte. `run.head.judgement` says which checks are judged and how; to
 * judge otherwise, hand in a copy with another one. `ownChecks` are judged besides those of the catalogue. A check that
 * throws is one finding with the outcome `kit-error`, and the others are judged all the same.
 * @throws UsageError when the judgement names checks that there are not
 */
export function judgeRun(run: GatheredRun, ownChecks: readonly Check[] = []): Report {
  const { head, transcripts } = run
  const {
    profile = 'core',
    strict = false,
    allowInconclusive = false,
    neededScopes,
    printsToken = false,
    expected = [],
    full = false,
    scenarios,
    quick = false,
  } = head.judgement
  const { checks } = select(head.judgement, ownChecks)
  const { startedWith } = head.client
  const dead = deadEndOf(transcripts)
  const advice =
    head.client.why ??
    adviceOn(transcripts, startedWith) ??
    (dead === null ? null : tooManyDead(dead, startedWith))
  const nothingSeen = transcripts[0] && sawAuthorize(transcripts[0]) ? null : advice
  const mask = createMask(Buffer.from(head.maskKey, 'hex'))
  const tools = { mask, printsToken, ...(neededScopes === undefined ? {} : { neededScopes }) }
  const { kind } = head.client
  const beyondThisMachine = head.client.noBrowser === true ? head.client.why : null
  const findings = judge({ checks, transcripts, kind, profile, tools, nothingSeen, beyondThisMachine })
  const registration = transcripts.at(-1)?.registration
  return makeReport({
    version,
    startedAt: head.startedAt,
    durationMs: head.durationMs,
    platform: head.platform,
    client: {
      target: head.client.target,
      kind,
      startedWith: head.client.startedWith,
      registration: registration?.source ?? 'learned',
      clientId: registration?.clientId ?? null,
      redirectUri: registration?.redirectUri ?? null,
    },
    profile,
    advice,
    call: head.client.call ?? [],
    endedEarly: dead !== null,
    expected,
    full,
    partial: partOf(scenarios !== undefined, quick),
    transcripts,
    findings,
    policy: { strict, allowInconclusive, interruptedBy: head.interruptedBy },
  })
}

// Runs in which nothing came: a client that logged in once, and then begins no login in three scenarios in a row,
// shows nothing any more, however long one goes on.
import { sawAuthorize } from './control.js'
import { failureSentence } from './failure-sentence.js'
import { runName, type Transcript } from './transcript.js'

/** Runs in a row without an authorize request after which the kit ends. */
export const mostDead = 3

/** Whether a client began no login where it should have; one whose port is taken may well begin none. */
export function isDead(transcript: Transcript): boolean {
  const { ending } = transcript
  if (
    runName(transcript.scenario, transcript.variant) === 'forged-response/port-taken' ||
    ending.kind === 'interrupted'
  )
    return false
  // Who read metadata that must not be used, and stopped, did right.
  if (transcript.scenario === 'discovery-trouble' && transcript.exchanges.length > 0) return false
  return !sawAuthorize(transcript)
}

/** The dead runs by which a whole run was ended; null when it was not. */
export function deadEndOf(transcripts: readonly Transcript[]): readonly Transcript[] | null {
  const [control] = transcripts
  const last = transcripts.slice(-mostDead)
  if (control === undefined || !sawAuthorize(control)) return null
  return last.length === mostDead && last.every(isDead) ? last : null
}

/** What to tell of them: what the client did, and how to operate it. */
export function tooManyDead(dead: readonly Transcript[], startedWith: string | null = null): string {
  const endings = dead.map((run) => `in ${runName(run.scenario, run.variant)} ${run.ending.what}`).join('; ')
  const last = dead.at(-1)
  const own = last === undefined ? null : failureSentence(`${last.output.stderr}\n${last.output.stdout}`)
  const command = startedWith === null ? '' : ` It was started with "${startedWith}".`
  const advice =
    own ??
    'It logged in at first: look for what it leaves behind (a lock, a port, a child that lives on), or for a limit on logins; --scenario runs one of them alone, and --start "…" names another command.'
  return `The run was ended, because the client began no login in ${dead.length} scenarios in a row: ${endings}.${command} ${advice}`
}

// storage.file-mode: others on the machine cannot read the files in which tokens are kept.
import { accessTokensIssuedBy } from '../../issued.js'
import type { ObservedFile } from '../../observations.js'
import type { Seen } from '../judge-each.js'
import { allDescribed, heldOf, modeText, nothingHeld, pathOf } from '../observed-files.js'
import { inRun, judgeObserved, type ObservedRun } from '../observed-runs.js'
import { noTokenRequest } from '../unseen.js'
import { inconclusive } from '../verdict.js'
import { defineCheck } from './check.js'

type Reason = 'readable-by-others' | 'plain-text'

/** For the group and for all others: the bit to read a file, and the bit to pass a folder. */
const others = [
  { who: 'everybody on the machine', read: 0o004, pass: 0o001 },
  { who: 'the group of its owner', read: 0o040, pass: 0o010 },
] as const

/** Who besides its owner can read the file; null when nobody can. */
function readerOf({ mode, folderMode }: ObservedFile): string | null {
  if (mode === null) return null
  const reader = others.find(
    ({ read, pass }) => (mode & read) !== 0 && (folderMode === null || (folderMode & pass) !== 0),
  )
  return reader?.who ?? null
}

function modesOf({ mode, folderMode }: ObservedFile): string {
  const folder = folderMode === null ? '' : ` in a folder of mode ${modeText(folderMode)}`
  return mode === null ? '' : ` (mode ${modeText(mode)}${folder})`
}

function lookAtFile(run: ObservedRun, file: ObservedFile): Seen<Reason> {
  const held = heldOf([...file.after, ...file.during], ['access_token', 'refresh_token'])
  if (held.length === 0) return []
  const reader = readerOf(file)
  const what = `${pathOf(file)}${modesOf(file)} held ${allDescribed(held)}`
  return [
    {
      reason: reader === null ? 'plain-text' : 'readable-by-others',
      where: inRun(run),
      expected: 'tokens are in the key store of the system, or in a file of mode 0600',
      actual: reader === null ? `${what}, as plain text` : `${what}, and can be read by ${reader}`,
    },
  ]
}

function look(run: ObservedRun): Seen<Reason> {
  const { files } = run.observations
  // What is printed to a log is judged by `leak.logs`.
  const found = files.filter(({ log }) => !log).flatMap((file) => lookAtFile(run, file))
  if (found.length > 0 || accessTokensIssuedBy(run.transcript.exchanges).length === 0) return found
  return [{ where: inRun(run), actual: nothingHeld(run.observations, 'a token') }]
}

export const storageFileMode = defineCheck({
  id: 'storage.file-mode',
  phase: 'storage and leaks',
  title: 'Others on the machine cannot read the files in which tokens are kept',
  why: 'A token is all that is needed to act as the user. Files are readable by everybody unless the program says otherwise.',
  fix: 'Use the key store of the system, or create the file with mode 0600: writeFile(path, text, { mode: 0o600 }) in Node.js, os.open(path, os.O_WRONLY | os.O_CREAT, 0o600) in Python. A file that exists keeps its mode: remove it first.',
  clauses: ['RFC6749-10.3', 'RFC6749-10.4'],
  rule: 'clause',
  kinds: ['native', 'web'],
  scenarios: ['honest', 'forgiving'],
  acrossRuns: true,
  reasons: {
    'readable-by-others': { level: 'violation', what: 'keeps a token in a file that others can read' },
    'plain-text': {
      level: 'info',
      what: 'keeps a token as plain text in a file that only its owner can read',
    },
  },
  judge(transcripts) {
    const requested = transcripts.some(({ exchanges }) => accessTokensIssuedBy(exchanges).length > 0)
    const nothing = inconclusive(
      requested ? 'its files could not be looked at' : `no token was issued: ${noTokenRequest(transcripts)}`,
    )
    return judgeObserved(transcripts, ['files', 'file-modes'], look, nothing)
  },
})

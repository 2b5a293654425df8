import { storageFileMode } from '../../../../src/conformance/judge/checks/storage.file-mode.js'
import type { ObservedFile } from '../../../../src/conformance/observations.js'
import { judgeTable } from '../../../support/judge-table.js'
import { held, observed, observedFile } from '../../../support/observations-builder.js'
import { honestLogin, transcript } from '../../../support/transcript-builder.js'

/** A client that kept its token in this file. */
function kept(parts: Partial<ObservedFile>) {
  return {
    observations: observed({
      files: [observedFile({ after: [held('access_token', { exchange: 2 })], ...parts })],
    }),
  }
}

const others = { fails: { 'readable-by-others': 'violation' as const } }
const own = { fails: { 'plain-text': 'info' as const } }

judgeTable(storageFileMode, [
  {
    name: 'passes a client that keeps no token in a file',
    transcripts: honestLogin({ observations: observed() }),
    expected: 'passes',
    saying: [/none of the 3 files that changed during the run held a token"/],
  },
  {
    name: 'says when there was more than could be looked at',
    transcripts: honestLogin({
      observations: observed({ cut: true, lookedAt: { pendingLooks: 1, files: 1, lines: 0, bundled: 0 } }),
    }),
    expected: 'passes',
    saying: [
      /the one file that changed during the run did not hold a token; there was more than could be looked at/,
    ],
  },
  {
    name: 'blames mode 0644',
    transcripts: honestLogin(kept({ mode: 0o644 })),
    expected: others,
    saying: [/mode 0644/, /everybody/],
  },
  {
    name: 'blames mode 0640',
    transcripts: honestLogin(kept({ mode: 0o640 })),
    expected: others,
    saying: [/group/],
  },
  { name: 'blames mode 0604', transcripts: honestLogin(kept({ mode: 0o604 })), expected: others },
  { name: 'notes mode 0600', transcripts: honestLogin(kept({ mode: 0o600 })), expected: own },
  { name: 'notes mode 0400', transcripts: honestLogin(kept({ mode: 0o400 })), expected: own },
  {
    name: 'notes mode 0622, by which others can write and not read',
    transcripts: honestLogin(kept({ mode: 0o622 })),
    expected: own,
  },
  {
    name: 'notes mode 0644 in a folder that only its owner can enter',
    transcripts: honestLogin(kept({ mode: 0o644, folderMode: 0o700 })),
    expected: own,
    saying: [/folder of mode 0700/],
  },
  {
    name: 'blames mode 0644 in a folder that everybody can enter',
    transcripts: honestLogin(kept({ mode: 0o644, folderMode: 0o755 })),
    expected: others,
  },
  {
    name: 'blames mode 0644 in a folder that only the group can enter',
    transcripts: honestLogin(kept({ mode: 0o644, folderMode: 0o750 })),
    expected: others,
    saying: [/the group of its owner/],
  },
  {
    name: 'notes mode 0604 in a folder that only the group can enter',
    transcripts: honestLogin(kept({ mode: 0o604, folderMode: 0o750 })),
    expected: own,
  },
  {
    name: 'blames a file that was gone when the run was over',
    transcripts: honestLogin(kept({ mode: 0o644, after: [], during: [held('refresh_token')] })),
    expected: others,
    saying: [/the refresh token/],
  },
  {
    name: 'blames a server too',
    transcripts: honestLogin({ kind: 'web', ...kept({ place: 'client', mode: 0o644 }) }),
    expected: others,
  },
  {
    name: 'does not mind what is no token',
    transcripts: honestLogin(kept({ mode: 0o644, after: [held('state'), held('code_verifier')] })),
    expected: 'passes',
  },
  {
    name: 'leaves logs to the check of logs',
    transcripts: honestLogin(kept({ mode: 0o644, log: true })),
    expected: 'passes',
  },
  {
    name: 'does not pass a client that got no token',
    transcripts: transcript({ observations: observed() }).authorize().callback().ended(),
    expected: { inconclusive: /no token was issued/ },
  },
  {
    name: 'does not apply where files have no permission bits',
    transcripts: honestLogin({ observations: observed({ seen: ['files', 'output', 'arguments'] }) }),
    expected: { notApplicable: /^platform: this system does not show the permissions of files/ },
  },
])

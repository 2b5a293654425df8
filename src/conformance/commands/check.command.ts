// The command `check`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'
import { suggestChecks, suggestReporters, suggestScenarios } from './suggestions.js'

export const checkCommand: Command = {
  name: 'check',
  summary: 'operate a client through its login and report each violation',
  flags: {
    client: { summary: 'the client: a folder or a file', kind: 'text', placeholder: 'PATH', group: 'Client' },
    start: {
      summary: 'shell command that starts it, instead of what is found',
      kind: 'text',
      placeholder: 'COMMAND',
      group: 'Client',
    },
    url: {
      summary: 'where a login of a server-side app begins; without --client the app already runs',
      kind: 'text',
      placeholder: 'URL',
      group: 'Client',
    },
    'login-path': {
      summary: 'page of a server-side app that begins a login, instead of what is found',
      kind: 'text',
      placeholder: 'PATH',
      group: 'Client',
    },
    port: {
      summary: 'port of the mock in every run (default: a free one; 7636 for an app that already runs)',
      kind: 'text',
      placeholder: 'PORT',
      group: 'Client',
    },
    kind: {
      summary: 'kind of client; guessed and printed when left out',
      kind: 'text',
      choices: ['native', 'web', 'spa'],
      group: 'Client',
    },
    home: {
      summary: 'home folder of the client: an empty one (default), or the real one',
      kind: 'text',
      choices: ['fresh', 'real'],
      group: 'Client',
    },
    'client-id': {
      summary: 'register this client id instead of learning it',
      kind: 'text',
      placeholder: 'ID',
      group: 'Client',
    },
    'redirect-uri': {
      summary: 'register this redirect URI instead of learning it',
      kind: 'text',
      placeholder: 'URI',
      group: 'Client',
    },
    'client-secret': {
      summary: 'secret of the client; better by the variable GC_PKCE_CLIENT_SECRET',
      kind: 'text',
      placeholder: 'SECRET',
      group: 'Client',
    },
    'client-secret-file': {
      summary: 'file with the secret of the client, in one line',
      kind: 'text',
      placeholder: 'FILE',
      group: 'Client',
    },
    config: {
      summary:
        'config file, or none (default: gc-pkce-check.yaml, .yml or .json beside the client, else in the working directory)',
      kind: 'text',
      placeholder: 'FILE',
    },
    check: {
      summary:
        'only these checks, by id, reason, level or document; * stands for any characters; may be repeated',
      kind: 'list',
      placeholder: 'PATTERN',
      group: 'Checks',
      suggest: suggestChecks,
    },
    skip: {
      summary: 'leave these checks out; the same patterns',
      kind: 'list',
      placeholder: 'PATTERN',
      group: 'Checks',
      suggest: suggestChecks,
    },
    scenario: {
      summary:
        'only these ways in which the mock misbehaves, for example state-tamper/dropped; may be repeated',
      kind: 'list',
      placeholder: 'NAME',
      group: 'Checks',
      suggest: suggestScenarios,
    },
    quick: { summary: 'one honest login only, no misbehaving mock', kind: 'switch', group: 'Checks' },
    full: {
      summary: 'every way in which the mock misbehaves, also those that take long',
      kind: 'switch',
      group: 'Checks',
    },
    profile: {
      summary: 'set of levels (default core)',
      kind: 'text',
      choices: ['core', 'oauth21', 'genesys-guide'],
      group: 'Checks',
    },
    timeout: {
      summary: 'time for each run of the client (default 30)',
      kind: 'text',
      placeholder: 'SECONDS',
      group: 'Checks',
    },
    workers: {
      summary: 'scenarios that run at the same time (default: as many as keep the processors busy)',
      kind: 'text',
      placeholder: 'N',
      group: 'Checks',
    },
    shard: {
      summary: 'gather one part of the scenarios, 2/4 say, and judge nothing: see --merge',
      kind: 'text',
      placeholder: 'PART/PARTS',
      group: 'Transcripts',
    },
    reporter: {
      summary:
        'format of the report (default text), and after = the file it goes to; may be given several times',
      kind: 'list',
      placeholder: 'NAME[=FILE]',
      group: 'Report',
      suggest: suggestReporters,
    },
    output: {
      summary: 'write the report to this file instead of standard output',
      kind: 'text',
      placeholder: 'FILE',
      group: 'Report',
    },
    'save-transcripts': {
      summary: 'keep what was seen in this folder, readable by you alone, to judge it again',
      kind: 'text',
      placeholder: 'DIR',
      group: 'Transcripts',
    },
    judge: {
      summary: 'judge the transcripts of this folder again, without running anything',
      kind: 'text',
      placeholder: 'DIR',
      group: 'Transcripts',
    },
    merge: {
      summary:
        'judge the parts of one run in these folders of --shard, or in the folders below them; may be repeated',
      kind: 'list',
      placeholder: 'DIR',
      group: 'Transcripts',
    },
    verifiers: {
      summary:
        'judge the verifiers in this file, one a line in the order of the logins, without running anything',
      kind: 'text',
      placeholder: 'FILE',
      group: 'Transcripts',
    },
    redact: {
      summary: 'write a copy of the transcripts without secrets to this folder, to show to others',
      kind: 'text',
      placeholder: 'DIR',
      group: 'Transcripts',
    },
    api: {
      summary:
        'an application that accepts tokens, and already runs: show it good and bad ones of a mock that it trusts',
      kind: 'text',
      placeholder: 'URL',
      group: 'Applications that accept tokens',
    },
    'api-issuer': {
      summary: 'issuer of the tokens (default: http://127.0.0.1 and the port of the mock)',
      kind: 'text',
      placeholder: 'URL',
      group: 'Applications that accept tokens',
    },
    'api-audience': {
      summary: 'audience of the tokens (default: the same)',
      kind: 'text',
      placeholder: 'TEXT',
      group: 'Applications that accept tokens',
    },
    quiet: { summary: 'no progress on standard error', kind: 'switch', group: 'Report' },
    strict: { summary: 'warnings count for the exit code', kind: 'switch', group: 'Report' },
    'allow-inconclusive': {
      summary: 'checks that could not be judged do not count for the exit code',
      kind: 'switch',
      group: 'Report',
    },
    expect: {
      summary: 'file with the findings that are known, which do not count; one that does not come does',
      kind: 'text',
      placeholder: 'FILE',
      group: 'Report',
    },
    list: {
      summary: 'list what there is and exit',
      kind: 'text',
      choices: ['checks', 'scenarios', 'clauses'],
      group: 'Catalogue',
    },
    explain: {
      summary: 'explain one check and exit',
      kind: 'text',
      placeholder: 'ID',
      group: 'Catalogue',
      suggest: suggestChecks,
    },
  },
  examples: [
    ['$0 --client ./my-app', 'the whole run'],
    ['$0 --client ./login.py --quick', 'one honest login'],
    ['$0 --client . --reporter text --reporter sarif=out.sarif', 'two reports of one run'],
    ['$0 --client . --start "npm run dev"', 'with its own start command'],
    ['$0 --url http://localhost:3000/login', 'an app that already runs'],
    ['$0 --verifiers ./verifiers.txt', 'verifiers from a log: can they be computed?'],
    ['$0 --api http://localhost:8080/me', 'does this API refuse bad tokens?'],
    ['$0 --explain pkce.verifier.length', 'what a check demands, and why'],
  ],
  load: () => import('./check.js'),
}

// What each key of the config file is, in a sentence or two: for the schema that editors read and for `init`.
import type { Actions } from './gather/actions.js'
import type { ConfigSettings } from './settings-schema.js'

/** A key that is forgotten here does not compile. */
export const settingsTexts: Readonly<Record<keyof ConfigSettings, string>> = {
  client: 'The client: a folder or a file.',
  start: 'Shell command that starts it. Left out: what is found in its folder.',
  workingDirectory: 'Folder in which it is started. Left out: the folder of the client.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a user writes
  env: 'Variables of the environment of the client, which count more than all others. ${NAME} in a value stands for a variable of your own environment, or for one that the kit gives the client, for example ${GC_PKCE_LOGIN_URL}; $${ stands for ${ itself.',
  url: 'Where a login of a server-side app begins: http://localhost:3000/login. Without client the app already runs.',
  loginPath: 'Page of a server-side app that begins a login: /auth/genesys. Left out: what is found.',
  port: 'Port of the mock in every run. Left out: a free one, and 7636 for an app that already runs.',
  kind: 'Kind of client: native (a program on the machine of its user), web (server-side), or spa (in the browser). Left out: guessed, and printed.',
  home: 'Home folder of the client: an empty one (fresh), or the real one.',
  clientId: 'Client id to register. Left out: learned from the first login.',
  redirectUri: 'Redirect URI to register, with clientId. Left out: learned from the first login.',
  clientSecret:
    'Secret of the client. Better in a file of its own (clientSecretFile), or in the variable GC_PKCE_CLIENT_SECRET.',
  clientSecretFile: 'File with the secret of the client, in one line.',
  neededScopes: 'The scopes that the application needs: asking for more is a warning.',
  printsToken: 'It is the job of the client to print its tokens on standard output.',
  actions:
    'How full runs do in the application, once it is signed in, what they look at: a path that is opened in the browser (/reports), or a shell command that is run in the folder of the client.',
  check:
    'Only these checks, by id (pkce.*), reason (pkce.challenge.encoding/padded), level (warning) or document (RFC 7636). Left out: all.',
  skip: 'Checks to leave out, by the same patterns, but not by reason.',
  scenario:
    'Only these ways in which the mock misbehaves: state-tamper/*. Left out: all that the checks need.',
  quick: 'One honest login only, no misbehaving mock.',
  full: 'Every way in which the mock misbehaves, also those that take long.',
  profile: 'Set of levels: core, oauth21, or genesys-guide.',
  timeout: 'Seconds for each run of the client, 1 to 3600.',
  workers: 'Scenarios that run at the same time, 1 to 64. Left out: as many as keep the processors busy.',
  strict: 'Warnings count for the exit code.',
  allowInconclusive: 'Checks that could not be judged do not count for the exit code.',
  expect:
    'File with the findings that are known: they are reported, and do not count. One that does not come is stale, and counts.',
  reporter:
    'Formats of the report (text, json, junit, sarif, github, markdown, har), each with = and a file where it goes to one.',
  output: 'File for the report instead of standard output; for a single reporter.',
  saveTranscripts: 'Folder that keeps what was seen, to judge it again.',
  redact: 'Folder for a copy of the transcripts without secrets, to show to others.',
  quiet: 'No progress on standard error.',
}

/** What each of the actions is. */
export const actionTexts: Readonly<Record<keyof Actions, string>> = {
  call: 'Calls the API at least once.',
  parallel: 'Calls the API several times at once. Left out: call, several times at once.',
  logout: 'Ends the session of the user.',
}

/** What holds for a key that is left out, where that is one value. */
export const settingsDefaults: Partial<ConfigSettings> = {
  home: 'fresh',
  printsToken: false,
  quick: false,
  full: false,
  profile: 'core',
  timeout: 30,
  strict: false,
  allowInconclusive: false,
  reporter: 'text',
  quiet: false,
}

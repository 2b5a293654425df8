// What to tell a user when a login could not be seen to its end: what was tried, what was seen, what to do next.
import { sawAuthorize, stoppedShort } from './control.js'
import { failureSentence } from './failure-sentence.js'
import type { Output, Transcript } from './transcript.js'

/** Characters of the last words of a client that are repeated. */
const lastWords = 400

/** What a page complained about last. */
function quotedConsole(lines: readonly string[]): string {
  const complaints = lines.filter((line) => /^(?:error|uncaught):/.test(line)).slice(-2)
  if (complaints.length === 0) return 'Its console shows no error.'
  return `Its console: ${complaints.join(' / ').slice(-lastWords)}`
}

function quoted({ output, browser }: Transcript): string {
  if (browser !== undefined) return quotedConsole(browser.console)
  const text = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-4).join(' / ')
  return text === '' ? 'It printed nothing.' : `Its last words: ${text.slice(-lastWords)}`
}

const howToReach =
  'The client must open or print the URL of its login page, below the address in GC_PKCE_LOGIN_URL, and call the API below GC_PKCE_API_URL.'

const howToPage =
  'Name the page on which a login begins with --login-path, or the whole address with --url; a login that only JavaScript begins needs a browser.'

function undelivered({ callbacks }: Transcript): string {
  const last = callbacks.at(-1)
  if (last?.answer.kind === 'not-delivered') {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(last.url)?.[1]?.toLowerCase()
    if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
      return 'Give the client a loopback redirect URI for the check (http://127.0.0.1:PORT/…); a program that asks for the code on its terminal gets it there.'
  }
  return 'Let the client listen at its redirect URI, on the port that it names, before it opens the login page: on 127.0.0.1 and [::1] for localhost, or on the literal address that the redirect URI names (RFC 8252 section 8.3).'
}

/** A page takes nothing from its environment. */
function nextStepOfPage({ ending }: Transcript): string {
  switch (ending.kind) {
    case 'no-login-found':
      return 'Name the page on which its login begins with --login-path.'
    case 'wrong-host':
      return 'Let the app use the hosts of Genesys Cloud (https://login.mypurecloud.com, or those of another region): they lead to the mock.'
    case 'stopped-at-page':
      return 'A user sees that page, and nothing more happens.'
    case 'callback-not-delivered':
      return 'The kit serves the pages of the app itself, at the loopback address that its redirect URI names.'
    default:
      return 'A login of a page must end with a token request and calls of the API; --save-transcripts keeps what the browser saw.'
  }
}

function nextStep(transcript: Transcript): string {
  if (transcript.browser !== undefined) return nextStepOfPage(transcript)
  switch (transcript.ending.kind) {
    case 'not-started':
      return 'Give the command that starts the client with --start "…".'
    case 'wrong-host':
      return 'Let the client take the address of the login service from GC_PKCE_LOGIN_URL (and that of the API from GC_PKCE_API_URL).'
    case 'no-login-found':
      return howToPage
    case 'prompt-unanswered':
      return 'The kit answers prompts for ENTER, for the code and for the callback URL. Give the client everything else beforehand: by its environment, its configuration, or arguments in --start "…".'
    case 'callback-not-delivered':
      return undelivered(transcript)
    case 'stopped-at-page':
      return 'A user sees that page, and nothing more happens.'
    case 'deadline':
      return `${howToReach} If it waits for something else, name a command that goes straight to the login with --start "…"; if it is only slow, raise --timeout.`
    default:
      return `${howToReach} If another command begins the login, name it with --start "…".`
  }
}

/** The reason that the client itself printed goes before whatever the kit could advise. */
function reasonAndStep(transcript: Transcript): string {
  const own = failureSentence(allOf(transcript.output))
  const died = transcript.ending.exitCode !== null && transcript.ending.exitCode !== 0
  if (own === null) return nextStep(transcript)
  return died ? own : `${own} ${nextStep(transcript)}`
}

function allOf({ stdout, stderr }: Output): string {
  return `${stderr}\n${stdout}`
}

/** What to tell of the first run, and of the control; null when the login was seen to its end. */
export function adviceOn(transcripts: readonly Transcript[], startedWith: string): string | null {
  const [first] = transcripts
  if (first === undefined) return null
  if (!sawAuthorize(first)) return adviceFor(first, startedWith)
  const control = transcripts.find(({ scenario }) => scenario === 'forgiving') ?? first
  return stoppedShort(control) ? adviceForStop(control, startedWith) : null
}

/** For a control run in which no authorize request reached the mock. */
export function adviceFor(transcript: Transcript, startedWith: string): string {
  const what = transcript.ending.kind === 'interrupted' ? 'the run was interrupted' : transcript.ending.what
  return `No authorize request was seen. The client was started with "${startedWith}" and ${what}. ${quoted(transcript)} ${reasonAndStep(transcript)}`
}

/** For a control run whose login began and could not be brought to its end. */
function adviceForStop(transcript: Transcript, startedWith: string): string {
  return `The login began and could not be completed. The client was started with "${startedWith}" and ${transcript.ending.what}. ${nextStep(transcript)}`
}

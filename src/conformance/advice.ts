// What to tell a user when no login was seen: what was tried, what was seen, what to do next.
import type { Transcript } from './transcript.js'

/** Characters of the last words of a client that are repeated. */
const lastWords = 400

function quoted({ output }: Transcript): string {
  const text = (output.stderr.trim() || output.stdout.trim()).split('\n').slice(-4).join(' / ')
  return text === '' ? 'It printed nothing.' : `Its last words: ${text.slice(-lastWords)}`
}

function missingModule({ output }: Transcript): string | null {
  const text = `${output.stderr}\n${output.stdout}`
  const node = /Cannot find (?:module|package) '([^']+)'/.exec(text)?.[1]
  if (node)
    return `It needs the package "${node}": install its dependencies first (npm install in its folder).`
  const python = /ModuleNotFoundError: No module named '([^']+)'/.exec(text)?.[1]
  return python ? `It needs the Python module "${python}": install its dependencies first.` : null
}

const howToReach =
  'The client must open or print the URL of its login page, below the address in GC_PKCE_LOGIN_URL, and call the API below GC_PKCE_API_URL.'

function nextStep(transcript: Transcript): string {
  switch (transcript.ending.kind) {
    case 'not-started':
      return 'Give the command that starts the client with --start "…".'
    case 'wrong-host':
      return 'Let the client take the address of the login service from GC_PKCE_LOGIN_URL (and that of the API from GC_PKCE_API_URL).'
    case 'deadline':
      return `${howToReach} If it waits for something else, name a command that goes straight to the login with --start "…"; if it is only slow, raise --timeout.`
    default:
      return (
        missingModule(transcript) ??
        `${howToReach} If another command begins the login, name it with --start "…".`
      )
  }
}

/** For a control run in which no authorize request reached the mock. */
export function adviceFor(transcript: Transcript, startedWith: string): string {
  const what = transcript.ending.kind === 'interrupted' ? 'the run was interrupted' : transcript.ending.what
  return `No authorize request was seen. The client was started with "${startedWith}" and ${what}. ${quoted(transcript)} ${nextStep(transcript)}`
}

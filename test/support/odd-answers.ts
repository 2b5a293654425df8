// Runs in which the token endpoint answered in an odd way, between two logins in which nothing is wrong.
import type { ClientKind, ObservedExchange, Transcript } from '../../src/conformance/transcript.js'
import { honestLogin, transcript } from './transcript-builder.js'

type Sends = Partial<ObservedExchange['sent']>

/** A JSON answer of the token endpoint. */
export function json(members: object, status = 200): Sends {
  return { status, headers: [['Content-Type', 'application/json']], body: JSON.stringify(members) }
}

/** The login up to the odd answer; the callback is answered afterwards, as the correct client does. */
export function oddLogin(scenario: string, variant: string, sends: Sends, kind: ClientKind = 'native') {
  return transcript({ scenario, variant, kind }).authorize().token({}, { sends })
}

/** `runs` between the two controls. */
export function around(...runs: readonly Transcript[]): readonly Transcript[] {
  return [honestLogin(), ...runs, honestLogin({ scenario: 'honest-again' })]
}

/** The same for a client that calls no API and ends with exit code 0. */
export function aroundSilent(...runs: readonly Transcript[]): readonly Transcript[] {
  const login = (scenario: string) =>
    transcript({ scenario }).authorize().token().callback().ended('client-finished', 0)
  return [login('honest'), ...runs, login('honest-again')]
}

/** Rows that every check on odd answers shares: what must not become a verdict. */
export function commonRows(refusing: Transcript, name: string) {
  const [scenario = '', variant = ''] = name.split('/')
  return [
    {
      name: 'does not praise silence when the closing control got no token',
      transcripts: [
        honestLogin(),
        refusing,
        transcript({ scenario: 'honest-again' }).authorize().ended('client-exited'),
      ],
      expected: { inconclusive: /closing control honest-again got no token/ },
    },
    ...undecided(scenario, variant),
  ]
}

/** Rows that hold whether or not silence is the right answer. */
export function undecided(scenario: string, variant: string) {
  return [
    {
      name: 'judges nothing when the client never began the disturbed login',
      transcripts: around(transcript({ scenario, variant }).ended('client-exited')),
      expected: { inconclusive: /no authorization request was seen/ },
    },
    {
      name: 'judges nothing when the login ended before its token request',
      transcripts: around(
        transcript({ scenario, variant }).authorize().callback(400).ended('client-gave-up'),
      ),
      expected: { inconclusive: /no token request was seen/ },
    },
    {
      name: 'judges nothing when the client was refused for a fault of its own',
      transcripts: around(
        transcript({ scenario, variant }).authorize().token({}, { refused: true }).ended('client-gave-up', 1),
      ),
      expected: { inconclusive: /the login was refused/ },
    },
    {
      name: 'judges nothing when the scenario did not run',
      transcripts: [honestLogin()],
      expected: { inconclusive: /no scenario of this check ran/ },
    },
    {
      name: 'names the control when it kept the scenario from running',
      transcripts: [transcript().authorize().callback(500).ended('client-gave-up')],
      expected: { inconclusive: /control run honest got no token/ },
    },
    {
      name: 'judges nothing when no login began at all',
      transcripts: [transcript().ended('client-exited')],
      expected: { inconclusive: /no authorization request was seen/ },
    },
  ]
}

// What users met, judged by every check at once: which reasons are given, and, as binding, which are not.
import { describe, expect, test } from 'vitest'
import { checks } from '../../../src/conformance/judge/checks/index.js'
import { judge } from '../../../src/conformance/judge/judge.js'
import type { Transcript } from '../../../src/conformance/transcript.js'
import type { Mistake } from '../../../src/server/protocol/mistake.js'
import { clientId, transcript } from '../../support/transcript-builder.js'

// Verifier and challenge: openssl rand 32 | basenc --base64url, and openssl dgst -sha256 of it.
const verifier = 'w2lNbmdULyUowNRUT3s4OLgUOkI-zGKvGnYYLwCxPfo'
const challenge = 'EAVBL1VTfT17xJz4VDyfaFd_oyH2akrvQC6agRK7xX4'
const other = {
  verifier: '0hk0nVLaJxB0aiQ7j2pc8rxDDxWZAnHbvDKWWlzWyUM',
  challenge: '7Cp3dnCDJ56MKaT0C9L0B-oroJNYIhcP4o-4FsMdbqo',
}

// openssl rand 16 | basenc --base64url, the padding taken away.
const states = ['q0Zf3mJc7x1uVY5hQeN2Tg', 'hB8w_sL2kR6yXoD4nPv9ZA'] as const

type Values = Readonly<Record<string, string | null>>

const begin = (values: Values = {}) =>
  transcript()
    .authorize({ code_challenge: challenge, state: states[0], ...values })
    .callback()

/** A later login of the same client, in which nothing is wrong. */
const later = transcript({ scenario: 'honest-again' })
  .authorize({ code_challenge: other.challenge, state: states[1] })
  .callback()
  .token({ code_verifier: other.verifier })
  .api()
  .ended()

function mistake(kind: string): Mistake {
  return { kind, area: 'pkce', error: 'invalid_request', parameter: null, sentence: kind, fix: 'Mend it.' }
}

function answeredWith(run: Transcript, number: number, status: number, body: string): Transcript {
  return {
    ...run,
    exchanges: run.exchanges.map((exchange) =>
      exchange.number === number ? { ...exchange, sent: { ...exchange.sent, status, body } } : exchange,
    ),
  }
}

/** The hash of a verifier of other length: printf %s "$v" | openssl dgst -sha256 -binary | basenc --base64url */
const sized = {
  32: ['A8sD4fGhJ6yUcPe1zT0bNq5WmE9oRi2L', 'Z-q_IU1LOa8XVWSQCk3AjcvhMMmPgHRXnxdnE_zUwPc'],
  134: [
    'PkN1r6zBQpmVxq0S9bcDfOd5LwUG2hYyTn8iJZKesa3AXvFt47ERMuWgHlCojI_qbP-Y0dXr5mTzKs1VhA8wNfU9eJcLxG6QtOi2Bv3nSyDkZp7FCRgEWuHaMoYIlqj4PkN1r6',
    'y6otthC9bbkzCfzmu16EzL-0BtrZoquBn_M_LRo1-OY',
  ],
  128: [
    'PkN1r6zBQpmVxq0S9bcDfOd5LwUG2hYyTn8iJZKesa3AXvFt47ERMuWgHlCojI_qbP-Y0dXr5mTzKs1VhA8wNfU9eJcLxG6QtOi2Bv3nSyDkZp7FCRgEWuHaMoYIlqj4',
    'K9SaFF3nFBq8PZte6MV1lvAfI4hP2fN8HY0luFT9PlI',
  ],
} as const

function withVerifierOf(length: keyof typeof sized, step: { refused?: true; mistakes?: Mistake[] } = {}) {
  const [code_verifier, code_challenge] = sized[length]
  return transcript()
    .authorize({ code_challenge, state: states[0] })
    .callback()
    .token({ code_verifier }, step)
    .api()
    .ended()
}

interface Case {
  readonly name: string
  readonly runs: readonly Transcript[]
  readonly fires: readonly string[]
}

const cases: readonly Case[] = [
  {
    name: 'B011: the word undefined is stored as token after a refusal, and sent in lower case',
    runs: [
      begin()
        .token({ code_verifier: verifier }, { refused: true, mistakes: [mistake('code-altered')] })
        .api({ authorization: 'bearer undefined', refused: true, mistakes: [mistake('bearer-undefined')] })
        .ended('client-gave-up'),
    ],
    fires: ['bearer.format/undefined'],
  },
  {
    name: 'B011: bearer in lower case is right',
    runs: [
      begin()
        .token({ code_verifier: verifier }, { issues: 'tVaRc3-NnKq0bZx9' })
        .api({ authorization: 'bearer tVaRc3-NnKq0bZx9' })
        .ended(),
      later,
    ],
    fires: [],
  },
  {
    name: 'B013: a redirect URI that is raw in the query and encoded in the body is the same one',
    runs: [
      transcript()
        .authorize(
          { redirect_uri: 'http://127.0.0.1:7890/' },
          {
            query: `response_type=code&client_id=${clientId}&redirect_uri=http://127.0.0.1:7890/&code_challenge=${challenge}&code_challenge_method=S256&state=${states[0]}`,
          },
        )
        .callback()
        .token({ code_verifier: verifier, redirect_uri: 'http://127.0.0.1:7890/' })
        .api()
        .ended(),
    ],
    fires: [],
  },
  {
    name: 'B015: scopes that the service does not have are written rightly',
    runs: [
      begin({ scope: 'analytics:conversations:read analytics:conversations:write' })
        .token({ code_verifier: verifier })
        .api()
        .ended(),
      later,
    ],
    fires: ['scope.minimal/undeclared'],
  },
  {
    name: 'B027: a script that deletes characters sends 41 of them in the second login only',
    runs: [
      begin().token({ code_verifier: verifier }).api().ended(),
      transcript({ scenario: 'honest-again' })
        .authorize({ code_challenge: other.challenge, state: states[1] })
        .callback()
        .token(
          { code_verifier: 'dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk' },
          { refused: true, mistakes: [mistake('verifier-too-short')] },
        )
        .ended('client-gave-up'),
    ],
    fires: ['pkce.verifier.length/too-short'],
  },
  {
    name: 'B028: 32 characters whose hash is right',
    runs: [withVerifierOf(32, { refused: true, mistakes: [mistake('verifier-too-short')] })],
    fires: ['pkce.verifier.length/too-short'],
  },
  {
    name: 'B029: 134 characters whose hash is right',
    runs: [withVerifierOf(134, { refused: true, mistakes: [mistake('verifier-too-long')] })],
    fires: ['pkce.verifier.length/too-long'],
  },
  { name: 'B029: 128 characters are right', runs: [withVerifierOf(128), later], fires: [] },
  {
    name: 'B033: an empty verifier is an absent one',
    runs: [
      begin()
        .token({ code_verifier: '' }, { refused: true, mistakes: [mistake('verifier-missing')] })
        .ended(),
    ],
    fires: ['pkce.verifier.present/empty'],
  },
  {
    name: 'B038: an effect runs twice and revokes the token of its first run',
    runs: [
      begin()
        .token({ code_verifier: verifier })
        .token({ code_verifier: verifier }, { refused: true, mistakes: [mistake('code-used-twice')] })
        .ended('client-gave-up'),
      later,
    ],
    fires: ['token.code-once/repeated'],
  },
  {
    name: 'B039: a library tries a Basic header without a secret and then client_id in the body',
    runs: [
      answeredWith(
        begin()
          .token(
            { code_verifier: verifier, client_id: null },
            { basic: `${clientId}:`, refused: true, mistakes: [mistake('client-secret-missing')] },
          )
          .token({ code_verifier: verifier })
          .api()
          .ended(),
        2,
        401,
        '{"error":"invalid_client"}',
      ),
      later,
    ],
    fires: ['token.public-no-secret/empty-basic'],
  },
  {
    name: 'B046: a library adds a trailing slash to the registered URI',
    runs: [
      transcript({ registration: { source: 'given', redirectUri: 'http://127.0.0.1:8080' } })
        .authorize(
          { code_challenge: challenge, state: states[0], redirect_uri: 'http://127.0.0.1:8080/' },
          { refused: true, mistakes: [mistake('redirect-uri-unregistered')] },
        )
        .ended('stopped-at-page'),
    ],
    fires: ['redirect-uri.registered/differs'],
  },
  {
    name: 'B054: the redirect URI names localhost',
    runs: [
      begin({ redirect_uri: 'http://localhost:3000/cb' }).token({ code_verifier: verifier }).api().ended(),
    ],
    fires: ['redirect-uri.loopback-literal/name'],
  },
  {
    name: 'B060: the verifier is the state as well',
    runs: [begin({ state: verifier }).token({ code_verifier: verifier }).api().ended(), later],
    fires: [
      'random.independent-values/verifier-shown',
      'request.no-secrets-in-url/verifier-in-authorize-url',
    ],
  },
  {
    name: 'B068: a refresh request has no verifier',
    runs: [
      begin()
        .token({ code_verifier: verifier })
        .api()
        .token({
          grant_type: 'refresh_token',
          refresh_token: 'rT9sQyJ3uXw5bTfKzR7v',
          code: null,
          redirect_uri: null,
          code_verifier: null,
        })
        .ended(),
      later,
    ],
    fires: [],
  },
  {
    name: 'B090: a private-use scheme with one slash and no host is right',
    runs: [
      begin({ redirect_uri: 'com.example.app:/oauth2redirect' })
        .token({ code_verifier: verifier })
        .api()
        .ended(),
    ],
    fires: [],
  },
]

describe('field cases', () => {
  for (const { name, runs, fires } of cases) {
    test(name, () => {
      const findings = judge({
        checks,
        transcripts: runs,
        kind: 'native',
        profile: 'core',
        tools: { mask: (secret) => `${secret.length} characters` },
        nothingSeen: null,
      })
      const fired = findings.flatMap(({ check, occurrences, outcome }) =>
        outcome === 'fail' ? occurrences.map(({ reason }) => `${check}/${reason}`) : [],
      )
      expect([...new Set(fired)].sort()).toEqual([...fires].sort())
      expect(findings.filter(({ outcome }) => outcome === 'kit-error')).toEqual([])
    })
  }
})

// The page that a person sees when a login cannot begin and no redirect may be sent.
import { createHash } from 'node:crypto'
import { render } from 'preact-render-to-string'
import type { Pairs } from '../protocol/message.js'
import type { Mistake } from '../protocol/mistake.js'
import { sentence } from '../sentence.js'
import { errorPageStyle } from './error-page-style.js'

/** What the page may offer to add to the registrations of the mock. */
export interface Registrable {
  readonly clientId: string
  readonly redirectUri: string
}

/** Nothing is loaded and nothing runs; the one style sheet is named by its hash. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(errorPageStyle, 'utf8').digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers: Pairs = [
  ['Content-Type', 'text/html; charset=utf-8'],
  ['Content-Security-Policy', contentSecurityPolicy],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'no-referrer'],
]

function seedOf({ clientId, redirectUri }: Registrable): string {
  const seed = { id: clientId, name: 'My client', grantType: 'CODE', redirectUris: [redirectUri] }
  return JSON.stringify(seed, null, 2)
}

function MistakeCard({ mistake }: { mistake: Mistake }) {
  return (
    <li class="mistake">
      <p class="sentence">{sentence(mistake.sentence)}</p>
      <p class="fix">
        <strong>What to do: </strong>
        {mistake.fix}
      </p>
      <p class="kind">
        <code>{mistake.error}</code>
        {mistake.parameter !== null && (
          <>
            {' in parameter '}
            <code>{mistake.parameter}</code>
          </>
        )}
      </p>
    </li>
  )
}

function Seed({ registrable }: { registrable: Registrable }) {
  return (
    <section aria-labelledby="seed">
      <h2 id="seed">If this client is yours</h2>
      <p>
        Put this among the <code>clients</code> of the mock, in the place of one with the same id, and start
        the mock again:
      </p>
      <pre>
        <code>{seedOf(registrable)}</code>
      </pre>
    </section>
  )
}

function leadOf(mistakes: readonly Mistake[]): string {
  return mistakes[0]?.error === 'temporarily_unavailable'
    ? 'The mock has no room for another login, and ends no other one for it.'
    : 'The mock sends no redirect, because it must not send anyone to an address it does not trust.'
}

interface PageProps {
  readonly mistakes: readonly Mistake[]
  readonly registrable: Registrable | null
}

function Page({ mistakes, registrable }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Login refused - gc-mock-oauth</title>
        {/* A style sheet of our own, without a character that HTML would read. */}
        <style dangerouslySetInnerHTML={{ __html: errorPageStyle }} />
      </head>
      <body>
        <main>
          <p class="product">gc-mock-oauth</p>
          <h1>This login cannot begin</h1>
          <p class="lead">{leadOf(mistakes)}</p>
          <ul>
            {mistakes.map((mistake) => (
              <MistakeCard key={mistake.kind} mistake={mistake} />
            ))}
          </ul>
          {registrable !== null && <Seed registrable={registrable} />}
        </main>
      </body>
    </html>
  )
}

/** Headers and body of the page; everything that came from outside is escaped. */
export function renderErrorPage(
  mistakes: readonly Mistake[],
  registrable: Registrable | null,
): { readonly headers: Pairs; readonly body: string } {
  const body = `<!DOCTYPE html>${render(<Page mistakes={mistakes} registrable={registrable} />)}`
  return { headers, body }
}

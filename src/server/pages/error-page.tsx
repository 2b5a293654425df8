// The page that a person sees when a login cannot begin and no redirect may be sent.
import type { Mistake } from '../protocol/mistake.js'
import { type RenderedPage, renderPage } from './document.js'
import { Mistakes } from './mistakes.js'

/** What the page may offer to add to the registrations of the mock. */
export interface Registrable {
  readonly clientId: string
  readonly redirectUri: string
}

function seedOf({ clientId, redirectUri }: Registrable): string {
  const seed = { id: clientId, name: 'My client', grantType: 'CODE', redirectUris: [redirectUri] }
  return JSON.stringify(seed, null, 2)
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

interface ContentProps {
  readonly mistakes: readonly Mistake[]
  readonly registrable: Registrable | null
}

function Content({ mistakes, registrable }: ContentProps) {
  return (
    <>
      <h1>This login cannot begin</h1>
      <p class="lead">{leadOf(mistakes)}</p>
      <Mistakes mistakes={mistakes} />
      {registrable !== null && <Seed registrable={registrable} />}
    </>
  )
}

/** Headers and body of the page. */
export function renderErrorPage(mistakes: readonly Mistake[], registrable: Registrable | null): RenderedPage {
  return renderPage({
    title: 'Login refused',
    width: 'wide',
    content: <Content mistakes={mistakes} registrable={registrable} />,
    forms: 'none',
  })
}

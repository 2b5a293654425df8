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

interface Offer {
  readonly registrable: Registrable
  /** The client is registered, only not with this redirect URI. */
  readonly isKnown: boolean
  /** The query of the request, for a person who may register with one click; otherwise null. */
  readonly query: string | null
}

/** Registers with one click; only for a person at this machine. */
function RegisterForm({ registrable, isKnown, query }: Offer & { readonly query: string }) {
  return (
    <form method="post" action="/_mock/clients">
      <input type="hidden" name="client_id" value={registrable.clientId} />
      <input type="hidden" name="redirect_uri" value={registrable.redirectUri} />
      <input type="hidden" name="authorize" value={query} />
      <p class="note">
        {isKnown ? 'For this client, ' : 'With this redirect URI, '}until the mock is stopped or reset.
      </p>
      <button class="main" type="submit">
        Register it now
      </button>
    </form>
  )
}

/** Where to write what. The registration of a known client stays as it is, but for one more URI. */
function ToKeep({ registrable, isKnown, query }: Offer) {
  const [list, text] = isKnown
    ? ['redirectUris', JSON.stringify(registrable.redirectUri)]
    : ['clients', seedOf(registrable)]
  return (
    <>
      <p>
        {query === null ? 'Put' : 'To keep it, put'} this among the <code>{list}</code> of{' '}
        {isKnown ? 'the client, in the config of the mock' : 'the mock'}, and start the mock again:
      </p>
      <pre>
        <code>{text}</code>
      </pre>
    </>
  )
}

function Register(offer: Offer) {
  return (
    <section aria-labelledby="seed">
      <h2 id="seed">If this {offer.isKnown ? 'redirect URI' : 'client'} is yours</h2>
      {offer.query !== null && <RegisterForm {...offer} query={offer.query} />}
      <ToKeep {...offer} />
    </section>
  )
}

function leadOf([first]: readonly Mistake[]): string {
  if (first?.kind === 'host-unknown' || first?.kind === 'path-of-other-host') {
    return 'The request went to a host that does not exist, or that does not serve this.'
  }
  return first?.error === 'temporarily_unavailable'
    ? 'The mock has no room for another login, and ends no other one for it.'
    : 'The mock sends no redirect, because it must not send anyone to an address it does not trust.'
}

interface ContentProps {
  readonly mistakes: readonly Mistake[]
  readonly registrable: Registrable | null
  /** The query of the request, for a person who may register with one click; otherwise null. */
  readonly query: string | null
}

function Content({ mistakes, registrable, query }: ContentProps) {
  const isKnown = mistakes.every(({ kind }) => kind !== 'client-unknown')
  return (
    <>
      <h1>This login cannot begin</h1>
      <p class="lead">{leadOf(mistakes)}</p>
      <Mistakes mistakes={mistakes} />
      {registrable !== null && <Register {...{ registrable, isKnown, query }} />}
    </>
  )
}

/**
 * Headers and body of the page. With `query`, the query of the request, it offers to register the client with one
 * click: only for a person at this machine.
 */
export function renderErrorPage(
  mistakes: readonly Mistake[],
  registrable: Registrable | null,
  query: string | null = null,
): RenderedPage {
  return renderPage({
    title: 'Login refused',
    width: 'wide',
    content: <Content mistakes={mistakes} registrable={registrable} query={query} />,
    forms: registrable !== null && query !== null ? 'here' : 'none',
  })
}

// The page that a person sees when a client was registered with one click.
import { type RenderedPage, renderPage } from './document.js'

export interface Registered {
  readonly clientId: string
  readonly redirectUri: string
  /** Of the mock, as the browser knows it. */
  readonly origin: string
  /** The query of the login that could not begin, or null. */
  readonly authorize: string | null
}

function Content({ clientId, redirectUri, origin, authorize }: Registered) {
  return (
    <>
      <h1>The client is registered</h1>
      <p class="lead">
        The mock knows <code>{clientId}</code> with the redirect URI <code>{redirectUri}</code> until it is
        stopped or reset.
      </p>
      {authorize !== null && (
        <p>
          <a class="main" href={`${origin}/oauth/authorize?${authorize}`}>
            Go on with the login
          </a>
        </p>
      )}
    </>
  )
}

/** Headers and body of the page. */
export function renderRegisteredPage(registered: Registered): RenderedPage {
  return renderPage({
    title: 'Client registered',
    width: 'wide',
    content: <Content {...registered} />,
    forms: 'none',
  })
}

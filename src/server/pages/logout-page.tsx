// The page after a logout, where the browser is sent nowhere else.
import type { Mistake } from '../protocol/mistake.js'
import { type RenderedPage, renderPage } from './document.js'
import { Mistakes } from './mistakes.js'

function Content({ mistakes }: { mistakes: readonly Mistake[] }) {
  return (
    <>
      <h1>You are logged out</h1>
      <p class="lead">
        {mistakes.length === 0
          ? 'The next login asks for a user again, where the mock asks at all.'
          : 'The session has ended, but the mock does not send you on.'}
      </p>
      {mistakes.length > 0 && <Mistakes mistakes={mistakes} />}
    </>
  )
}

export function renderLogoutPage(mistakes: readonly Mistake[]): RenderedPage {
  return renderPage({
    title: 'Logged out',
    width: 'wide',
    content: <Content mistakes={mistakes} />,
    forms: 'none',
  })
}

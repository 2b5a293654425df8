// The page on which a user allows a client what it asks for, or denies it.
import type { User } from '../protocol/client.js'
import { consentPage, loginFields } from '../protocol/login-form.js'
import { scopeInWords } from '../protocol/scope-words.js'
import { type RenderedPage, renderPage } from './document.js'
import { Hidden, type HiddenFields } from './hidden-fields.js'

export interface ConsentPage {
  /** The path to which the form is posted. */
  readonly action: string
  readonly hidden: HiddenFields
  readonly clientName: string
  /** Who is asked. */
  readonly user: Pick<User, 'email' | 'name'>
  /** What is asked for. */
  readonly scopes: readonly string[]
  /** Where the answer goes. */
  readonly redirectUri: string
  /** What was wrong with the form before, one sentence; null for a first try. */
  readonly notice: string | null
}

function Scopes({ scopes }: Pick<ConsentPage, 'scopes'>) {
  if (scopes.length === 0) return <p>It asks for nothing but to know who you are.</p>
  return (
    <>
      <h2 id="scopes">It asks to</h2>
      <ul class="scopes" aria-labelledby="scopes">
        {scopes.map((scope) => (
          <li key={scope}>
            {scopeInWords(scope)}
            <code>{scope}</code>
          </li>
        ))}
      </ul>
    </>
  )
}

function Buttons() {
  return (
    <div class="buttons answer">
      <button class="main" type="submit" name={loginFields.choice} value="allow">
        Allow
      </button>
      <button type="submit" name={loginFields.choice} value="deny">
        Deny
      </button>
    </div>
  )
}

function Content({ page }: { page: ConsentPage }) {
  const { clientName, notice, redirectUri, scopes, user } = page
  return (
    <>
      <h1>Allow access?</h1>
      <p class="lead">
        <strong dir="auto">{clientName}</strong> wants to act for you, <strong dir="auto">{user.name}</strong>{' '}
        (<bdi>{user.email}</bdi>).
      </p>
      <form class="card" method="post" action={page.action}>
        {notice !== null && (
          <p class="alert" role="alert">
            {notice}
          </p>
        )}
        <Hidden hidden={page.hidden} />
        <input type="hidden" name={loginFields.page} value={consentPage} />
        <input type="hidden" name={loginFields.email} value={user.email} />
        <Scopes scopes={scopes} />
        <Buttons />
      </form>
      <p class="note">
        Either way you go on to <code>{redirectUri}</code>. What you allow is remembered until you log out.
      </p>
    </>
  )
}

export function renderConsentPage(page: ConsentPage): RenderedPage {
  return renderPage({
    title: 'Allow access',
    width: 'narrow',
    content: <Content page={page} />,
    forms: 'anywhere',
  })
}

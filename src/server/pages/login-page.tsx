// The page on which a person logs in: e-mail address and password, or a user of the mock by one click.
import type { User } from '../protocol/client.js'
import { loginFields, pickValue } from '../protocol/login-form.js'
import { type RenderedPage, renderPage } from './document.js'
import { Hidden, type HiddenFields } from './hidden-fields.js'

export interface LoginPage {
  /** The path to which the form is posted. */
  readonly action: string
  readonly hidden: HiddenFields
  /** Who asks for the login. */
  readonly clientName: string
  /** What the field of the e-mail address holds at first. */
  readonly email: string
  /** What was wrong with the form before, one sentence; null for a first try. */
  readonly notice: string | null
  /** The users of the mock. */
  readonly users: readonly Pick<User, 'email' | 'name'>[]
}

/** All buttons belong to one form, so that the request is on the page once. */
const formId = 'login'

/** More buttons than these are no choice any more. */
const mostUsers = 12

function Credentials({ email, notice }: Pick<LoginPage, 'email' | 'notice'>) {
  const described = notice === null ? {} : { 'aria-describedby': 'notice', 'aria-invalid': true }
  return (
    <>
      <p class="field">
        <label for="email">Email Address</label>
        <input
          id="email"
          name={loginFields.email}
          inputMode="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          required
          autofocus={email === ''}
          value={email}
          {...described}
        />
      </p>
      <p class="field">
        <label for="password">Password</label>
        <input
          id="password"
          name={loginFields.password}
          type="password"
          autocomplete="current-password"
          required
          autofocus={email !== ''}
          {...described}
        />
      </p>
    </>
  )
}

function Buttons() {
  return (
    <div class="buttons">
      <button class="main" type="submit" name={loginFields.choice} value="log-in">
        Log In
      </button>
      <button type="submit" name={loginFields.choice} value="cancel" formNoValidate>
        Cancel
      </button>
    </div>
  )
}

function Users({ page }: { page: LoginPage }) {
  const shown = page.users.slice(0, mostUsers)
  const more = page.users.length - shown.length
  return (
    <section aria-labelledby="users">
      <h2 id="users">Or continue as</h2>
      <p class="note">A user of this mock, which is here for tests only.</p>
      <ul class="users">
        {shown.map(({ email, name }) => (
          <li key={email}>
            <button
              form={formId}
              type="submit"
              name={loginFields.choice}
              value={pickValue(email)}
              formNoValidate
            >
              <bdi>{name}</bdi>
              <small>{email}</small>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="note">{`and ${more} more, by e-mail address and password`}</p>}
    </section>
  )
}

function Content({ page }: { page: LoginPage }) {
  return (
    <>
      <h1>Sign in</h1>
      <p class="lead">
        to go on to <strong dir="auto">{page.clientName}</strong>
      </p>
      <form class="card" id={formId} method="post" action={page.action}>
        {page.notice !== null && (
          <p class="alert" id="notice" role="alert">
            {page.notice}
          </p>
        )}
        <Hidden hidden={page.hidden} />
        <Credentials email={page.email} notice={page.notice} />
        <Buttons />
      </form>
      <Users page={page} />
    </>
  )
}

export function renderLoginPage(page: LoginPage): RenderedPage {
  return renderPage({
    title: 'Log In',
    width: 'narrow',
    content: <Content page={page} />,
    forms: 'anywhere',
  })
}

// The forms of the login page and the consent page as they are posted to the authorize endpoint.
import { type HttpRequest, mediaTypeOf } from './message.js'
import { firstValue, type Parameters, parseParameters } from './parameters.js'

/**
 * The names of their fields. None is that of an authorize parameter, so that nobody takes a form for an
 * authorize request; the request itself travels along as one value.
 */
export const loginFields = {
  /** The authorize request, form-encoded. */
  request: 'gc_request',
  /** Repeats the cookie that came with the page: a page of somebody else cannot know it. */
  ticket: 'gc_ticket',
  /** The id of the login that the page belongs to. */
  flow: 'gc_flow',
  /** Which page it is; absent from the login page. */
  page: 'gc_page',
  email: 'email',
  password: 'password',
  choice: 'gc_choice',
} as const

/** The value of `loginFields.page` on the consent page. */
export const consentPage = 'consent'

/** `pick`: the button of a user, for whom no password is asked. */
export type LoginChoice = 'log-in' | 'pick' | 'cancel'

/** What both forms bring back. */
interface Carried {
  /** The query of the authorize request, not decoded. */
  readonly query: string
  readonly ticket: string | null
  readonly flow: string | null
  /** Of the user who logs in, or was asked. */
  readonly email: string
}

export interface LoginForm extends Carried {
  readonly page: 'login'
  readonly password: string
  readonly choice: LoginChoice
}

export interface ConsentForm extends Carried {
  readonly page: 'consent'
  /** `none`: no button that the page has. */
  readonly choice: 'allow' | 'deny' | 'none'
}

/** The form in `request`; null when the request is an authorize request of a client. */
export function readPageForm(request: HttpRequest): LoginForm | ConsentForm | null {
  const isForm = mediaTypeOf(request) === 'application/x-www-form-urlencoded'
  if (request.method !== 'POST' || !isForm || !request.body.includes(loginFields.request)) return null
  const fields = parseParameters(request.body)
  const query = firstValue(fields, loginFields.request)
  if (query === null) return null
  const carried = {
    query,
    ticket: firstValue(fields, loginFields.ticket),
    flow: firstValue(fields, loginFields.flow),
    email: firstValue(fields, loginFields.email) ?? '',
  }
  return firstValue(fields, loginFields.page) === consentPage
    ? readConsent(carried, fields)
    : readLogin(carried, fields)
}

function readConsent(carried: Carried, fields: Parameters): ConsentForm {
  const choice = firstValue(fields, loginFields.choice)
  return { page: 'consent', ...carried, choice: choice === 'allow' || choice === 'deny' ? choice : 'none' }
}

function readLogin(carried: Carried, fields: Parameters): LoginForm {
  const choice = firstValue(fields, loginFields.choice) ?? ''
  const picked = choice.startsWith(pick) ? choice.slice(pick.length) : null
  return {
    page: 'login',
    ...carried,
    email: picked ?? carried.email,
    password: firstValue(fields, loginFields.password) ?? '',
    choice: picked !== null ? 'pick' : choice === 'cancel' ? 'cancel' : 'log-in',
  }
}

const pick = 'pick '

/** The value of the button that takes the user of this e-mail address. */
export function pickValue(email: string): string {
  return `${pick}${email}`
}

/** Everything that an authorize request says, as one query: that of the URL and that of a form. */
export function wholeQueryOf(request: HttpRequest): string {
  const isForm = mediaTypeOf(request) === 'application/x-www-form-urlencoded'
  const body = request.method === 'POST' && isForm ? request.body : ''
  return [request.query, body].filter((part) => part !== '').join('&')
}

/** The authorize request that a form carries, as if it had just arrived. */
export function carriedRequest(request: HttpRequest, form: LoginForm | ConsentForm): HttpRequest {
  return { ...request, method: 'GET', query: form.query, body: '' }
}

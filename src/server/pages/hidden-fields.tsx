// What the form of a page brings back unseen.
import { loginFields } from '../protocol/login-form.js'

export interface HiddenFields {
  /** The authorize request, form-encoded. */
  readonly request: string
  readonly ticket: string
  readonly flow: string
}

export function Hidden({ hidden }: { readonly hidden: HiddenFields }) {
  return (
    <>
      <input type="hidden" name={loginFields.request} value={hidden.request} />
      <input type="hidden" name={loginFields.ticket} value={hidden.ticket} />
      <input type="hidden" name={loginFields.flow} value={hidden.flow} />
    </>
  )
}

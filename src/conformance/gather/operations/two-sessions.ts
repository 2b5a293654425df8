// Answers that arrive in another browser than the one in which the login was begun.
import type { Brought, Operation } from './operation.js'

/** Where the other browser goes from there says nothing of the login: its way is not followed. */
function endHere({ callback }: Brought): Brought {
  return { callback, page: null }
}

export const twoSessions: Readonly<Record<string, Operation>> = {
  async 'answer-in-other-browser'(stage) {
    const browser = stage.newBrowser()
    return endHere(await stage.bring({ url: stage.answer, role: 'other-browser', browser }))
  },

  async 'answers-exchanged'(stage) {
    const browser = stage.newBrowser()
    const other = await stage.another(browser)
    const first = await stage.bring({ url: stage.answer, role: 'other-browser', browser })
    if (other !== null) await stage.bring({ url: other, role: 'other-browser' })
    return endHere(first)
  },
}

// What a browser shows of a single-page app: where it keeps its values, what it asks for, and where its code stays.

/** A value in a storage of the browser at the end of the run. */
export interface StoredValue {
  readonly place: 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cookie'
  readonly origin: string
  readonly key: string
  /** As text; what IndexedDB holds as JSON. */
  readonly value: string
}

/** A cookie at the end of the run, with how it is protected. */
export interface BrowserCookie {
  readonly name: string
  readonly value: string
  readonly domain: string
  readonly path: string
  readonly httpOnly: boolean
  readonly secure: boolean
  readonly sameSite: 'Strict' | 'Lax' | 'None'
}

/** A request of a page. */
export interface PageRequest {
  readonly url: string
  readonly method: string
  /** What it is for, as the browser says: `script`, `fetch`, `document`. */
  readonly type: string
  /** The address of the page at that moment, with its query and fragment. */
  readonly page: string
  /** The `Referer` header; null where there was none. */
  readonly referer: string | null
  readonly body: string | null
  /** `own`: the server of the app. `mock`: the login service and its API. `outside`: anywhere else, where nothing is reached. */
  readonly to: 'own' | 'mock' | 'outside'
  /** Why it failed; null when it was answered. */
  readonly failure: string | null
}

/** A page of the app that was open at the end of the run. */
export interface OpenPage {
  readonly url: string
  /** The addresses of the app to which the buttons back and forward lead, and the page itself. */
  readonly history: readonly string[]
  /** `history.state` of the page as JSON; null where there is none. */
  readonly historyState: string | null
}

/** A message that a page sent to another window. */
export interface PostedMessage {
  readonly page: string
  readonly targetOrigin: string
  /** As JSON, cut. */
  readonly data: string
}

export interface BrowserObservations {
  /** `Chromium 156.0`. */
  readonly browser: string
  readonly stored: readonly StoredValue[]
  readonly cookies: readonly BrowserCookie[]
  readonly requests: readonly PageRequest[]
  readonly pages: readonly OpenPage[]
  readonly messages: readonly PostedMessage[]
  /** What the pages wrote to the console, and errors that nobody caught: `error: …`. */
  readonly console: readonly string[]
}

// What all pages share: the frame of the document, and the headers that keep it apart from other sites.
import { createHash } from 'node:crypto'
import type { ComponentChildren } from 'preact'
import { render } from 'preact-render-to-string'
import type { Pairs } from '../protocol/message.js'
import { pageStyle } from './page-style.js'

export interface RenderedPage {
  readonly headers: Pairs
  readonly body: string
}

export interface PageParts {
  readonly title: string
  /** `wide` for text, `narrow` for a form. */
  readonly width: 'wide' | 'narrow'
  readonly content: ComponentChildren
  /**
   * Where forms may lead. `here`: to the mock, and no further. `anywhere`: browsers apply the rule to every redirect that follows a form, and after a
   * login the client redirects as it likes.
   */
  readonly forms: 'none' | 'here' | 'anywhere'
}

const styleHash = createHash('sha256').update(pageStyle, 'utf8').digest('base64')

/** Nothing is loaded and nothing runs; the one style sheet is named by its hash. */
function contentSecurityPolicy({ forms }: PageParts): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "base-uri 'none'",
    ...(forms === 'anywhere' ? [] : [`form-action ${forms === 'none' ? "'none'" : "'self'"}`]),
    "frame-ancestors 'none'",
  ].join('; ')
}

function Document({ title, width, content }: PageParts) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} - gc-mock-oauth`}</title>
        {/* A style sheet of our own, without a character that HTML would read. */}
        <style dangerouslySetInnerHTML={{ __html: pageStyle }} />
      </head>
      <body>
        <main class={width}>
          <p class="product">gc-mock-oauth</p>
          {content}
        </main>
      </body>
    </html>
  )
}

/** Headers and body of a page; everything that came from outside is escaped. */
export function renderPage(parts: PageParts): RenderedPage {
  const headers: Pairs = [
    ['Content-Type', 'text/html; charset=utf-8'],
    ['Content-Security-Policy', contentSecurityPolicy(parts)],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'no-referrer'],
  ]
  return { headers, body: `<!DOCTYPE html>${render(<Document {...parts} />)}` }
}

import { describe, expect, test } from 'vitest'
import { liveTextsOn } from '../../../src/conformance/gather/live-text.js'
import { markupCanary, scriptUri } from '../../../src/server/tampering/canary.js'

const markup = markupCanary({ request: { origin: 'http://127.0.0.1:7636' } })
const escaped = markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function kindsOn(html: string, type = 'text/html; charset=utf-8') {
  const page = { status: 400, location: undefined, type, correlation: undefined, html }
  return liveTextsOn(page, 'http://127.0.0.1:8976/callback?error=x').map(
    ({ kind, what }) => `${kind} ${what}`,
  )
}

describe('liveTextsOn', () => {
  const rows = [
    { name: 'text that is escaped stays text', html: `<p>${escaped}</p>`, live: [] },
    {
      name: 'markup that is put into the page becomes elements',
      html: `<p>${markup}</p>`,
      live: ['element <b>', 'element <script src=…>', 'element <img src=…>'],
    },
    {
      name: 'markup in a script ends that script and becomes elements',
      html: `<script>var message = "${markup}"</script>`,
      live: ['element <img src=…>'],
    },
    { name: 'markup within a quoted attribute stays text', html: `<input value="${markup}">`, live: [] },
    {
      name: 'a link that runs a script',
      html: `<a href="${scriptUri}">more</a>`,
      live: ['script-link <a href=…>'],
    },
    {
      name: 'a link that is shown as text is none',
      html: `<p>${scriptUri}</p>`,
      live: [],
    },
    {
      name: 'an own bold word is not the canary',
      html: '<b>Sign-in failed</b><script src="/own.js"></script>',
      live: [],
    },
    {
      name: 'a page without a type may be read as HTML',
      html: `<p>${markup}</p>`,
      type: '',
      live: ['element <b>', 'element <script src=…>', 'element <img src=…>'],
    },
  ]
  for (const { name, html, type, live } of rows) {
    test(name, () => expect(kindsOn(html, type)).toEqual(live))
  }

  test('plain text is never read as HTML', () => {
    expect(kindsOn(markup, 'text/plain; charset=utf-8')).toEqual([])
  })
})

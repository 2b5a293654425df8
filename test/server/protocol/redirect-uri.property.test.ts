// Properties of matching redirect URIs (RFC 9700 section 2.1, RFC 8252 section 7.3), for any URI.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redirectDifference } from '../../../src/server/protocol/autopsy/redirect.js'
import {
  isLoopbackRedirect,
  matchesRedirect,
  redirectUriFault,
  withoutLoopbackPort,
} from '../../../src/server/protocol/redirect-uri.js'
import { configureProperties } from '../../support/properties.js'

const host = fc.constantFrom('127.0.0.1', '[::1]', 'localhost')
const port = fc.integer({ min: 1, max: 65_535 })
const rest = fc
  .tuple(fc.webPath(), fc.option(fc.webQueryParameters(), { nil: undefined }))
  .map(([path, query]) => (query === undefined ? path : `${path === '' ? '/' : path}?${query}`))
const web = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true })
const anyText = fc.string({ unit: 'binary', maxLength: 200 })

configureProperties()

describe('redirect-uri: properties', () => {
  test('every URI matches itself', () => {
    fc.assert(
      fc.property(fc.oneof(web, anyText), (uri) => {
        expect(matchesRedirect(uri, uri)).toBe(true)
      }),
    )
  })

  test('nothing but the same text matches a URI that is not loopback', () => {
    fc.assert(
      fc.property(web, fc.oneof(web, anyText), (registered, requested) => {
        expect(matchesRedirect(registered, requested)).toBe(registered === requested)
      }),
    )
  })

  test('one character more, anywhere, is another URI', () => {
    fc.assert(
      fc.property(web, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (uri, where, character) => {
        const index = where % (uri.length + 1)
        expect(matchesRedirect(uri, uri.slice(0, index) + character + uri.slice(index))).toBe(false)
      }),
    )
  })

  test('a loopback URI without a port admits every port, and nothing else may differ', () => {
    fc.assert(
      fc.property(host, host, port, rest, rest, (one, other, number, path, otherPath) => {
        const registered = `http://${one}${path}`
        expect(matchesRedirect(registered, `http://${one}:${number}${path}`)).toBe(true)
        expect(matchesRedirect(registered, `http://${other}:${number}${otherPath}`)).toBe(
          one === other && path === otherPath,
        )
        expect(matchesRedirect(registered, `https://${one}:${number}${path}`)).toBe(false)
      }),
    )
  })

  test('a loopback URI with a port admits that port only', () => {
    fc.assert(
      fc.property(host, port, port, rest, (name, one, other, path) => {
        expect(matchesRedirect(`http://${name}:${one}${path}`, `http://${name}:${other}${path}`)).toBe(
          one === other,
        )
      }),
    )
  })

  test('the port of a loopback URI is taken away, and of no other', () => {
    fc.assert(
      fc.property(host, port, rest, web, (name, number, path, uri) => {
        expect(withoutLoopbackPort(`http://${name}:${number}${path}`)).toBe(`http://${name}${path}`)
        expect(withoutLoopbackPort(uri)).toBe(uri)
      }),
    )
  })

  test('a well-formed URI has no fault, and a fragment is always one', () => {
    fc.assert(
      fc.property(
        web.filter((uri) => !uri.includes('#')),
        (uri) => {
          expect(redirectUriFault(uri)).toBeNull()
          expect(redirectUriFault(`${uri}#x`)).toBe('fragment')
        },
      ),
    )
  })

  test('any text is judged without failing, and what has no fault is a URI of printable ASCII', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        isLoopbackRedirect(text)
        if (redirectUriFault(text) === null) expect(text).toMatch(/^[a-z][a-z0-9+.-]*:[\x21-\x7E]+$/i)
      }),
    )
  })

  test('two URIs that differ are told apart in words', () => {
    fc.assert(
      fc.property(web, fc.oneof(web, anyText), (registered, requested) => {
        fc.pre(registered !== requested)
        expect(redirectDifference(registered, requested).length).toBeGreaterThan(5)
      }),
    )
  })
})

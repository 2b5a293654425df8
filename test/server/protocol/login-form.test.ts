import { describe, expect, test } from 'vitest'
import {
  carriedRequest,
  pickValue,
  readPageForm,
  wholeQueryOf,
} from '../../../src/server/protocol/login-form.js'
import { postForm, requestFor } from '../../support/requests.js'

const fields = {
  gc_request: 'client_id=a&state=x%2By',
  gc_ticket: 't',
  gc_flow: 'f',
  email: 'a@b',
  password: 'p w',
}

describe('login-form', () => {
  test('reads a form, the authorize request in it still encoded', () => {
    expect(readPageForm(postForm('/oauth/authorize', fields))).toEqual({
      page: 'login',
      query: 'client_id=a&state=x%2By',
      ticket: 't',
      flow: 'f',
      email: 'a@b',
      password: 'p w',
      choice: 'log-in',
    })
  })

  const choices = [
    { sent: 'cancel', choice: 'cancel', email: 'a@b' },
    { sent: 'log-in', choice: 'log-in', email: 'a@b' },
    { sent: 'nonsense', choice: 'log-in', email: 'a@b' },
    { sent: pickValue('c@d'), choice: 'pick', email: 'c@d' },
    { sent: pickValue(''), choice: 'pick', email: '' },
  ]
  for (const { sent, choice, email } of choices) {
    test(`knows the button ${sent}`, () => {
      const form = readPageForm(postForm('/oauth/authorize', { ...fields, gc_choice: sent }))
      expect(form).toMatchObject({ choice, email })
    })
  }

  const answers = [
    { sent: 'allow', choice: 'allow' },
    { sent: 'deny', choice: 'deny' },
    { sent: 'log-in', choice: 'none' },
    { sent: '', choice: 'none' },
  ]
  for (const { sent, choice } of answers) {
    test(`knows the form of the consent page, answered by "${sent}"`, () => {
      const form = { ...fields, gc_page: 'consent', gc_choice: sent }
      expect(readPageForm(postForm('/oauth/authorize', form))).toEqual({
        page: 'consent',
        query: 'client_id=a&state=x%2By',
        ticket: 't',
        flow: 'f',
        email: 'a@b',
        choice,
      })
    })
  }

  const others = [
    { name: 'an authorize request by POST', request: postForm('/oauth/authorize', { client_id: 'a' }) },
    { name: 'an empty request in the form', request: postForm('/oauth/authorize', { gc_request: '' }) },
    {
      name: 'the name of the field in a value',
      request: postForm('/oauth/authorize', { state: 'gc_request=x' }),
    },
    {
      name: 'fields in the URL',
      request: requestFor('GET', '/oauth/authorize?gc_request=a'),
    },
    {
      name: 'a body of another type',
      request: requestFor('POST', '/oauth/authorize', [['Content-Type', 'text/plain']], 'gc_request=a'),
    },
  ]
  for (const row of others) {
    test(`${row.name} is no login form`, () => expect(readPageForm(row.request)).toBeNull())
  }

  test('the request in a form is one by GET with nothing else in it', () => {
    const request = postForm('/oauth/authorize', fields)
    const form = readPageForm(request)
    if (form === null) throw new Error('no form')
    expect(carriedRequest(request, form)).toMatchObject({
      method: 'GET',
      path: '/oauth/authorize',
      query: 'client_id=a&state=x%2By',
      body: '',
    })
  })

  test('the query of an authorize request by POST has the body in it', () => {
    const request = postForm('/oauth/authorize?state=1', { client_id: 'a b' })
    expect(wholeQueryOf({ ...request, path: '/oauth/authorize', query: 'state=1' })).toBe(
      'state=1&client_id=a+b',
    )
    expect(wholeQueryOf(requestFor('GET', '/oauth/authorize?state=1'))).toBe('state=1')
  })
})

// What may go wrong on the login page and the consent page. Words only; the client is to blame for none of it.

export const loginKinds = {
  'login-form-stale': {
    area: 'transport',
    error: 'access_denied',
    parameter: null,
    sentence: 'the login form did not come with the cookie of its page',
    fix: 'Log in on the page that is shown now, with cookies allowed.',
  },
  'login-user-unknown': {
    area: 'transport',
    error: 'access_denied',
    parameter: null,
    sentence: 'the login page was sent an e-mail address that no user of the mock has',
    fix: 'Take one of the users on the page, or add the user to the mock.',
  },
  'login-password-wrong': {
    area: 'transport',
    error: 'access_denied',
    parameter: null,
    sentence: 'the login page was sent a wrong password',
    fix: 'Take the password of the seed, or choose the user by the button.',
  },
  'consent-form-stale': {
    area: 'transport',
    error: 'access_denied',
    parameter: null,
    sentence: 'the consent form came without the cookie of its page, or when somebody else was logged in',
    fix: 'Answer on the page that is shown now, with cookies allowed.',
  },
  'consent-denied': {
    area: 'transport',
    error: 'access_denied',
    parameter: null,
    sentence: 'the user denied the client what it asked for',
    fix: 'Nothing is wrong with the request; the client has to say so to its user.',
  },
  'login-cancelled': {
    area: 'transport',
    error: 'access_denied',
    parameter: null,
    sentence: 'the user cancelled the login',
    fix: 'Nothing is wrong with the request; the client has to say so to its user.',
  },
} as const

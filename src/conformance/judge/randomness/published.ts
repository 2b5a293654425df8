// Values that anybody can read: verifiers and challenges that standards and documentations print as examples.

export interface PublishedValue {
  readonly value: string
  /** Where it stands: `RFC 7636, Appendix B`. */
  readonly where: string
}

/** Each was found printed in the place named, and copied from there into public programs. */
export const published: readonly PublishedValue[] = [
  { value: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', where: 'RFC 7636, Appendix B' },
  { value: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', where: 'RFC 7636, Appendix B' },
  { value: 'a-random-string-at-least-43-characters-long', where: 'tutorials' },
  {
    value: 'ThisIsntRandomButItNeedsToBe43CharactersLong',
    where: 'the documentation of the Microsoft identity platform',
  },
  {
    value: 'Th7UHJdLswIYQxwSg29DbK1a_d9o41uNMTRmuH0PM8zyoMAQ',
    where: 'the PKCE chapter of oauth.com',
  },
  {
    value: 'M25iVXpKU3puUjFaYWg3T1NDTDQtcW1ROUY5YXlwalNoc0hhakxifmZHag',
    where: 'the PKCE guide of Okta',
  },
  { value: 'qjrzSW9gMiUgpUvqgEPE4_-8swvyCtfOVvg55o5S_es', where: 'the PKCE guide of Okta' },
  {
    value:
      'o28xyrYY7-lGYfnKwRjHEZWlFIPlzVnFPYMWbH-g_BsNnQNem-IAg9fDh92X0KtvHCPO5_C-RJd2QhApKQ-2cRp-S_W3qmTidTEPkeWyniKQSF9Q_k10Q5wMc8fGzoyF',
    where: 'the worked example of SMART App Launch',
  },
]

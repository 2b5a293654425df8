// How much the tests do: `npm run test:all` operates every client by the whole run, `npm test` one of each kind.
export const everything = process.env['GC_TEST_ALL'] === '1'

/** Flags for a client of which there is another one of its kind. */
export const quickUnlessAll: readonly string[] = everything ? [] : ['--quick']

// How much the tests do: `npm run test:all` does everything, `npm test` operates one client of each kind by the whole run.
export const everything = process.env['GC_TEST_ALL'] === '1'

/** Flags for a client of which there is another one of its kind. */
export const quickUnlessAll: readonly string[] = everything ? [] : ['--quick']

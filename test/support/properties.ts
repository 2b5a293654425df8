// How properties are tested: by the same values in every run, and by more of them, different ones, with GC_TEST_ALL.
import fc from 'fast-check'

const all = process.env['GC_TEST_ALL'] === '1'

/** To be called once by every file of properties. */
export function configureProperties(): void {
  fc.configureGlobal(all ? { numRuns: 2000 } : { numRuns: 150, seed: 7636 })
}

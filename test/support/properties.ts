// How properties are tested: by the same values in every run, and by more of them, different ones, with GC_TEST_ALL.
import fc from 'fast-check'
import { everything } from './extent.js'

/** To be called once by every file of properties. */
export function configureProperties(): void {
  fc.configureGlobal(everything ? { numRuns: 2000 } : { numRuns: 150, seed: 7636 })
}

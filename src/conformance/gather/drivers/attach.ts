// Operates an app that already runs: it is neither started nor ended, only visited.
import type { Driver } from './driver.js'

export const attach: Driver<'attach'> = {
  id: 'attach',
  start({ url }) {
    return Promise.resolve({
      onUrl: () => undefined,
      served: Promise.resolve({ url, paths: [] }),
      // Nobody here would learn of its end.
      ended: new Promise<never>(() => undefined),
      output: () => ({ stdout: '', stderr: '', cut: false }),
      stop: () => Promise.resolve(),
    })
  },
}

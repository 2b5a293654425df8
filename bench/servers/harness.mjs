// What every measured server does besides serving: tells its parent that it is ready, and how much it has used.

/** Tells the parent the address and answers its questions: `cpu` (microseconds), `memory` (after a collection). */
export function ready(described) {
  process.on('message', (question) => {
    if (question === 'cpu') {
      const { user, system } = process.cpuUsage()
      process.send({ cpu: user + system })
    }
    if (question === 'memory') {
      globalThis.gc?.()
      globalThis.gc?.()
      const { heapUsed, rss } = process.memoryUsage()
      process.send({ heapUsed, rss })
    }
  })
  process.send({ ready: described })
}

/** An argument such as `--algorithm ES256`. */
export function argument(name, fallback) {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}

// Loaded into every measured process besides what it runs: tells its parent how much it has used.
process.on('message', (question) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send({ cpu: user + system })
  }
  if (question === 'memory') {
    // Twice: what was only weakly held is gone after the second time.
    globalThis.gc()
    globalThis.gc()
    const { heapUsed, rss } = process.memoryUsage()
    process.send({ heapUsed, rss })
  }
})
// Where the benchmark ended early, nothing of it goes on.
process.on('disconnect', () => process.exit())
// A server that is done may end.
process.channel.unref()

// The names that flags of the kit take, for a shell that completes; loaded when it asks.

export async function suggestChecks(): Promise<readonly string[]> {
  return (await import('../judge/checks/index.js')).checks.map(({ id }) => id)
}

export async function suggestScenarios(): Promise<readonly string[]> {
  return (await import('../../server/index.js')).scenarioNames()
}

export async function suggestReporters(): Promise<readonly string[]> {
  return (await import('../report/reporters/index.js')).reporters.map(({ id }) => id)
}

// The command `scenarios`: its flags and examples, without its code.
import type { Command } from '../../command-line/index.js'

/** The names that `--scenario` takes, for a shell that completes. */
export async function suggestScenarios(): Promise<readonly string[]> {
  return (await import('../scenarios/index.js')).scenarioNames()
}

export const scenariosCommand: Command = {
  name: 'scenarios',
  summary: 'list how the mock can misbehave, or show one scenario in detail',
  words: [
    {
      name: 'name',
      summary: 'a scenario, with or without its variant: state-tamper, state-tamper/swapped',
      optional: true,
      suggest: suggestScenarios,
    },
  ],
  flags: { json: { summary: 'as JSON', kind: 'switch' } },
  examples: [
    ['$0 scenarios', 'all of them'],
    ['$0 scenarios token-errors/slow', 'one, with the endpoints that it touches'],
  ],
  load: () => import('./scenarios.js'),
}

import { describe, test } from 'vitest'
import { expectMarkedPart } from '../support/marked-part.js'
import { runKit } from '../support/run-kit.js'

describe('README', () => {
  test('shows the beginning of the real report of the client of the guide', async () => {
    const { out } = await runKit('--client', 'fixtures/clients/guide')
    // The first finding: the evidence of some others is another one in each run.
    const first = out.indexOf('\nVIOLATION')
    const beginning = out.slice(0, out.indexOf('\nVIOLATION', first + 1)).trimEnd()
    expectMarkedPart('README.md', 'report', `\`\`\`text\n${beginning}\n…\n\`\`\``)
  })
})

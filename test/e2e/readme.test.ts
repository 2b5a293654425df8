import { describe, test } from 'vitest'
import { expectMarkedPart } from '../support/marked-part.js'
import { runKit } from '../support/run-kit.js'

describe('README', () => {
  test('shows the beginning of the real report of the client of the guide', async () => {
    const { out } = await runKit('--client', 'fixtures/clients/guide')
    const beginning = out.slice(0, out.indexOf('\nWARNING')).trimEnd()
    expectMarkedPart('README.md', 'report', `\`\`\`text\n${beginning}\n…\n\`\`\``)
  })
})

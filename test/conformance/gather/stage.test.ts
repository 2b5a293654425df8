import { describe, expect, test } from 'vitest'
import { type Agent, createStage } from '../../../src/conformance/gather/stage.js'

const nothing = () => Promise.reject(new Error('not asked for'))

/** A stage whose login comes to rest when the test says so. */
function stageOf(answersFirst: boolean) {
  let rested = 0
  const agent: Agent = {
    bring: nothing,
    newBrowser: () => {
      throw new Error('not asked for')
    },
    answersFirst,
    lastAuthorize: null,
    answerTo: nothing,
    beginAgain: nothing,
  }
  const rest = async () => {
    rested += 1
  }
  const random = { bytes: (count: number) => new Uint8Array(count) }
  const stage = createStage('http://127.0.0.1:8976/callback', agent, { random, earlierState: null, rest })
  return { stage, rested: () => rested }
}

describe('stage', () => {
  test('a client that answers when it is done has settled with its answer', async () => {
    const { stage, rested } = stageOf(false)
    await stage.settled()
    expect(rested()).toBe(0)
  })

  test('a page that goes on after its answer has settled when its login has come to rest', async () => {
    const { stage, rested } = stageOf(true)
    await stage.settled()
    expect(rested()).toBe(1)
  })
})

import { describe, expect, test } from 'vitest'
import { createOutputReader } from '../../../src/conformance/gather/output-reader.js'
import { fakePorts } from '../../support/fake-ports.js'

function reader() {
  const urls: string[] = []
  const ports = fakePorts()
  return {
    urls,
    wake: () => ports.advance(250),
    output: createOutputReader(ports.clock, (url) => urls.push(url)),
  }
}

describe('createOutputReader', () => {
  test('hands on a URL as soon as its line is complete', () => {
    const { urls, output } = reader()
    output.write('Open http://a.test/oauth/auth')
    expect(urls).toEqual([])
    output.write('orize?state=1\nand wait')
    expect(urls).toEqual(['http://a.test/oauth/authorize?state=1'])
  })

  test('hands on a URL without line break after a silence, whole', async () => {
    const { urls, output, wake } = reader()
    output.write('Open http://a.test/?a')
    output.write('=1: ')
    wake()
    await Promise.resolve()
    await Promise.resolve()
    expect(urls).toEqual(['http://a.test/?a=1'])
  })

  test('hands on the rest at the end', () => {
    const { urls, output } = reader()
    output.write('http://a.test/1')
    output.end()
    expect(urls).toEqual(['http://a.test/1'])
  })

  test('keeps short output whole', () => {
    const { output } = reader()
    output.write('a'.repeat(40_000))
    output.write('b'.repeat(20_000))
    expect(output.text()).toBe('a'.repeat(40_000) + 'b'.repeat(20_000))
    expect(output.cut).toBe(false)
  })

  test('keeps the beginning and the end of megabytes, and says how much is missing', () => {
    const { output } = reader()
    output.write('first line\n')
    for (let block = 0; block < 100; block++) output.write('x'.repeat(100_000))
    output.write('\nlast line')
    expect(output.text().startsWith('first line\n')).toBe(true)
    expect(output.text().endsWith('\nlast line')).toBe(true)
    expect(output.text().length).toBeLessThan(70_000)
    expect(output.text()).toContain('9934485 characters left out')
    expect(output.cut).toBe(true)
  })
})

import { describe, expect, test } from 'vitest'
import { type ClockReading, createClockControl } from '../../src/server/clock-control.js'
import { fakePorts } from '../support/fake-ports.js'

// 2026-01-15T12:00:00Z, by "date -u -d 2026-01-15T12:00:00Z +%s".
const noon = 1_768_478_400_000
// 2027-01-01T00:00:00Z, by "date -u -d 2027-01-01T00:00:00Z +%s".
const newYear = 1_798_761_600_000

function control() {
  const ports = fakePorts(noon)
  return { clock: createClockControl(ports.clock), pass: ports.advance }
}

describe('clock-control', () => {
  test('goes with the real clock until it is moved', () => {
    const { clock, pass } = control()
    expect(clock.read()).toEqual({ now: noon, ahead: 0, frozen: false, warning: null })
    pass(5000)
    expect(clock.now()).toBe(noon + 5000)
  })

  test('an advance adds up, and the clock goes on from there', () => {
    const { clock, pass } = control()
    clock.advance(600)
    expect(clock.advance(1.5)).toMatchObject({ now: noon + 601_500, ahead: 601_500, frozen: false })
    pass(1000)
    expect(clock.now()).toBe(noon + 602_500)
  })

  test('a time that is set goes on from there, forward and back', () => {
    const { clock, pass } = control()
    expect(clock.set('2027-01-01T00:00:00Z').now).toBe(newYear)
    pass(250)
    expect(clock.now()).toBe(newYear + 250)
    expect(clock.set(new Date(noon - 5000)).ahead).toBe(-5250)
    expect(clock.set(noon).now).toBe(noon)
  })

  test('a frozen clock stands still, can be moved, and goes on from where it stands', () => {
    const { clock, pass } = control()
    expect(clock.freeze()).toMatchObject({ now: noon, frozen: true })
    pass(60_000)
    expect(clock.now()).toBe(noon)
    expect(clock.advance(10).now).toBe(noon + 10_000)
    pass(60_000)
    expect(clock.unfreeze()).toMatchObject({ now: noon + 10_000, frozen: false })
    pass(1)
    expect(clock.now()).toBe(noon + 10_001)
  })

  test('freezing twice and unfreezing a clock that goes change nothing', () => {
    const { clock, pass } = control()
    expect(clock.unfreeze()).toMatchObject({ now: noon, frozen: false })
    clock.freeze()
    pass(10)
    expect(clock.freeze().now).toBe(noon)
  })

  test('a reset is the real time again', () => {
    const { clock, pass } = control()
    clock.advance(99)
    clock.freeze()
    pass(500)
    expect(clock.reset()).toEqual({ now: noon + 500, ahead: 0, frozen: false, warning: null })
  })

  test('warns while it runs ahead, because other clocks then refuse its tokens', () => {
    const { clock } = control()
    expect(clock.advance(0.999).warning).toBeNull()
    expect(clock.advance(600.001).warning).toBe(
      'the clock of the mock runs 10 min ahead of the real one: clients with their own clock will refuse new tokens',
    )
    expect(clock.reset().warning).toBeNull()
  })

  test('warns while it runs behind, also because it stands still', () => {
    const { clock, pass } = control()
    expect(clock.freeze().warning).toBeNull()
    pass(90_000)
    expect(clock.read().warning).toMatch(/^the clock of the mock runs 90 s behind the real one: /)
  })

  test('a sleep takes real time, however the clock is moved', async () => {
    const { clock, pass } = control()
    let woken = false
    const sleeping = clock.sleep(1000).then(() => {
      woken = true
    })
    clock.advance(3600)
    await Promise.resolve()
    expect(woken).toBe(false)
    clock.freeze()
    pass(1000)
    await sleeping
    expect(woken).toBe(true)
  })

  test('a sleep ends at once when it is interrupted', async () => {
    const { clock } = control()
    const stop = new AbortController()
    const sleeping = clock.sleep(1_000_000, stop.signal)
    stop.abort()
    await sleeping
  })

  test('listeners hear of every change until they end it', () => {
    const { clock } = control()
    const heard: ClockReading[] = []
    const end = clock.listen((reading) => heard.push(reading))
    clock.advance(1)
    clock.freeze()
    clock.reset()
    end()
    clock.advance(1)
    expect(heard.map(({ ahead, frozen }) => ({ ahead, frozen }))).toEqual([
      { ahead: 1000, frozen: false },
      { ahead: 1000, frozen: true },
      { ahead: 0, frozen: false },
    ])
  })

  const refused = [
    { name: 'a negative advance', change: -1 },
    { name: 'an advance of no number', change: Number.NaN },
    { name: 'an endless advance', change: Number.POSITIVE_INFINITY },
    { name: 'an advance beyond the year 9999', change: 300_000_000_000 },
  ]
  for (const { name, change } of refused) {
    test(`refuses ${name} and stays where it was`, () => {
      const { clock } = control()
      expect(() => clock.advance(change)).toThrow(RangeError)
      expect(clock.read()).toEqual({ now: noon, ahead: 0, frozen: false, warning: null })
    })
  }

  const times: readonly { time: string | number; at: number | null }[] = [
    { time: '2027-01-01', at: newYear },
    { time: '2027-01-01T00:00Z', at: newYear },
    { time: '2027-01-01T00:00:00.250Z', at: newYear + 250 },
    { time: '2027-01-01T01:00:00+01:00', at: newYear },
    { time: '1970-01-01', at: 0 },
    { time: '2027-01-01T00:00:00', at: null },
    { time: '2027-02-30', at: null },
    { time: '2027-02-30T00:00:00Z', at: null },
    { time: '2027-13-01', at: null },
    { time: '2027-01-01T25:00:00Z', at: null },
    { time: '1969-12-31', at: null },
    { time: '+010000-01-01T00:00:00Z', at: null },
    { time: 'tomorrow', at: null },
    { time: '1798761600', at: null },
    { time: -1, at: null },
    { time: 253_402_300_800_000, at: null },
  ]
  for (const { time, at } of times) {
    test(`${at === null ? 'refuses' : 'understands'} the time ${time}`, () => {
      const { clock } = control()
      if (at === null) expect(() => clock.set(time)).toThrow(RangeError)
      else expect(clock.set(time).now).toBe(at)
    })
  }
})

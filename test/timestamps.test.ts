/** `parseTimestamp`: times of the platform, most of which have no zone and mean UTC. */

import fc from 'fast-check'
import { InvalidArgumentError, parseTimestamp } from 'nemo-platform'
import { describe, expect, test, vi } from 'vitest'

describe('parseTimestamp', () => {
  test.each([
    ['2026-11-22T06:46:55.881305', '2026-11-22T06:46:55.881Z'],
    ['2026-11-22T06:46:55.881999', '2026-11-22T06:46:55.881Z'],
    ['2026-11-22T06:46:55Z', '2026-11-22T06:46:55.000Z'],
    ['2026-11-22T06:46:55.5z', '2026-11-22T06:46:55.500Z'],
    ['2026-11-22T06:46:55', '2026-11-22T06:46:55.000Z'],
    ['2026-11-22 06:46:55', '2026-11-22T06:46:55.000Z'],
    ['2026-11-22T06:46', '2026-11-22T06:46:00.000Z'],
    ['2026-11-22T06:46:55+02:00', '2026-11-22T04:46:55.000Z'],
    ['2026-11-22T06:46:55.25-0530', '2026-11-22T12:16:55.250Z'],
    ['2026-11-22 06:46:55 +00:00', '2026-11-22T06:46:55.000Z'],
    ['2024-02-29T00:00:00', '2024-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseTimestamp(text).toISOString()).toBe(iso)
  })

  test('does not depend on the zone of the machine', () => {
    vi.stubEnv('TZ', 'America/New_York')
    expect(new Date('2026-11-22T06:46:55').toISOString()).not.toBe('2026-11-22T06:46:55.000Z')

    expect(parseTimestamp('2026-11-22T06:46:55').toISOString()).toBe('2026-11-22T06:46:55.000Z')
  })

  test.each([
    '',
    'yesterday',
    '2026-11-22',
    '06:46:55',
    '2026-13-22T06:46:55',
    '2026-02-32T06:46:55',
    '2026-02-30T06:46:55',
    '2025-02-29T06:46:55',
    '2026-11-22T25:00:00',
    '2026-11-22T06:46:55 Europe/Berlin',
    '1763793415',
    '2026-11-22T06:46:55Z and more',
  ])('refuses %j', (text) => {
    expect(() => parseTimestamp(text)).toThrow(InvalidArgumentError)
  })

  test.each([null, undefined, 5, new Date()])('refuses what is no text: %s', (value) => {
    expect(() => parseTimestamp(value as unknown as string)).toThrow(InvalidArgumentError)
  })

  test('reads every time that JavaScript writes, with and without its zone', () => {
    const year = (number: number) => Date.UTC(number, 0)
    fc.assert(
      fc.property(
        fc.date({ min: new Date(year(1970)), max: new Date(year(9999)), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString()

          expect(parseTimestamp(text)).toEqual(date)
          expect(parseTimestamp(`${text.slice(0, -1)}999`)).toEqual(date)
        },
      ),
    )
  })
})

/** Times in the platform's answers. */

import { InvalidArgumentError } from './errors/index.ts'

/**
 * Reads a time as the platform writes it. Most of its times have no zone and mean UTC, where `new Date(text)` would take
 * them for local time. Microseconds are cut to milliseconds.
 *
 * @param text - For instance `2026-11-22T06:46:55.881305` or `2026-11-22T06:46:55Z`.
 * @throws InvalidArgumentError for what is no time.
 */
export function parseTimestamp(text: string): Date {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(text)
  const [, day, clock, fraction = '', zone = 'Z'] = parts ?? []
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const offset = zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2').toUpperCase()
  const seconds = clock?.length === 5 ? `${clock}:00` : clock
  const date = new Date(`${day}T${seconds}.${milliseconds}${offset}`)
  // The engine makes 2 March of 30 February.
  const isDay = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(day?.slice(-2))
  if (parts === null || !isDay || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('timestamp', 'must be a time like 2026-11-22T06:46:55.881305')
  }
  return date
}

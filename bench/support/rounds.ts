/** Runs contestants in turn, round after round, so that a change of the machine's mood hits all of them. */

import type { Sample } from './commands.ts'
import { Measurements } from './statistics.ts'

/** Measures a contestant once. */
export type Measure = () => Promise<Sample>

/** All contestants in each round, another one first each time. A round in front warms up, and does not count. */
export async function inRounds(
  contestants: ReadonlyMap<string, Measure>,
  rounds: number,
): Promise<Measurements> {
  const measurements = new Measurements(contestants.keys())
  const entries = [...contestants]
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % entries.length
    for (const [name, measure] of [...entries.slice(first), ...entries.slice(0, first)]) {
      const sample = await measure()
      if (round > 0) measurements.add(name, sample)
    }
  }
  return measurements
}

/** Medians, and the ratios of measurements that were taken side by side. */

import type { Sample } from './commands.ts'

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** What each contestant measured, one sample per round. */
export class Measurements {
  readonly #samples: ReadonlyMap<string, Sample[]>

  /** @param contestants - In the order in which they are shown. */
  constructor(contestants: Iterable<string>) {
    this.#samples = new Map([...contestants].map((name) => [name, []]))
  }

  /** Takes in the sample of a round. */
  add(contestant: string, sample: Sample): void {
    this.#samples.get(contestant)?.push(sample)
  }

  /** Who has been measured. */
  get contestants(): string[] {
    return [...this.#samples.keys()]
  }

  /** The median over the rounds; undefined for a contestant or metric that was not measured. */
  median(contestant: string, metric: string): number | undefined {
    const values = this.#values(contestant, metric)
    return values.length === 0 ? undefined : median(values)
  }

  /** The largest value of all rounds. */
  max(contestant: string, metric: string): number | undefined {
    const values = this.#values(contestant, metric)
    return values.length === 0 ? undefined : Math.max(...values)
  }

  /** The median of the ratios round by round, so that what slows a whole round down cancels out. */
  ratio(contestant: string, metric: string, base: string): number | undefined {
    const ratios = this.ratios(contestant, metric, base)
    return ratios.length === 0 ? undefined : median(ratios)
  }

  /** Whether a set of rounds counts: what should be equal is, within a tenth. */
  agrees(control: string, metric: string, base: string): boolean | undefined {
    const ratio = this.ratio(control, metric, base)
    return ratio === undefined ? undefined : ratio >= 0.9 && ratio <= 1.1
  }

  /** The ratios of all rounds. */
  ratios(contestant: string, metric: string, base: string): number[] {
    const bases = this.#values(base, metric)
    return this.#values(contestant, metric).flatMap((value, round) => {
      const other = bases[round]
      return other === undefined ? [] : [value / other]
    })
  }

  #values(contestant: string, metric: string): number[] {
    return (this.#samples.get(contestant) ?? []).flatMap((sample) => sample[metric] ?? [])
  }
}

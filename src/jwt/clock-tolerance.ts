/**
 * How far two clocks may differ before that means something. All times of tokens are judged by the platform's clock, which
 * its `Date` headers tell; each number below is the error of another way to read that clock.
 */

/** A `Date` header has whole seconds, and took a while to get here: a smaller difference of two clocks is noise. In ms. */
export const CLOCK_NOISE = 2_000

/**
 * A busy server's `Date` header may be this old, in s: so much later than it says the platform may have looked at a token.
 * No noise of ours adds to it, since both times are the platform's.
 */
export const DATE_LAG = 3

/** Noise and lag together, in ms: only a difference of more than this is worth telling a person. */
export const CLOCK_TOLERANCE = CLOCK_NOISE + DATE_LAG * 1_000

/** From here on, in ms, this machine's clock is to be set: what ends or begins within half a minute was decided by it. */
export const CLOCK_FAULT = 30_000

/**
 * Timestamps in bodies come without a `Date` to compare them with. Machines that are kept in step at all are within a minute
 * of each other. In ms.
 */
export const TIMESTAMP_TOLERANCE = 60_000

/** How much a config file may hold: reading one ends in time, whoever wrote it. */

/** Bytes of the file; a thousand logins fit in. */
export const MOST_CONFIG_BYTES = 1024 * 1024
/** Aliases (`*name`) in the file; each may stand for as much as its anchor. */
export const MOST_ALIASES = 1_000
/** Lists and maps within each other. */
export const DEEPEST_NESTING = 64
/** How long the other end of a pipe may stay silent, in ms. */
export const LONGEST_PIPE_SILENCE = 5_000

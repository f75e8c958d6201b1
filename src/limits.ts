/** What a server or a file can make us hold, do or wait for: every bound in one place. Sizes are in bytes, times in ms. */

/** Longest answer that is read as text or JSON; longer ones are errors. Downloads and streams have no such bound. */
export const LONGEST_TEXT_BODY = 256 * 1024 * 1024
/** How much of an error's body is read; the rest is given up. */
export const LONGEST_ERROR_BODY = 64 * 1024
/** Longest answer of discovery, token and device endpoints; longer ones are errors. */
export const LONGEST_AUTH_BODY = 1024 * 1024
/** How many timeouts an answer that is read as text or JSON may take in all, however steadily it drips. */
export const TIMEOUTS_PER_TEXT_BODY = 10
/** Longest single event of a stream, in characters. */
export const LONGEST_EVENT = 64 * 1024 * 1024
/** Longest text that is searched for secrets; what follows is cut off before. In characters. */
export const LONGEST_SHOWN_TEXT = 64 * 1024

/** Longest blob that a `fetch` gets as bytes, which every one takes; a longer one goes as the blob that it is. */
export const LONGEST_COPIED_BLOB = 1024 * 1024

/** Redirects that one attempt follows. */
export const MOST_REDIRECTS = 10
/** How often a download begins anew because other bytes came than were asked for, or the file changed. */
export const MOST_DOWNLOAD_RESTARTS = 5
/** Answers that one download is put together from, however often it breaks off. */
export const MOST_DOWNLOAD_ANSWERS = 10_000
/** Bytes before a break that are fetched again and compared: the platform has no other sign of a file that has changed. */
export const DOWNLOAD_OVERLAP = 64 * 1024
/** How many pages of a list may be empty in a row before it is taken for endless. */
export const MOST_EMPTY_PAGES = 100
/** How many items `.all()` collects, unless it is told another number. */
export const MOST_COLLECTED_ITEMS = 10_000

/** Connections at a time and origin, unless the client is told another number. */
export const MOST_CONNECTIONS = 256
/** Longest wait that a server may ask for; a longer one ends the call. */
export const LONGEST_SERVER_DELAY = 60_000

/** Largest config file; a hundred logins and more fit in. */
export const LARGEST_CONFIG = 1024 * 1024
/** Aliases (`*name`) in a config file; each may stand for as much as its anchor. */
export const MOST_CONFIG_ALIASES = 1_000
/** Lists and maps within each other in a config file. */
export const DEEPEST_CONFIG = 64
/** How long the other end of a pipe that holds a config may stay silent. */
export const LONGEST_PIPE_SILENCE = 5_000

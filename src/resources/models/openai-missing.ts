/** What bundlers put in place of the package `openai` where it is not installed: see `#openai` in package.json. */

/** There is none. */
export const OpenAI = undefined

/** Tells whether a token can be sent. */

/** What is wrong with a token, in words that follow its name; undefined for one that can be sent. */
export function tokenProblem(token: string): string | undefined {
  if (token.trim() === '') return 'must not be empty'
  if (/[^\u0021-\u007e]/.test(token))
    return 'must not hold blanks, line breaks or letters that HTTP cannot send'
  return undefined
}

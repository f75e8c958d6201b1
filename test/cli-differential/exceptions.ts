/** Lines that end otherwise here than in Python, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  "- inference prompts create x --messages '{a'":
    'a value that is no JSON is wrong usage here, with 2; Python ends with 1 as after something unexpected',
}

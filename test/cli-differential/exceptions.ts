/** Lines that end otherwise here than in Python, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  "- inference prompts create x --messages '{a'":
    'a value that is no JSON is wrong usage here, with 2; Python ends with 1 as after something unexpected',
}

/** Lines that end otherwise on a mock platform than on a real one, and why. */
export const ON_MOCK: Readonly<Record<string, string>> = {
  'json workspaces list --page 1 --page-size 1 --sort created_at':
    'the platform of the recording had more workspaces, and tells how many',
}

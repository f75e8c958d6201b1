/** Lines that end otherwise here than in Python, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {}

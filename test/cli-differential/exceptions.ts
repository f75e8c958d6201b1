/** Lines that end otherwise here than in Python, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {}

/** Lines that end otherwise on a mock platform than on a real one, and why. */
export const ON_MOCK: Readonly<Record<string, string>> = {
  '- jobs results create r --job short --artifact-storage-type fileset --artifact-url WS/nobody':
    'it does not look whether the fileset of a result is there',
}

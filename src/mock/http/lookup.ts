/** Names in paths that the services' own library looks up. */

/** What they may be long, in characters. */
export const LONGEST_LOOKUP = 255

/** Whether the library asks for such a name at all. */
export function canBeLookedUp(name: string): boolean {
  return /^[\p{L}\p{N}_\-.]+$/u.test(name) && name.length <= LONGEST_LOOKUP
}

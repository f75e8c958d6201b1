/** Ids as the platform makes them. */

import { BASE58 } from './base58.ts'
import { randomBytes } from './random.ts'
import { sha256 } from './sha256.ts'

const ID_LENGTH = 22
const NAME_LENGTH = 5
const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz'

/** An id for a new thing: its kind, and letters and digits that cannot be mistaken for each other. */
export function newId(kind: string): string {
  const letters = [...randomBytes(ID_LENGTH)].map((byte) => BASE58[byte % BASE58.length])
  return `${kind}-${letters.join('')}`
}

/** A name for what was given none: `virtual-model-0c8w7`. */
export function newName(kind: string): string {
  const letters = [...randomBytes(NAME_LENGTH)].map((byte) => BASE36[byte % BASE36.length])
  return `${kind}-${letters.join('')}`
}

/** The name of a role binding, which follows from what it binds. */
export function bindingName(principal: string, workspace: string, role: string): string {
  const hash = sha256(`${principal}:${workspace}:${role}`)
  return `rb-${hash.slice(0, 24)}`
}

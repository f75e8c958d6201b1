/**
 * Reads what tokens say about themselves, and makes unsigned ones.
 * Must not verify anything (only the server can), nor import from other folders; runs everywhere.
 * May be imported by auth, config, access, diagnosis, client, mock, testing and cli.
 */

export { type DecodedToken, decodeToken, type TokenClaims } from './decode-token.ts'
export { createUnsignedToken, type UnsignedTokenOptions } from './unsigned-token.ts'

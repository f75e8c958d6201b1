/** Tokens: making unsigned ones for local platforms, and reading what a token says. */

export { type DecodedToken, decodeToken, type TokenClaims } from '../jwt/decode-token.ts'
export { createUnsignedToken, type UnsignedTokenOptions } from '../jwt/unsigned-token.ts'

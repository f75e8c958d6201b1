/** A key pair that signs tokens (RS256), and checks them. */

import {
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto'
import { decodeToken, type TokenClaims } from '../../jwt/decode-token.ts'

/** Signs and verifies tokens. */
export class SigningKey {
  readonly keyId = randomUUID()
  readonly #privateKey: KeyObject

  constructor() {
    this.#privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  }

  /** A signed token with these claims. */
  sign(claims: Readonly<Record<string, unknown>>): string {
    const header = encode({ alg: 'RS256', typ: 'JWT', kid: this.keyId })
    const content = `${header}.${encode(claims)}`
    return `${content}.${createSign('RSA-SHA256').update(content).sign(this.#privateKey, 'base64url')}`
  }

  /** The claims of a token that this key signed; undefined for all others. */
  verify(token: string): TokenClaims | undefined {
    const decoded = decodeToken(token)
    if (decoded?.header['alg'] !== 'RS256' || decoded.header['kid'] !== this.keyId) return undefined
    const end = token.lastIndexOf('.')
    const isGenuine = createVerify('RSA-SHA256')
      .update(token.slice(0, end))
      .verify(createPublicKey(this.#privateKey), token.slice(end + 1), 'base64url')
    return isGenuine ? decoded.claims : undefined
  }

  /** The public half, as it is published. */
  publicJwk(): Record<string, unknown> {
    const { kty, n, e } = createPublicKey(this.#privateKey).export({ format: 'jwk' })
    return { kty, use: 'sig', alg: 'RS256', kid: this.keyId, n, e }
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

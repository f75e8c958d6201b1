/** A key pair that signs tokens (RS256), and checks them. */

import type { KeyObject } from 'node:crypto'
import { InvalidArgumentError } from '../../errors/index.ts'
import type { TokenClaims } from '../../jwt/decode-token.ts'

const ALGORITHM = 'RS256'

/** Signs and verifies tokens. */
export class SigningKey {
  readonly #crypto = nodeCrypto()
  readonly keyId = crypto.randomUUID()
  readonly #privateKey: KeyObject
  readonly #publicKey: KeyObject

  constructor() {
    const { createPublicKey, generateKeyPairSync } = this.#crypto
    this.#privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    this.#publicKey = createPublicKey(this.#privateKey)
  }

  /**
   * A signed token with these claims. By hand, since `tokenFor` gives a token and no promise of one: `jose` signs with
   * WebCrypto, which has nothing that answers at once.
   */
  sign(claims: Readonly<Record<string, unknown>>): string {
    const header = encode({ alg: ALGORITHM, typ: 'JWT', kid: this.keyId })
    const content = `${header}.${encode(claims)}`
    return `${content}.${this.#crypto.createSign('RSA-SHA256').update(content).sign(this.#privateKey, 'base64url')}`
  }

  /**
   * The claims of a token that this key signed, and whose time it is; undefined for all others.
   *
   * @param clockTolerance - How many seconds clocks may differ by. @default 0
   */
  async verify(token: string, clockTolerance = 0): Promise<TokenClaims | undefined> {
    const { jwtVerify } = await import('jose/jwt/verify')
    const options = { algorithms: [ALGORITHM], clockTolerance }
    const verified = await jwtVerify(token, this.#publicKey, options).catch(() => undefined)
    return verified?.protectedHeader.kid === this.keyId ? verified.payload : undefined
  }

  /** The public half, as it is published. */
  publicJwk(): Record<string, unknown> {
    const { kty, n, e } = this.#publicKey.export({ format: 'jwk' })
    return { kty, use: 'sig', alg: ALGORITHM, kid: this.keyId, n, e }
  }
}

/** Asked for when a key is made: all else of the mock platform runs where there is no Node, too. */
function nodeCrypto(): typeof import('node:crypto') {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> }
  const found = process?.getBuiltinModule?.('node:crypto')
  if (found?.generateKeyPairSync !== undefined) return found
  throw new InvalidArgumentError(
    'auth',
    'wants signed tokens or access keys, which are made with `node:crypto`',
    {
      remedies: ['Leave `auth.oidc` and access keys out here: `tokenFor` gives unsigned tokens then'],
    },
  )
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

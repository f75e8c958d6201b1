/** Makes tokens as somebody would who has no access to the identity provider's private key. */

import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { OIDCTarget } from './stage.ts'

/** The claims of a token that a platform would take if only the provider had signed it. */
export function claimsFor({ issuer, audience }: OIDCTarget, email: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000)
  return { iss: issuer, aud: audience, sub: email, email, iat: now, exp: now + 600 }
}

/** A token signed with a key of our own. */
export async function signedByStranger(claims: JWTPayload, keyId?: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256')
  const header = { alg: 'RS256', ...(keyId === undefined ? {} : { kid: keyId }) }
  return new SignJWT(claims).setProtectedHeader(header).sign(privateKey)
}

/** A token whose shared secret is the provider's public key: it fools who lets the token choose the algorithm. */
export async function signedWithPublicKey(claims: JWTPayload, target: OIDCTarget): Promise<string> {
  const jwk = await publishedKey(target)
  const pem = await exportSPKI(createPublicKey({ key: jwk, format: 'jwk' }))
  const header = { alg: 'HS256', kid: String(jwk['kid']) }
  return new SignJWT(claims).setProtectedHeader(header).sign(new TextEncoder().encode(pem))
}

/** A token without signature. */
export function unsigned(claims: JWTPayload, alg = 'none'): string {
  return `${encode({ alg, typ: 'JWT' })}.${encode(claims)}.`
}

/** A token with other claims than those that were signed. */
export function withClaims(token: string, claims: JWTPayload): string {
  const [header, , signature] = token.split('.')
  return `${header}.${encode(claims)}.${signature}`
}

/** The key that the provider publishes. */
export async function publishedKey({ issuer }: OIDCTarget): Promise<JsonWebKey> {
  const { jwks_uri } = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >
  const { keys } = (await (await fetch(String(jwks_uri))).json()) as { keys: JsonWebKey[] }
  const [key] = keys
  if (key === undefined) throw new Error('The provider publishes no key')
  return key
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

/**
 * Signing in on a page: by a redirect to the identity provider that the platform's discovery names (authorization code with PKCE).
 * Tokens stay in memory, and are refreshed there. The entry point `nemo-platform/browser-login`.
 */

export type { Session } from './session.ts'
export { beginSignIn, finishSignIn, type SignInOptions } from './sign-in.ts'

/** The one place that reads the server's words, where it sends no code: each wording stands here with what it means. */

/** The policy decision point (PDP) could not be asked (502, 503, 504). */
export function isPolicyFault(detail: string): boolean {
  return /^Authorization service (?:error|unavailable|timeout)\b/i.test(detail)
}

/** A bearer token was sent, and the platform has no way to verify one (401). */
export function isBearerNotConfigured(detail: string): boolean {
  return /^Bearer token authentication (?:is )?not configured/i.test(detail)
}

/** The platform takes no tokens without signature (401). */
export function isUnsignedRefused(detail: string): boolean {
  return /^Unsigned (?:JWTs?|tokens?) (?:are|is) not accepted/i.test(detail)
}

/** A scope of the token is written like a permission (400). */
export function isScopeSyntaxRefused(detail: string): boolean {
  return /^Invalid scope '/.test(detail)
}

/** An identity header is not well-formed (400). */
export function isPrincipalHeaderRefused(detail: string): boolean {
  return /^X-NMP-Principal-[\w-]+ /i.test(detail)
}

/** A 404 that names what is missing, in contrast to one for a path that the platform does not have. */
export function namesWhatIsMissing(detail: string): boolean {
  return /'.*' (?:of type '[^']*' )?not found/is.test(detail)
}

/** The workspace whose name is taken (409). */
export function takenWorkspaceIn(detail: string): string | undefined {
  return /^Workspace '([^']+)' already exists/.exec(detail)?.[1]
}

/** The workspace whose name is taken until its deletion has ended (409). */
export function dyingWorkspaceIn(detail: string): string | undefined {
  return /^Workspace '([^']+)' is still being deleted/.exec(detail)?.[1]
}

/** The workspace that cannot be deleted for what is in it (409). */
export function fullWorkspaceIn(detail: string): string | undefined {
  return /^Cannot delete workspace '([^']+)'/i.exec(detail)?.[1]
}

/** Who asks. */

/** The identity behind a request. */
export interface Principal {
  /** Subject of the token, or the trusted header; empty where nobody said. */
  readonly id: string
  readonly email: string | undefined
  readonly groups: readonly string[]
  /** Scopes of the token; undefined where it has none. */
  readonly scopes: readonly string[] | undefined
  /** Whether it came with an access key. */
  readonly hasAccessKey?: boolean | undefined
  /** For whom a service acts. */
  readonly onBehalfOf?: Principal | undefined
}

/** Nobody: no token, no header. */
export const ANONYMOUS: Principal = { id: '', email: undefined, groups: [], scopes: undefined }

/** The names under which role bindings may know somebody. */
export function principalsOf(caller: Principal): string[] {
  const names = [caller.id, caller.email ?? '', ...caller.groups].map((name) => name.trim())
  return [...new Set(names)].filter((name) => name !== '')
}

/** The names whose roles decide what is listed: a service that acts for somebody sees what that person sees. */
export function listingPrincipalsOf(caller: Principal): string[] {
  return principalsOf(isService(caller) ? actingFor(caller) : caller)
}

/** The name that a new workspace's Admin binding gets: the e-mail address, else the subject. */
export function bindingPrincipalOf(caller: Principal): string {
  return caller.email?.trim() || caller.id.trim()
}

/** Whoever acts in the end. */
export function actingFor(caller: Principal): Principal {
  return caller.onBehalfOf ?? caller
}

/** The id of whoever acts in the end. */
export function effectiveIdOf(caller: Principal): string {
  return actingFor(caller).id
}

/** Whether it is one of the platform's own services. */
export function isService(caller: Principal): boolean {
  return caller.id.startsWith('service:')
}

/** Whether it is a service account, which has access keys but no login. */
export function isServiceAccount(caller: Principal): boolean {
  return caller.id.startsWith('service-account:')
}

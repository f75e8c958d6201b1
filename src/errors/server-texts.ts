/**
 * The sentences of the server that tell apart what it gives no code for. Nothing else reads them: each function here
 * takes the server's words and returns data. A sentence is known by its beginning, or by all of it: what stands in quotes
 * may be any name that a user gave.
 */

/** What a 409 is about. */
export type ConflictText =
  | {
      readonly kind: 'workspace-not-empty'
      readonly workspace: string | undefined
      /** How many of what are in the way. */
      readonly entities: Readonly<Record<string, number>>
    }
  | {
      readonly kind: 'last-admin'
      readonly principal: string | undefined
      readonly workspace: string | undefined
    }
  | {
      readonly kind: 'already-exists'
      /** The name that is taken, where it is that of a workspace. */
      readonly workspace: string | undefined
    }
  | {
      readonly kind: 'workspace-being-deleted'
      readonly workspace: string
    }
  | { readonly kind: 'other' }

/** Reads the sentence of a 409. */
export function readConflict(detail: string): ConflictText {
  const contents = /^Cannot delete workspace .*contains entities that must be deleted first: (.+)/i.exec(
    detail,
  )?.[1]
  if (contents !== undefined) {
    const counts = [...contents.matchAll(/([^\s,()]+) \((\d+)\)/g)]
    const entities = Object.fromEntries(counts.map(([, name, count]) => [name, Number(count)]))
    return { kind: 'workspace-not-empty', workspace: workspaceIn(detail), entities }
  }
  if (/^Cannot remove .*\blast Admin\b/s.test(detail)) {
    const principal = /(?:from|member) '([^']*)'/.exec(detail)?.[1]
    return { kind: 'last-admin', principal, workspace: workspaceIn(detail) }
  }
  const dying = /^Workspace '([^']+)' is still being deleted/.exec(detail)?.[1]
  if (dying !== undefined) return { kind: 'workspace-being-deleted', workspace: dying }
  if (/already exists\b/i.test(detail)) {
    return { kind: 'already-exists', workspace: /^Workspace '([^']+)' already exists/.exec(detail)?.[1] }
  }
  return { kind: 'other' }
}

/** Why a token was refused, where the server says so itself. */
export type UnauthorizedText =
  | 'unsigned-token-rejected'
  | 'bearer-not-configured'
  | 'audience-mismatch'
  | 'issuer-mismatch'

/** Reads the sentence of a 401. */
export function readUnauthorized(detail: string): UnauthorizedText | undefined {
  if (/^Unsigned\b.* not accepted/i.test(detail)) return 'unsigned-token-rejected'
  if (/^Bearer\b.* not configured/i.test(detail)) return 'bearer-not-configured'
  if (/audience/i.test(detail)) return 'audience-mismatch'
  if (/issuer/i.test(detail)) return 'issuer-mismatch'
  return undefined
}

/** Reads the sentence of a 403, where it says more than that. */
export function readForbidden(detail: string): 'reserved-name' | undefined {
  return /^Workspace names beginning with .* are reserved\b/.test(detail) ? 'reserved-name' : undefined
}

/** What a 400 is about. */
export type BadRequestText = 'permission-as-scope' | 'principal-header'

/** Reads the sentence of a 400. */
export function readBadRequest(detail: string): BadRequestText | undefined {
  if (/^Invalid scope/.test(detail)) return 'permission-as-scope'
  if (/^X-N(?:MP|HX)-Principal-/i.test(detail)) return 'principal-header'
  return undefined
}

/** What a 404 is about: a feature that is off, or a thing that the server names; `other` where it names none. */
export type NotFoundText = 'access-keys-disabled' | 'named' | 'other'

/** Reads the sentence of a 404, and the code that comes with one of them. */
export function readNotFound(detail: string, body: unknown): NotFoundText {
  const code = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
  if (code === 'access_keys_disabled' || /^(?:Scoped )?Access Keys are not enabled/i.test(detail)) {
    return 'access-keys-disabled'
  }
  return /'.+' (?:of type '[^']*' )?not found|\bnot found (?:in|for) /is.test(detail) ? 'named' : 'other'
}

/** What a 422 is about that is no matter of the request. */
export type UnprocessableText = 'no-encryption'

/** Reads the code of a 422 that has one. */
export function readUnprocessable(body: unknown): UnprocessableText | undefined {
  const code = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  return code === 'ENCRYPTION_PROVIDER_NOT_CONFIGURED' ? 'no-encryption' : undefined
}

/** Reads the sentence of a 424: which model server refused the call, and how. */
export function readUpstream(detail: string): {
  upstreamStatus: number | undefined
  provider: string | undefined
  model: string | undefined
} {
  const status = /\[nemo_upstream_status=(\d{3})\]/.exec(detail)?.[1]
  return {
    upstreamStatus: status === undefined ? undefined : Number(status),
    provider: /^Model provider '([^']+)'/.exec(detail)?.[1],
    model: /\bfor model '([^']+)'/.exec(detail)?.[1],
  }
}

/** What a 5xx is about. */
export type ServerFailureText = 'policy-decision-point' | 'not-ready'

/** Reads the sentence of a 5xx, and the status that comes in place of one. */
export function readServerFailure(detail: string, body: unknown): ServerFailureText | undefined {
  if (/^(?:Authorization service (?:error|unavailable|timeout)|Internal authorization error)\b/i.test(detail))
    return 'policy-decision-point'
  return statusIn(body) === 'not_ready' ? 'not-ready' : undefined
}

/** Whether a refused page of a log is so for its cursor, which the server has forgotten. */
export function refusesCursor(detail: string): boolean {
  return /cursor/i.test(detail)
}

/** Whether a body is a page for people, of something in front of the platform, whatever its content type. */
export function isHtmlText(text: string): boolean {
  return /^\s*<(?:!doctype html|html|head|body|title)\b/i.test(text)
}

function statusIn(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  if ('detail' in body) return statusIn(body.detail)
  return 'status' in body ? body.status : undefined
}

function workspaceIn(detail: string): string | undefined {
  return /workspace '([^']*)'/i.exec(detail)?.[1]
}

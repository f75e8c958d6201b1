/**
 * What a client has seen of who may do what: enough to tell a role that is still on its way from one that is missing,
 * and a missing scope from both, without asking the server again.
 */

import type { RefusalClassifier } from '../errors/from-status.ts'
import type { AccessPolicy } from '../http/access-policy.ts'
import type { SentRequest } from '../http/request/operation.ts'
import { AccessEffect } from './access-effect.ts'
import { callerOf, isCaller } from './caller.ts'
import { retryPause, SERVER_GIVES_UP_AFTER } from './propagation.ts'
import { isRead } from './request-kind.ts'
import { type AccessChange, WorkspaceHistory } from './workspace-history.ts'
import { workspaceIn } from './workspace-path.ts'

/** Remembers, for one client, what was answered. */
export class AccessHistory implements AccessPolicy {
  readonly #trustedIssuer: () => string | undefined
  /** By workspace and caller. */
  readonly #workspaces = new Map<string, WorkspaceHistory>()

  /** @param trustedIssuer - The issuer of tokens that the platform trusts, if that is known already. */
  constructor(trustedIssuer: () => string | undefined) {
    this.#trustedIssuer = trustedIssuer
  }

  noteSuccess(request: SentRequest, token: string | undefined, duration: number): void {
    const { effect } = request
    if (
      effect instanceof AccessEffect &&
      (effect.principal === undefined || isCaller(effect.principal, token))
    ) {
      const history = new WorkspaceHistory(effect.kind, hasWaited(request, duration))
      this.#workspaces.set(keyOf(effect.workspace, token), history)
      return
    }
    const workspace = workspaceIn(request.path)
    if (workspace === undefined || !request.isKnown) return
    const key = keyOf(workspace, token)
    const history = this.#workspaces.get(key) ?? new WorkspaceHistory()
    history.noteSuccess(isRead(request))
    this.#workspaces.set(key, history)
  }

  async retryForbidden(
    request: SentRequest,
    token: string | undefined,
    tries: number,
  ): Promise<number | undefined> {
    const remaining = this.#find(workspaceIn(request.path), token)?.roleExpectedFor(isRead(request))
    if (remaining === undefined) return undefined
    const reasons = await loadReasons()
    return reasons?.isOutOfScope(request, token) ? undefined : retryPause(tries, remaining)
  }

  describeRefusal(
    request: SentRequest,
    token: string | undefined,
    { headers }: Pick<Response, 'headers'>,
  ): RefusalClassifier {
    return {
      authentication: async (detail) => {
        const reasons = await loadReasons()
        return reasons === undefined
          ? 'rejected'
          : reasons.authenticationReason({
              token,
              detail,
              date: headers.get('date'),
              trustedIssuer: this.#trustedIssuer(),
            })
      },
      permission: async () => {
        const reasons = await loadReasons()
        if (reasons === undefined) return { reason: 'unknown' }
        const history = this.#find(workspaceIn(request.path), token)
        const details = reasons.permissionDetails(request, token, history)
        if (details.reason === 'unknown' && request.isKnown && isRead(request)) history?.noteRefusedRead()
        return details
      },
    }
  }

  /** The last change of the caller's own access in a workspace that this client made; undefined where there was none. */
  lastChange(workspace: string, token: string | undefined): AccessChange | undefined {
    return this.#find(workspace, token)?.lastChange
  }

  #find(workspace: string | undefined, token: string | undefined): WorkspaceHistory | undefined {
    return workspace === undefined ? undefined : this.#workspaces.get(keyOf(workspace, token))
  }
}

/** What finds reasons is loaded with the first refusal. Where it cannot be, the reason is not known. */
function loadReasons(): Promise<typeof import('./refusal-reasons.ts') | undefined> {
  return import('./refusal-reasons.ts').catch(() => undefined)
}

function keyOf(workspace: string, token: string | undefined): string {
  return JSON.stringify([workspace, callerOf(token)])
}

/** Whether the server has waited until the role had arrived, and did not give up on it. */
function hasWaited({ url }: SentRequest, duration: number): boolean {
  return url.searchParams.get('wait_role_propagation') !== 'false' && duration < SERVER_GIVES_UP_AFTER
}

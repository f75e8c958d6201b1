/** What an operation changes in who may do what. */

/** A change of access to a workspace, for {@link AccessHistory}: `http` carries it along unread. */
export class AccessEffect {
  readonly kind: 'granted' | 'revoked' | 'deleted'
  readonly workspace: string
  /** Whom it concerns; undefined for the caller. */
  readonly principal: string | undefined

  constructor(kind: AccessEffect['kind'], workspace: string, principal?: string) {
    this.kind = kind
    this.workspace = workspace
    this.principal = principal
  }
}

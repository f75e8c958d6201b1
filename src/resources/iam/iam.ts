/** Identity and access management. */

import type { Caller } from '../caller.ts'
import { RoleBindings } from './role-bindings.ts'

/** `client.iam`: identity and access management, for services. */
export class IAM {
  /** Who has which role where. */
  readonly roleBindings: RoleBindings

  /** @internal */
  constructor(caller: Caller) {
    this.roleBindings = new RoleBindings(caller)
  }
}

/** Whether a change of roles is waited for. */

import { UsageError } from '../../errors.ts'

/** The flags, and what input data says; undefined leaves it to the default, which is to wait. */
export function waitFlag(
  flags: { wait: boolean; waitRolePropagation?: true },
  fields: Record<string, unknown>,
): boolean | undefined {
  if (!flags.wait && flags.waitRolePropagation === true)
    throw new UsageError('--no-wait and --wait-role-propagation exclude each other', 'Choose one of them')
  if (!flags.wait) return false
  if (flags.waitRolePropagation === true) return true
  const value = fields['wait_role_propagation']
  if (value === undefined || typeof value === 'boolean') return value
  throw new UsageError('wait_role_propagation must be true or false', 'Leave it out to wait')
}

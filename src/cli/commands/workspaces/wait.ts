/** Whether a change of roles is waited for. */

/** The flags, and what input data says; undefined leaves it to the default, which is to wait. */
export function waitFlag(
  flags: { wait: boolean; waitRolePropagation?: true },
  fields: Record<string, unknown>,
): boolean | undefined {
  if (!flags.wait) return false
  if (flags.waitRolePropagation === true) return true
  const value = fields['wait_role_propagation']
  return typeof value === 'boolean' ? value : undefined
}

/** The one place that reads the workspace out of a path. */

/** `/apis/{api}/v2/workspaces/{workspace}` and whatever lies below it. */
const WORKSPACE_PATH = /^\/apis\/[^/]+\/v\d+\/workspaces\/([^/]+)(\/.*)?$/

/**
 * The workspace that a request is about, decoded; undefined where it is about none.
 *
 * @param path - The path below the base URL, percent-encoded as it was sent.
 */
export function workspaceIn(path: string): string | undefined {
  const part = WORKSPACE_PATH.exec(path)?.[1]
  try {
    return part === undefined ? undefined : decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Whether a request is about the members of a workspace, whom only its Admins see. */
export function isAboutMembers(path: string): boolean {
  return WORKSPACE_PATH.exec(path)?.[2]?.split('/')[1] === 'members'
}

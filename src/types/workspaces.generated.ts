// Generated from api/ by npm run generate. Do not edit.

/** Wire types of `workspaces`. */

/** Workspace deletion status. */
export interface WorkspaceDeletionStatus {
  name: string
  deletion_stage: string
  deletion_error?: string | null
  updated_at: string
}

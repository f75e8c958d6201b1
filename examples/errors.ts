/** Refusals are typed: what happened, why, and what to do about it. */

import {
  APIStatusError,
  AuthError,
  ConfigError,
  LastAdminError,
  NeMoPlatform,
  NotFoundError,
  PermissionDeniedError,
  UnprocessableEntityError,
} from 'nemo-platform'

/** One line for the log, whatever went wrong. */
function explain(error: unknown): string {
  if (error instanceof PermissionDeniedError) {
    return `not allowed (${error.reason}): ${error.remedies[0]}`
  }
  if (error instanceof LastAdminError) return `last Admin: ${error.remedies[0]}`
  if (error instanceof NotFoundError) return `not there: ${error.detail}`
  if (error instanceof UnprocessableEntityError) {
    return `bad values: ${error.issues.map(({ path, message }) => `${path} ${message}`).join(', ')}`
  }
  if (error instanceof APIStatusError) return `${error.status}: ${error.detail} (${error.request.method})`
  if (error instanceof AuthError) return `no token (${error.reason}): ${error.remedies[0]}`
  if (error instanceof ConfigError) return `${error.code}: ${error.problem}`
  throw error
}

const client = new NeMoPlatform({ workspace: 'ml-team' })
await client.workspaces.create({ name: 'ml-team', exist_ok: true })

const attempts = [
  () => client.projects.retrieve('no-such-project'),
  () => client.projects.create({ name: 'Not A Name!' }),
  () => client.workspaces.members.delete('admin@example.com'),
  () => client.workspaces.retrieve('no-such-workspace'),
]
for (const attempt of attempts) {
  try {
    await attempt()
    console.log('worked')
  } catch (error) {
    console.log(explain(error))
  }
}

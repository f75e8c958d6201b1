/** Calls every operation of the API once, part by part, each in a workspace of its own. */

import { inference } from './chapters-inference.ts'
import { evaluationsAndTelemetry } from './chapters-telemetry.ts'
import type { World } from './world.ts'

/** A part of the API. */
export type Chapter = (world: World) => Promise<void>

const VIEWER = 'viewer@example.com'

/** All parts, by title. */
export const CHAPTERS: Readonly<Record<string, Chapter>> = {
  'workspaces, members, role bindings': workspaces,
  'access keys, identity': identity,
  'projects, secrets, generic entities': entities,
  'filesets, files, logs': files,
  jobs,
  ...inference,
  ...evaluationsAndTelemetry,
}

async function workspaces({ client, service, call }: World): Promise<void> {
  const name = `${client.workspace}-w`
  await call('workspaces.create', () => client.workspaces.create({ name, description: 'first' }))
  await call('workspaces.list', () => client.workspaces.list({ page_size: 2 }))
  await call('workspaces.retrieve', () => client.workspaces.retrieve(name))
  await call('workspaces.update', () => client.workspaces.update(name, { description: 'second' }))
  const at = { workspace: name }
  const { members } = client.workspaces
  await call('workspaces.members.create', () =>
    members.create({ ...at, principal: VIEWER, roles: ['Viewer'], wait_role_propagation: false }),
  )
  await call('workspaces.members.list', () => members.list(at))
  await call('workspaces.members.update', () =>
    members.update(VIEWER, { ...at, roles: ['Editor'], wait_role_propagation: false }),
  )
  await call('workspaces.members.delete', () =>
    members.delete(VIEWER, { ...at, wait_role_propagation: false }),
  )

  const { roleBindings } = service.iam
  const binding = {
    principal: 'other@example.com',
    role: 'Viewer' as const,
    workspace: name,
    wait_role_propagation: false,
  }
  const bound = await call('iam.role_bindings.create', () => roleBindings.create(binding))
  await call('iam.role_bindings.list', () => roleBindings.list())
  await call('iam.role_bindings.retrieve', () => roleBindings.retrieve(bound?.name ?? 'none'))
  await call('iam.role_bindings.delete', () =>
    roleBindings.delete(bound?.name ?? 'none', { wait_role_propagation: false }),
  )
  await call('workspaces.delete', () => client.workspaces.delete(name))
  await call('workspaces.deletions.retrieve', () => client.workspaces.deletions.retrieve(name))
}

async function identity({ client, call }: World): Promise<void> {
  await call('auth.authenticate', () => client.auth.authenticate())
  await call('auth.authenticate_get', () => client.auth.authenticateGet())
  const key = await call('access_keys.create', () =>
    client.accessKeys.create({ name: 'k', expires_in_seconds: 60 }),
  )
  const jti = key?.jti ?? 'none'
  await call('access_keys.list', () => client.accessKeys.list())
  await call('access_keys.suspend', () => client.accessKeys.suspend(jti))
  await call('access_keys.unsuspend', () => client.accessKeys.unsuspend(jti))
  await call('access_keys.rotate', () => client.accessKeys.rotate(jti, { grace_period_seconds: 60 }))
  await call('access_keys.delete', () => client.accessKeys.delete(jti))
}

async function entities({ client, service, call }: World): Promise<void> {
  const { projects, secrets } = client
  await call('projects.create', () => projects.create({ name: 'one', description: 'first' }))
  await call('projects.list', () => projects.list())
  await call('projects.retrieve', () => projects.retrieve('one'))
  await call('projects.update', () => projects.update('one', { description: 'second' }))
  await call('projects.delete', () => projects.delete('one'))

  await call('secrets.create', () => secrets.create({ name: 'one', value: 'first' }))
  await call('secrets.list', () => secrets.list())
  await call('secrets.retrieve', () => secrets.retrieve('one'))
  await call('secrets.update', () => secrets.update('one', { value: 'second' }))
  await call('secrets.access', () => service.secrets.access('one'))
  await call('secrets.delete', () => secrets.delete('one'))
  await call('secrets.admin.rotate_encryption_keys', () => secrets.admin.rotateEncryptionKeys())

  const generic = service.entities
  const created = await call('entities.create', () =>
    generic.create('widget', { name: 'one', data: { size: 1 } }),
  )
  await call('entities.list', () => generic.list('widget'))
  await call('entities.get_entity_by_id', () => generic.getEntityById(created?.id ?? 'none'))
  await call('entities.get_entity_by_name', () => generic.getEntityByName('one', { entity_type: 'widget' }))
  await call('entities.update_entity_by_name', () =>
    generic.updateEntityByName('one', { entity_type: 'widget', data: { size: 2 } }),
  )
  await call('entities.delete_entity_by_name', () =>
    generic.deleteEntityByName('one', { entity_type: 'widget' }),
  )
}

async function files({ client, call }: World): Promise<void> {
  const { filesets, otlp } = client.files
  await call('files.filesets.create', () => filesets.create({ name: 'one', description: 'first' }))
  await call('files.filesets.list', () => filesets.list())
  await call('files.filesets.retrieve', () => filesets.retrieve('one'))
  await call('files.filesets.update', () => filesets.update('one', { description: 'second' }))
  const file = { fileset: 'one', remote_path: 'a/b.txt' }
  await call('files._upload_file', () => client.files.uploadContent({ ...file, content: 'some text' }))
  await call('files._download_file', () => client.files.downloadContent(file))
  await call('files._list_files', () => client.files.list({ fileset: 'one' }))
  await call('files._delete_file', () => client.files.delete(file))
  const record = { timeUnixNano: '1', severityText: 'INFO', body: { stringValue: 'a line' } }
  const logs = JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] })
  const inJSON = { headers: { 'content-type': 'application/json' } }
  await call('files.otlp.logs.create', () => otlp.logs.create('one', logs, {}, inJSON))
  await call('files.otlp.logs.query', () => otlp.logs.query('one', { limit: 5 }))
  await call('files.filesets.refresh', async () => {
    const storage = { type: 'huggingface' as const, repo_id: 'nvidia/none', repo_type: 'dataset' as const }
    await filesets.create({ name: 'elsewhere', storage })
    return filesets.refresh('elsewhere')
  })
  await call('files.filesets.delete', () => filesets.delete('one'))
}

async function jobs({ client, call, until }: World): Promise<void> {
  const order = (name: string, command: string[]) => ({
    name,
    source: 'tests',
    spec: {},
    platform_spec: { steps: [{ name: 's1', executor: { provider: 'subprocess' as const, command } }] },
  })
  const statusOf = async (name: string) => (await client.jobs.retrieve(name)).status
  await call('jobs.list_execution_profiles', () => client.jobs.listExecutionProfiles())
  await call('jobs.create', () => client.jobs.create(order('short', ['true'])))
  await call('jobs.list', () => client.jobs.list())
  await call('jobs.retrieve', () => client.jobs.retrieve('short'))
  await call('jobs.get_status', () => client.jobs.getStatus('short'))
  await call('jobs.get_logs', () => client.jobs.getLogs('short'))
  await call('jobs.update_status_details', () =>
    client.jobs.updateStatusDetails('short', { body: { progress: 1 } }),
  )
  await until(async () => (await statusOf('short')) === 'completed')
  await call('jobs.steps.list', () => client.jobs.steps.list('short'))
  await call('jobs.steps.retrieve', () => client.jobs.steps.retrieve('s1', { job: 'short' }))

  await client.jobs.create(order('long', ['sleep', '600']))
  await until(async () => (await statusOf('long')) === 'active')
  const step = { job: 'long', step: 's1' }
  await call('jobs.tasks.create_or_update', () =>
    client.jobs.tasks.createOrUpdate('own', { ...step, status: 'active' }),
  )
  await call('jobs.tasks.list', () => client.jobs.tasks.list('s1', { job: 'long' }))
  await call('jobs.tasks.retrieve', () => client.jobs.tasks.retrieve('own', step))
  await client.files.uploadContent({ fileset: 'job-fileset-long', remote_path: 'out.txt', content: 'made' })
  const result = {
    artifact_url: `fileset://${client.workspace}/job-fileset-long#out.txt`,
    artifact_storage_type: 'fileset' as const,
  }
  await call('jobs.results.create', () => client.jobs.results.create('made', { job: 'long', ...result }))
  await call('jobs.results.list', () => client.jobs.results.list('long'))
  await call('jobs.results.retrieve', () => client.jobs.results.retrieve('made', { job: 'long' }))
  await call('jobs.results.download', () => client.jobs.results.download('made', { job: 'long' }))
  await call('jobs.steps.update_status', () =>
    client.jobs.steps.updateStatus('s1', { job: 'long', status: 'active', status_details: { at: 1 } }),
  )
  await call('jobs.pause', () => client.jobs.pause('long'))
  await until(async () => (await statusOf('long')) === 'paused')
  await call('jobs.resume', () => client.jobs.resume('long'))
  await call('jobs.cancel', () => client.jobs.cancel('long'))
  await until(async () => (await statusOf('long')) === 'cancelled')
  await call('jobs.delete', () => client.jobs.delete('short'))
}

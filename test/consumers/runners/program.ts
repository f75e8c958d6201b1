import { NeMoPlatform, NotFoundError, PermissionDeniedError } from 'nemo-platform'
import { Evals, exactMatch } from 'nemo-platform/plugins/evals'
import { MockPlatform } from 'nemo-platform/testing'

async function main(): Promise<void> {
  const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
  const clientOf = (email: string): NeMoPlatform =>
    new NeMoPlatform({
      baseURL: 'http://nemo.test',
      workspace: 'default',
      accessToken: platform.tokenFor(email),
      fetch: platform.fetch,
    })
  const client = clientOf('admin@example.com')
  // What is loaded later belongs to the same copy: its errors are those that were imported, and it knows the client's paths.
  const missing: unknown = await client.projects.retrieve('gone').catch((error: unknown) => error)
  if (!(missing instanceof NotFoundError)) throw missing
  const refused: unknown = await clientOf('eve@example.com')
    .workspaces.members.create({ workspace: 'default', principal: 'eve@example.com', roles: ['Admin'] })
    .catch((error: unknown) => error)
  if (!(refused instanceof PermissionDeniedError)) throw refused
  await client.workspaces.create({ name: 'ml-team' })
  const evaluation = await client.use(Evals).submit({
    metrics: [exactMatch({ reference: '{{item.a}}', candidate: '{{item.q}}' })],
    dataset: [{ q: 'Paris', a: 'Paris' }],
  })
  const { status } = await client.use(Evals).evaluateJobs.wait(evaluation.name)
  console.log(`ok: ${status}`)
}

void main()

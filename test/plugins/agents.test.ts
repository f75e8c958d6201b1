/** An agent's life on the mock platform: registered, deployed, asked, heard, undeployed. */

import {
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  WaitError,
} from 'nemo-platform'
import { Agents } from 'nemo-platform/plugins/agents'
import { expect, test } from 'vitest'
import { rejection } from '../helpers/rejection.ts'
import { json } from '../helpers/stub-fetch.ts'
import { mockClients } from '../resources/mock-client.ts'
import { recordingClient } from '../resources/recording-client.ts'

test('an agent is registered, deployed, asked in a session, and gone', async () => {
  const { clientOf } = mockClients({ auth: { adminEmail: 'admin@example.com' } })
  const client = clientOf('admin@example.com')
  await client.workspaces.create({ name: 'ml-team' })
  const agents = client.use(Agents)

  await agents.create({ name: 'echo', config: { workflow: {} } })
  const seen: (string | undefined)[] = []
  await agents.deployments.create({ name: 'echo-1', agent: 'echo' })
  const deployment = await agents.deployments.wait('echo-1', { onUpdate: ({ status }) => seen.push(status) })
  const answer = await agents.invoke({ agent: 'echo', input: 'Are you there?' })
  const session = await agents.sessions.create({ name: 'talk', deployment_id: deployment.id })
  let said = ''
  for await (const part of await agents.chat({ deployment: 'echo-1', input: 'one two', session: session.id }))
    said += part.choices[0]?.delta.content ?? ''
  const { data } = await agents.deployments.getLogs('echo-1')
  let logged = 0
  for await (const _line of await agents.deployments.streamLogs('echo-1')) logged += 1
  const used = await agents.sessions.retrieve('talk')
  const closed = await agents.sessions.close('talk')

  expect([deployment.status, ...seen]).toEqual(['running', 'running'])
  expect(answer.choices[0]?.message.content).toBe('Are you there?')
  expect(said).toBe('one two')
  expect(data.length).toBeGreaterThan(0)
  expect(logged).toBeGreaterThan(0)
  expect(used).toMatchObject({ status: 'active', last_active_at: expect.any(String) })
  expect(closed.status).toBe('closed')
  await rejection(agents.chat({ agent: 'echo', input: 'And now?', session: session.id }), ConflictError)
  await agents.deployments.delete('echo-1')
  expect(await agents.deployments.wait('echo-1', { status: 'deleted' })).toBeUndefined()
  await rejection(agents.deployments.wait('echo-1'), WaitError)
  const asked = agents.invoke({ agent: 'echo', input: 'And now?' }, { maxRetries: 0 })
  expect(await rejection(asked, InternalServerError)).toMatchObject({ status: 503 })
  await agents.delete('echo')
  await rejection(agents.invoke({ agent: 'echo', input: 'And now?' }), NotFoundError)
})

test('a session belongs to one deployment, and is called by its id', async () => {
  const { clientOf } = mockClients({ auth: { adminEmail: 'admin@example.com' } })
  const client = clientOf('admin@example.com')
  await client.workspaces.create({ name: 'ml-team' })
  const agents = client.use(Agents)
  for (const name of ['one', 'two']) {
    await agents.create({ name, config: {} })
    await agents.deployments.create({ name: `${name}-1`, agent: name })
  }
  const { id: deployment_id } = await agents.deployments.retrieve('one-1')
  const { id: session } = await agents.sessions.create({ name: 'talk', deployment_id })

  expect((await agents.invoke({ agent: 'one', input: 'hi', session })).choices).toHaveLength(1)
  await rejection(agents.invoke({ agent: 'two', input: 'hi', session }), ConflictError)
  await rejection(agents.invoke({ deployment: 'two-1', input: 'hi', session }), ConflictError)
  await rejection(agents.invoke({ agent: 'one', input: 'hi', session: 'talk' }), NotFoundError)
})

test('a deployment that has failed is not waited for, and says why', async () => {
  const deployment = { name: 'echo-1', status: 'failed', error: 'the port is taken' }
  const { client } = recordingClient(json(deployment))

  const error = await rejection(client.use(Agents).deployments.wait('echo-1'), WaitError)

  expect(error.message).toContain('Deployment echo-1 has failed: the port is taken')
  expect(error.last).toEqual(deployment)
})

test('a viewer may ask an agent, and not register one', async () => {
  const { clientOf } = mockClients({ auth: { adminEmail: 'admin@example.com' } })
  const admin = clientOf('admin@example.com')
  await admin.workspaces.create({ name: 'ml-team' })
  await admin.workspaces.members.create({ principal: 'ana@example.com', roles: ['Viewer'] })
  await admin.use(Agents).create({ name: 'echo', config: {} })
  await admin.use(Agents).deployments.create({ name: 'echo-1', agent: 'echo' })
  const agents = clientOf('ana@example.com').use(Agents)

  expect((await agents.invoke({ agent: 'echo', input: 'hi' })).choices).toHaveLength(1)
  await expect(agents.create({ name: 'other', config: {} })).rejects.toThrow(PermissionDeniedError)
})

test('a question goes to the gateway, with its session in a header', async () => {
  const { client, calls, sent } = recordingClient()

  await client.use(Agents).invoke({ agent: 'echo', session: 'talk', messages: [], body: { temperature: 0 } })

  expect(sent()).toEqual([
    {
      call: 'POST /apis/agents/v2/workspaces/ws/agents/echo/-/v1/chat/completions',
      query: '',
      body: { temperature: 0, messages: [], stream: false },
    },
  ])
  expect(new Headers(calls[0]?.headers).get('x-nemo-session-id')).toBe('talk')
})

test.each([
  ['agent', {}],
  ['agent', { agent: 'a', deployment: 'b', input: 'c' }],
  ['input', { agent: 'a' }],
  ['session', { agent: 'a', input: 'b', session: '' }],
])('%s of a question is checked before it is sent', async (argument, params) => {
  const { client, calls } = recordingClient()

  await expect(client.use(Agents).chat(params)).rejects.toMatchObject({ argument })

  expect(calls).toEqual([])
})

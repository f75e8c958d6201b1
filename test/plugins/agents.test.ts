/** An agent's life on the mock platform: registered, deployed, asked, heard, undeployed. */

import { NotFoundError, PermissionDeniedError } from 'nemo-platform'
import { Agents } from 'nemo-platform/plugins/agents'
import { expect, test } from 'vitest'
import { mockClients } from '../resources/mock-client.ts'
import { recordingClient } from '../resources/recording-client.ts'

test('an agent is registered, deployed, asked in a session, and gone', async () => {
  const { clientOf } = mockClients({ auth: { adminEmail: 'admin@example.com' } })
  const client = clientOf('admin@example.com')
  await client.workspaces.create({ name: 'ml-team' })
  const agents = client.use(Agents)

  await agents.create({ name: 'echo', config: { workflow: {} } })
  const deployment = await agents.deployments.create({ name: 'echo-1', agent: 'echo' })
  const answer = await agents.invoke({ agent: 'echo', input: 'Are you there?' })
  let said = ''
  for await (const part of await agents.chat({ deployment: 'echo-1', input: 'one two', session: 'talk' }))
    said += part.choices[0]?.delta.content ?? ''
  const { data } = await agents.deployments.getLogs('echo-1')

  expect(deployment.status).toBe('running')
  expect(answer.choices[0]?.message.content).toBe('Are you there?')
  expect(said).toBe('one two')
  expect(data.length).toBeGreaterThan(0)
  await agents.deployments.delete('echo-1')
  await expect(agents.invoke({ agent: 'echo', input: 'And now?' })).rejects.toThrow(NotFoundError)
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

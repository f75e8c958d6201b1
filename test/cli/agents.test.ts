/** `nemo agents` and its neighbours: what is more than one operation of the description. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Scene, scene } from './scene.ts'

interface Played extends Scene {
  /** Runs a command that has to work, and reads its JSON. */
  readonly json: (...args: string[]) => Promise<Record<string, unknown>>
  /** Method, path and body of what changed something. */
  readonly changes: () => Promise<unknown[]>
}

async function play(): Promise<Played> {
  const scenery = await scene()
  const { platform, nemo } = scenery
  return {
    ...scenery,
    async json(...args) {
      const { code, stdout, stderr } = await nemo(args)
      expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' })
      return JSON.parse(stdout)
    },
    changes: () =>
      Promise.all(
        platform.requests
          .filter(({ method }) => method !== 'GET')
          .map(async (request) => {
            const body = await request.json()
            const path = new URL(request.url).pathname.replace(/^.*\/workspaces\/default/, '')
            return [request.method, path, ...(body === undefined ? [] : [body])]
          }),
      ),
  }
}

function configFile({ home }: Scene, text: string): string {
  const folder = join(home.folder, 'agent')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'agent.yaml')
  writeFileSync(path, text)
  return path
}

test('an agent comes from a file, with what lies beside it', async () => {
  const played = await play()
  const { json, changes, platform } = played
  const path = configFile(played, 'config_format: nemo-agents-spec-v1\nharness: {}\n')
  writeFileSync(join(path, '..', 'prompt.md'), 'Be kind.')
  writeFileSync(join(path, '..', 'logo.png'), Uint8Array.of(0x89, 0xff))
  writeFileSync(join(path, '..', 'ETHOS.md'), 'stays here')

  const agent = await json('agents', 'create', '--name', 'echo', '--agent-config', path)

  expect(agent).toMatchObject({ name: 'echo', config_format: 'nemo-agents-spec-v1' })
  expect(await changes()).toContainEqual([
    'POST',
    '/agents',
    {
      name: 'echo',
      config: { config_format: 'nemo-agents-spec-v1', harness: {} },
      config_format: 'nemo-agents-spec-v1',
    },
  ])
  const uploads = platform.requests.filter(({ method }) => method === 'PUT').map(({ url }) => url)
  expect(uploads.map((url) => url.replace(/.*\/filesets\//, '')).sort()).toEqual([
    'echo-ethos/-/agent.yaml',
    'echo-ethos/-/prompt.md',
  ])
})

test('an agent is deployed, asked, heard and undeployed', async () => {
  const { json, nemo } = await play()
  await json('agents', 'create', 'echo', '--config', '{"workflow": {}}')

  const deployment = await json('agents', 'deploy', '-a', 'echo', '-n', 'echo-1', '--no-wait')
  const waited = await nemo(['agents', 'deployments', 'wait', '--agent', 'echo'])
  const answer = await nemo(['agents', 'invoke', '-a', 'echo', '-i', 'Are you there?', '--no-progress'])
  const chat = await nemo(['agents', 'chat', '-d', 'echo-1', '--session-name', 'tuesday'], {}, 'one two')
  const again = await nemo(['agents', 'chat', '-s', 'tuesday', '-i', 'three'])
  const sessions = await json('agents', 'sessions', 'list', '-d', 'echo-1')
  const logs = await nemo(['agents', 'logs', '--agent', 'echo', '--tail', '5'])
  const undeployed = await nemo(['agents', 'undeploy', '--agent', 'echo', '--yes'])

  expect(deployment).toMatchObject({ name: 'echo-1', agent: 'echo' })
  expect(waited).toMatchObject({ code: 0, stderr: expect.stringContaining('Deployment echo-1 is running') })
  expect(JSON.parse(answer.stdout)).toMatchObject({ choices: [{ message: { content: 'Are you there?' } }] })
  expect(chat).toMatchObject({ code: 0, stdout: 'one two\n' })
  expect(chat.stderr).toContain('nemo agents chat --session tuesday')
  expect(again).toMatchObject({ code: 0, stdout: 'three\n', stderr: '' })
  expect(sessions['data']).toEqual([expect.objectContaining({ name: 'tuesday', status: 'active' })])
  expect(logs).toMatchObject({ code: 0, stderr: '' })
  expect(logs.stdout).not.toBe('')
  expect(undeployed).toMatchObject({ code: 0, stdout: '1 deployments of echo are being deleted.\n' })
})

test('an agent is replaced, and deployed as it was', async () => {
  const played = await play()
  const { json, changes, nemo, platform } = played
  await json('agents', 'create', 'echo', '--config', '{}')
  await json('agents', 'deploy', '-a', 'echo', '-n', 'one', '--mode', 'docker', '-i', 'img:1', '--no-wait')
  platform.requests.length = 0
  const path = configFile(played, 'workflow: {name: newer}\n')

  const done = await nemo(['agents', 'redeploy', '-a', 'echo', '-c', path, '-n', 'two', '--no-wait', '-y'])

  expect(done).toMatchObject({ code: 0 })
  expect(JSON.parse(done.stdout)).toMatchObject({ name: 'two', deployment_mode: 'docker', image: 'img:1' })
  expect(await changes()).toEqual([
    ['DELETE', '/deployments/one'],
    ['DELETE', '/agents/echo'],
    [
      'POST',
      '/agents',
      {
        name: 'echo',
        description: '',
        config: { workflow: { name: 'newer' } },
        config_format: 'nat-workflow-v1',
      },
    ],
    ['POST', '/deployments', { agent: 'echo', name: 'two', deployment_mode: 'docker', image: 'img:1' }],
  ])
})

test('nothing is taken down for a configuration that cannot be', async () => {
  const played = await play()
  await played.json('agents', 'create', 'echo', '--config', '{}')
  played.platform.requests.length = 0
  const path = configFile(played, 'config_format: other\n')

  expect(await played.nemo(['agents', 'redeploy', '-a', 'echo', '-c', path])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('has the config_format "other"'),
  })
  expect(await played.changes()).toEqual([])
})

test('strategies are listed as they are; their jobs stand below agents, too', async () => {
  const { json, nemo } = await play()

  expect(await json('agents', 'optimize', 'list-strategies')).toBeInstanceOf(Array)
  const explained = await nemo(['agents', 'optimize', 'run-strategy', 'explain'])
  expect(JSON.parse(explained.stdout)).toContainEqual(expect.objectContaining({ option: '--strategy' }))
})

test('-f code of what is written by hand is the call that it makes', async () => {
  const { nemo } = await play()
  const { stdout } = await nemo(['agents', 'deploy', '-a', 'echo', '--output-format', 'code'])
  expect(stdout).toContain("import { Agents } from 'nemo-platform/plugins/agents'")
  expect(stdout).toContain(
    "await agents.deployments.create({ agent: 'echo', deployment_mode: 'subprocess' })",
  )
  const enabled = await nemo(['insights', 'analysis', 'enable', '--agent', 'echo', '-f', 'code'])
  expect(enabled.stdout).toContain("await insights.analysisConfigs.enable('echo')")
})

test('analyses are switched on and off, and shown', async () => {
  const { json } = await play()
  await json('insights', 'analysis', 'enable', '--agent', 'echo', '--default-model', 'w/m')
  expect(await json('insights', 'analysis', 'status', '--agent', 'echo')).toMatchObject({
    agent: 'echo',
    enabled: true,
    default_model: 'w/m',
    fast_model: 'w/m',
  })
  await json('insights', 'analysis', 'disable', '--agent', 'echo')
  expect(await json('insights', 'analysis', 'status')).toMatchObject({
    data: [expect.objectContaining({ agent: 'echo', enabled: false })],
  })
})

test("Python's names for input are taken", async () => {
  const { json, nemo, home } = await play()
  const path = join(home.folder, 'target.json')
  writeFileSync(path, '{"type": "nim", "model": "m"}')
  expect(await json('auditor', 'targets', 'create', 't', '--data-file', path)).toMatchObject({ name: 't' })
  expect(await json('garak', 'configs', 'create', 'c', '-d', '{"description": "mine"}')).toMatchObject({
    description: 'mine',
  })
  expect(await json('agents', 'environments', 'create', 'e', '--spec', '{"description": "x"}')).toMatchObject(
    { name: 'e', description: 'x' },
  )
  for (const twice of [
    ['-d', '{}', '--input-data', '{}'],
    ['-f', path, '--data-file', path],
    ['--data-file', path, '-f', path],
    ['--input-file', path, '-f', path],
  ])
    expect(await nemo(['garak', 'configs', 'create', 'c', ...twice])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('are the same, and exclude each other'),
    })
})

test('a plugin tells whether it works', async () => {
  const { json } = await play()
  expect(await json('garak', 'info')).toEqual({
    plugin: 'garak',
    status: 'ready',
    service: '/apis/garak/v1/healthz',
    jobs: ['garak.audit'],
    sdk: 'nemo-platform/plugins/garak',
  })
})

test('designs come from files; parts of what is previewed are options', async () => {
  const { nemo, home, changes, platform } = await play()
  const path = join(home.folder, 'design.yaml')
  writeFileSync(path, 'data_designer:\n  columns: [{name: a, column_type: expression, expr: x}]\n')

  for (const [more, words] of [
    [['-n', '3', '--num-records', '4'], 'The num records is 4 in --num-records, and 3 in -n'],
    [['--config', '{"columns": []}'], `The config is given in --config, and another one in ${path}`],
  ] as const)
    expect(await nemo(['data-designer', 'preview', path, ...more])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(words),
    })

  const preview = await nemo(['data-designer', 'preview', path, '-n', '3'])
  expect(preview).toMatchObject({ code: 0, stderr: '' })
  for (const line of preview.stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toBeInstanceOf(Object)
  expect(await changes()).toEqual([
    [
      'POST',
      '/preview',
      { config: { columns: [{ name: 'a', column_type: 'expression', expr: 'x' }] }, num_records: 3 },
    ],
  ])

  platform.requests.length = 0
  const data = ['--data.source', 'w/f#a.csv', '--data.text-column', 'text']
  const parts = ['--config.detect.gliner-threshold', '0.5', '--config', '{"emit_telemetry": false}']
  expect(await nemo(['anonymizer', 'preview', ...data, ...parts])).toMatchObject({ code: 0 })
  expect(await changes()).toEqual([
    [
      'POST',
      '/preview',
      {
        config: { emit_telemetry: false, detect: { gliner_threshold: 0.5 } },
        data: { source: 'w/f#a.csv', text_column: 'text' },
      },
    ],
  ])

  platform.requests.length = 0
  expect(await nemo(['data-designer', 'create', path, '-n', '3'])).toMatchObject({ code: 0 })
  expect(await changes()).toEqual([
    [
      'POST',
      '/jobs/create',
      {
        spec: { config: { columns: [{ name: 'a', column_type: 'expression', expr: 'x' }] }, num_records: 3 },
      },
    ],
  ])
})

test('retrieval prints the command that submits', async () => {
  const { nemo } = await play()
  const models = ['--corpus', 'w/f', '--provider', 'w/p', '--chat-model', 'c', '--embed-model', 'e']
  const { stdout } = await nemo(['data-designer', 'retrieval', 'generate', ...models])
  expect(stdout).toMatch(/^nemo data-designer retrieval-generate --spec '\{"corpus":"w\/f",.*\}'\n$/)
  const spec = await nemo(['data-designer', 'retrieval', 'generate', ...models, '--print-spec'])
  expect(JSON.parse(spec.stdout)).toMatchObject({
    corpus: 'w/f',
    embed_model: 'e',
    // What the platform would fill in stands there, to be changed.
    num_pairs: 7,
    query_counts: { multi_hop: 3, structural: 2, contextual: 2 },
    resume: 'never',
    hf_token_secret: null,
  })
  expect(await nemo(['data-designer', 'retrieval', 'prepare'])).toMatchObject({ code: 2 })
})

test.each([
  [['agents', 'deploy'], "Required option '-a, --agent <name>' not specified"],
  [['agents', 'deploy', '-a', 'x', '--mode', 'cloud'], '--mode must be subprocess, docker, k8s or openshell'],
  [['agents', 'deploy', '-a', 'x', '-i', 'img'], '--image needs a container'],
  [['agents', 'undeploy'], 'Missing name of the deployment, or --agent'],
  [
    ['agents', 'undeploy', 'one-1', '--agent', 'one'],
    'The name of a deployment and --agent exclude each other',
  ],
  [
    ['agents', 'undeploy', 'one-1', '--all', 'one'],
    'The name of a deployment and --agent exclude each other',
  ],
  [['agents', 'undeploy', '--agent', 'one', '--all', 'two'], '--agent and --all are the same, and exclude'],
  [['agents', 'logs', 'one-1', '-a', 'one'], 'The name of a deployment and --agent exclude each other'],
  [
    ['agents', 'deployments', 'wait', 'x', '-a', 'one'],
    'The name of a deployment and --agent exclude each other',
  ],
  [
    ['agents', 'create', 'one', '--name', 'two', '--config', '{}'],
    'The name is one as a word, and two in --name',
  ],
  [['agents', 'invoke', '-i', 'hi'], 'Missing --agent or --agent-deployment'],
  [['agents', 'invoke', '-c', 'agent.yaml'], 'run on this machine by the Python command line only'],
  [['agents', 'chat'], 'Exactly one of --agent-deployment and --session'],
  [['agents', 'logs', 'x', '--tail', '0'], '--tail must be a whole number from 1 to 10000'],
  [
    ['insights', 'analysis-runs', 'create', '--agent', 'a', '--default-model', 'm', '--since', 'yesterday'],
    "--since must be a date or a time, not 'yesterday'",
  ],
  [['data-designer', 'preview', 'design.py'], 'is a program, which only the Python command line can run'],
])('%j is refused before anything is sent', async (args, words) => {
  const { nemo, changes } = await play()
  const { code, stdout, stderr } = await nemo(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^Error: .*\n(?:\nTry:\n(?: {2,}.*\n)+)?$/)
  expect(stderr).toContain(words)
  expect(await changes()).toEqual([])
})

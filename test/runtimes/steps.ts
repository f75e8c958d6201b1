/**
 * What users do with the client, in 23 steps: the same in every runtime, against a mock platform in another process. What is about the
 * wire alone is a portable case already, and named here. No runner, no module of Node.
 */

import { AlreadyExistsError, type ClientOptions, NeMoPlatform } from 'nemo-platform'
import * as auth from 'nemo-platform/auth'
import * as browserLogin from 'nemo-platform/browser-login'
import * as notebook from 'nemo-platform/notebook'
import { Evals, exactMatch } from 'nemo-platform/plugins/evals'
import { MockPlatform } from 'nemo-platform/testing'
import { contains, equal, failure } from '../portable/case.ts'

/** What a step starts from: the platform is as new each time. */
export interface World {
  readonly baseURL: string
  /** Tokens of an administrator, and of somebody who may read `ml-team`. */
  readonly admin: string
  readonly viewer: string
  /** A config file whose login is due to be refreshed. */
  readonly configPath: string
  /** A folder with two files in `data`. */
  readonly folder: string
}

/** What a step can ask of the test: each is a request to the process that it runs in. */
export interface Stage {
  /** Makes the next request to the platform go wrong. */
  fault(fault: { status: number; path: string; body?: unknown }): Promise<void>
  /** What the platform was asked, as `GET /path`. */
  requests(): Promise<string[]>
}

/** One step: portable cases that are it, or a play of its own. */
export type Step =
  | { readonly name: string; readonly cases: readonly string[] }
  | { readonly name: string; readonly play: (world: World, stage: Stage) => Promise<void> }

interface Builtins {
  'node:util': { inspect(value: unknown): string }
  'node:fs/promises': { readFile(path: string, encoding: 'utf8'): Promise<string> }
}

const host = globalThis as {
  process?: {
    env: Record<string, string | undefined>
    getBuiltinModule?<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined
  }
}

/** A module of Node, without which the step cannot be. */
function builtin<Name extends keyof Builtins>(name: Name): Builtins[Name] {
  const found = host.process?.getBuiltinModule?.(name)
  if (found === undefined) throw new Error(`There is no ${name} here`)
  return found
}

function asAdmin({ baseURL, admin }: World, options: ClientOptions = {}): NeMoPlatform {
  return new NeMoPlatform({ baseURL, accessToken: admin, workspace: 'ml-team', ...options })
}

const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name)
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** The steps, in the order of a user's way. */
export const steps: readonly Step[] = [
  {
    name: 'every entry point can be imported',
    play: async () => {
      const entryPoints = [
        [NeMoPlatform, AlreadyExistsError],
        [auth.login, auth.createUnsignedToken],
        [browserLogin.beginSignIn, browserLogin.finishSignIn],
        [notebook.withProgress, notebook.jobCard],
        [Evals, exactMatch],
        [MockPlatform],
      ]
      equal(
        entryPoints.flat().map((value) => typeof value),
        entryPoints.flat().map(() => 'function'),
      )
    },
  },
  {
    name: 'a client is made of options, and sends nothing by that',
    play: async (world, stage) => {
      const client = asAdmin(world)
      equal([client.baseURL, client.workspace], [new URL(world.baseURL).href, 'ml-team'])
      equal(await stage.requests(), [])
      contains((await failure(Promise.reject(refusedOptions(world)))).problem, 'timeOut')
    },
  },
  {
    name: 'a client is made of the environment',
    play: async ({ baseURL, admin }) => {
      await withEnvironment({ NHX_BASE_URL: baseURL, NHX_ACCESS_TOKEN: admin }, async () => {
        const client = new NeMoPlatform()
        equal((await client.workspaces.retrieve('ml-team')).name, 'ml-team')
      })
    },
  },
  {
    name: 'a login of the config file is refreshed, and stored',
    play: async ({ configPath }) => {
      const client = new NeMoPlatform({ configPath })
      const { readFile } = builtin('node:fs/promises')
      const before = await readFile(configPath, 'utf8')
      const workspaces = await Promise.all([client.workspaces.list(), client.workspaces.list()])
      equal(
        workspaces.map(({ data }) => data.length),
        [3, 3],
      )
      equal((await readFile(configPath, 'utf8')) === before, false)
    },
  },
  {
    name: 'one thing is read',
    play: async (world) => {
      const client = asAdmin(world)
      const { name, workspace } = await client.projects.retrieve('summaries')
      equal([name, workspace], ['summaries', 'ml-team'])
    },
  },
  {
    name: 'a list is read item by item, page by page, and as a whole',
    play: async (world) => {
      const { projects } = asAdmin(world)
      const list = () => projects.list({ page_size: 2, sort: 'name' })
      const all = ['news', 'reviews', 'summaries']
      const seen: { name: string }[] = []
      for await (const project of list()) seen.push(project)
      const pages: string[][] = []
      for await (const page of list().pages()) pages.push(namesOf(page.data))
      equal(namesOf(seen), all)
      equal(pages, [all.slice(0, 2), all.slice(2)])
      equal(namesOf(await list().all()), all)
    },
  },
  {
    name: 'what is there already is an error of its own, and `exist_ok` takes it',
    play: async (world) => {
      const { projects } = asAdmin(world)
      const error = await failure(projects.create({ name: 'summaries' }))
      equal([error instanceof AlreadyExistsError, error.code], [true, 'api/already-exists'])
      equal((await projects.create({ name: 'summaries', exist_ok: true })).name, 'summaries')
    },
  },
  {
    name: 'a refusal says why, and what to do',
    play: async (world) => {
      const client = asAdmin(world).withOptions({ accessToken: world.viewer })
      const error = await failure(client.projects.create({ name: 'mine' }))
      equal([error.name, error.code], ['PermissionDeniedError', 'api/forbidden'])
      contains(error.remedies.join('\n'), 'Admin')
      const { cause, remedies } = await client.auth.explain(error)
      equal(cause, 'insufficient-role')
      contains(remedies.join('\n'), 'Editor')
    },
  },
  {
    name: 'what is not there, and what does not fit, are errors of their own',
    play: async (world) => {
      const client = asAdmin(world)
      const missing = await failure(client.projects.retrieve('none'))
      equal([missing.name, missing.code], ['NotFoundError', 'api/not-found'])
      const unfit = await failure(client.projects.create({ name: 'Not A Name' }))
      const { issues = [] } = unfit as { issues?: readonly { path: string }[] }
      equal([unfit.name, issues.map(({ path }) => path)], ['UnprocessableEntityError', ['body.name']])
    },
  },
  { name: 'a call is ended by its caller', cases: ['the signal of the caller ends a call'] },
  {
    name: 'a call that takes too long is ended',
    cases: [
      'the timeout ends a call that is not answered',
      'a deadline ends the whole call, retries included',
    ],
  },
  {
    name: 'a fault that passes is not noticed',
    play: async (world, stage) => {
      await stage.fault({ status: 503, path: '/apis/entities/v2/workspaces' })
      const client = asAdmin(world)
      equal((await client.workspaces.list()).data.length, 3)
      equal((await stage.requests()).filter((line) => line.endsWith('/v2/workspaces')).length, 2)
    },
  },
  {
    name: 'the answer itself is there beside what it holds',
    cases: [
      '`withResponse` gives the answer and its status',
      'after `asResponse` the promise underneath settles with the headers, and can still be awaited',
    ],
  },
  {
    name: 'a chat comes in pieces',
    play: async (world) => {
      const client = asAdmin(world)
      await client.models.waitForProvider('team-llm')
      const { data } = await client.inference.models.list()
      const events = await client.inference.gateway.openai.post<Chunk>('v1/chat/completions', {
        body: { model: data[0]?.id, messages: [{ role: 'user', content: 'Count to three.' }], stream: true },
      })
      const pieces: string[] = []
      for await (const { choices } of events) pieces.push(choices[0]?.delta.content ?? '')
      equal([pieces.join(''), pieces.length > 1], ['Count to three.', true])
    },
  },
  {
    name: 'bytes and streams go up',
    play: async (world) => {
      const { files } = asAdmin(world)
      const contents = {
        'bytes.txt': new TextEncoder().encode('bytes, with an é'),
        'stream.txt': new Blob(['of a ', 'stream']).stream(),
      }
      for (const [path, content] of Object.entries(contents)) {
        const to = `corpus#${path}`
        await files.uploadContent({ content, remote_path: to, fileset_auto_create: true })
      }
      const { data } = await files.list({ remote_path: 'corpus#' })
      equal(
        data.map(({ path, size }) => [path, size]),
        [
          ['bytes.txt', 17],
          ['stream.txt', 11],
        ],
      )
    },
  },
  {
    name: 'a file comes down as bytes, and as a stream',
    play: async (world) => {
      const { files } = asAdmin(world)
      const where = { remote_path: 'notes#hello.txt' }
      equal(textOf(await files.downloadContent(where)), 'hello, with an é')
      const { body } = await files.downloadStream(where)
      const decoder = new TextDecoder()
      let text = ''
      for (const reader = body?.getReader(); ; ) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
        if (done) break
        text += decoder.decode(value, { stream: true })
      }
      equal(text, 'hello, with an é')
    },
  },
  {
    name: 'files and folders of the disk go up, and come back',
    play: async (world) => {
      const { files } = asAdmin(world)
      let last = 0
      await files.upload({
        local_path: `${world.folder}/data/`,
        remote_path: 'corpus#raw/',
        fileset_auto_create: true,
        onProgress: ({ bytesDone }) => {
          last = bytesDone
        },
      })
      const copy = `${world.folder}/copy`
      await files.download({ remote_path: 'corpus#raw/', local_path: copy })
      const { readFile } = builtin('node:fs/promises')
      const texts = await Promise.all(['one', 'two'].map((name) => readFile(`${copy}/${name}.txt`, 'utf8')))
      equal([texts, last], [['one', 'two'], 6])
    },
  },
  {
    name: 'a function that gives tokens is asked again after a 401',
    play: async (world) => {
      const given: string[] = []
      const accessToken = async () => {
        const token = given.length === 0 ? 'out-of-date' : world.admin
        given.push(token)
        return token
      }
      const client = asAdmin(world, { accessToken })
      equal((await client.workspaces.list()).data.length, 3)
      equal(given, ['out-of-date', world.admin])
    },
  },
  {
    name: 'the mock platform answers in the process itself',
    play: async () => {
      const platform = new MockPlatform({ auth: { adminEmail: 'admin@example.com' } })
      const client = new NeMoPlatform({
        baseURL: 'http://nemo.test',
        accessToken: platform.tokenFor('admin@example.com'),
        fetch: platform.fetch,
      })
      await client.workspaces.create({ name: 'ml-team' })
      platform.faults.next({ status: 503 })
      equal(namesOf(await client.workspaces.list({ sort: 'name' }).all()), ['default', 'ml-team', 'system'])
    },
  },
  {
    name: 'a job is waited for, and its log read',
    play: async (world) => {
      const { jobs } = asAdmin(world)
      const step = { name: 'count', executor: { provider: 'subprocess', command: ['echo', '42'] } } as const
      await jobs.create({ name: 'nightly', source: 'steps', spec: {}, platform_spec: { steps: [step] } })
      const statuses = new Set<string>()
      const { status } = await jobs.wait('nightly', {
        poll_interval: 20,
        onUpdate: (update) => statuses.add(update.status),
      })
      equal([status, statuses.has('completed')], ['completed', true])
      const lines: string[] = []
      for await (const { message } of jobs.getLogs('nightly')) lines.push(message.trim())
      equal(lines, ['42'])
    },
  },
  {
    name: 'strict mode finds an answer that is not as described',
    play: async (world, stage) => {
      const strict = asAdmin(world, { strict: true })
      equal((await strict.workspaces.retrieve('ml-team')).name, 'ml-team')
      await stage.fault({ status: 200, path: '/apis/entities/v2/workspaces/ml-team', body: { name: 7 } })
      const error = await failure(strict.workspaces.retrieve('ml-team'))
      equal(error.name, 'APIResponseValidationError')
    },
  },
  {
    name: 'a plugin is called by its own entry point',
    play: async (world) => {
      const evals = asAdmin(world).use(Evals)
      const { name } = await evals.submit({
        metrics: [exactMatch({ reference: '{{item.answer}}', candidate: '{{item.output}}' })],
        dataset: [{ answer: 'Paris', output: 'paris' }],
      })
      equal((await evals.evaluateJobs.wait(name, { poll_interval: 20 })).status, 'completed')
    },
  },
  {
    name: 'values are shown as what they are, without a secret',
    play: async (world) => {
      const { inspect } = builtin('node:util')
      const client = asAdmin(world)
      const call = client.projects.retrieve('summaries')
      contains(inspect(call), 'pending')
      contains(inspect(await call), 'summaries')
      const page = await client.projects.list({ sort: 'name' })
      contains(inspect(page), 'reviews')
      contains(inspect(client.projects), 'retrieve()')
      const error = await failure(client.projects.retrieve('none'))
      contains(inspect(error), 'api/not-found')
      equal(
        [client, page, error].filter((value) => inspect(value).includes(world.admin)),
        [],
      )
    },
  },
]

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[]
}

/** What a client says of an option that it does not know. */
function refusedOptions({ baseURL }: World): unknown {
  try {
    return new NeMoPlatform({ baseURL, ...{ timeOut: 1 } })
  } catch (error) {
    return error
  }
}

/** Sets variables where there are any, and takes them back. */
async function withEnvironment(
  variables: Readonly<Record<string, string>>,
  act: () => Promise<void>,
): Promise<void> {
  const environment = writableEnvironment()
  for (const [name, value] of Object.entries(variables))
    if (environment !== undefined) environment[name] = value
  try {
    await act()
  } finally {
    for (const name of Object.keys(variables)) delete environment?.[name]
  }
}

function writableEnvironment(): Record<string, string | undefined> | undefined {
  const environment = host.process?.env
  try {
    if (environment !== undefined) environment['NEMO_STEPS'] = ''
    return environment
  } catch {
    return undefined
  }
}

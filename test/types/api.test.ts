/** Types of params, answers, pages and streams: one method of each kind. `npm run typecheck` looks at them. */

import type {
  APIPromise,
  HelixJobResponse,
  HelixJobStatus,
  LogPagePromise,
  NeMoPlatform,
  Page,
  PagePromise,
  PlatformJobLog,
  PlatformJobResponse,
  PlatformJobStatus,
  PluginJobs,
  Project,
  RawMethod,
  Stream,
} from 'nemo-platform'
import { describe, expectTypeOf, it } from 'vitest'

declare const client: NeMoPlatform

/** Takes code that is only compiled. */
function compiled(_code: () => unknown): void {}

describe('types', () => {
  it('of jobs have the names of NeMo Helix, too', () => {
    expectTypeOf<HelixJobResponse>().toEqualTypeOf<PlatformJobResponse>()
    expectTypeOf<HelixJobStatus>().toEqualTypeOf<PlatformJobStatus>()
  })

  it('of a creation: required fields, null, a default workspace, exist_ok', () => {
    expectTypeOf<Parameters<typeof client.projects.create>[0]>().toExtend<{
      name: string
      workspace?: string | undefined
      description?: string | null | undefined
      exist_ok?: boolean | undefined
    }>()
    expectTypeOf<ReturnType<typeof client.projects.create>>().toEqualTypeOf<APIPromise<Project>>()
    // @ts-expect-error: a project needs a name
    compiled(() => client.projects.create({}))
    // @ts-expect-error: there is no such field
    compiled(() => client.projects.create({ name: 'a', colour: 'red' }))
    // @ts-expect-error: there is no such option
    compiled(() => client.projects.create({ name: 'a' }, { retries: 1 }))
  })

  it('of a list in pages', () => {
    expectTypeOf<ReturnType<typeof client.jobs.list>>().toEqualTypeOf<PagePromise<PlatformJobResponse>>()
    expectTypeOf<Awaited<ReturnType<typeof client.jobs.list>>>().toEqualTypeOf<Page<PlatformJobResponse>>()
  })

  it('of a log in pages', () => {
    expectTypeOf<ReturnType<typeof client.jobs.getLogs>>().toEqualTypeOf<LogPagePromise<PlatformJobLog>>()
  })

  it('of answers without content, and of bytes', () => {
    expectTypeOf<ReturnType<typeof client.jobs.delete>>().toEqualTypeOf<APIPromise<void>>()
    expectTypeOf<ReturnType<typeof client.jobs.results.download>>().toEqualTypeOf<APIPromise<Response>>()
  })

  it('of a gateway: a stream where the body asks for one', () => {
    const ask = () =>
      client.inference.gateway.openai.post<{ id: string }>('v1/chat/completions', { body: {} })
    const stream = () =>
      client.inference.gateway.openai.post<{ id: string }>('v1/chat/completions', { body: { stream: true } })
    expectTypeOf<ReturnType<typeof ask>>().toEqualTypeOf<APIPromise<{ id: string }>>()
    expectTypeOf<ReturnType<typeof stream>>().toEqualTypeOf<APIPromise<Stream<{ id: string }>>>()
  })

  it('of enumerations: known values, and those of newer servers', () => {
    expectTypeOf<'completed'>().toExtend<PlatformJobStatus>()
    expectTypeOf<string>().toExtend<PlatformJobStatus>()
    expectTypeOf<number>().not.toExtend<PlatformJobStatus>()
  })

  it('of calls of any endpoint', () => {
    const text = () => client.get('/metrics', { as: 'text' })
    const events = () => client.post<{ id: string }>('/apis/x', { as: 'stream' })
    expectTypeOf<ReturnType<typeof text>>().toEqualTypeOf<APIPromise<string>>()
    expectTypeOf<ReturnType<typeof events>>().toEqualTypeOf<APIPromise<Stream<{ id: string }>>>()
    type Methods = NeMoPlatform['get' | 'post' | 'put' | 'patch' | 'delete']
    expectTypeOf<Methods>().toEqualTypeOf<RawMethod>()
  })

  it('of jobs of plugins: known names, and others with the place of their jobs', () => {
    const known = () => client.pluginJobs('evaluator', 'evaluate')
    expectTypeOf<ReturnType<typeof known>>().toEqualTypeOf<PluginJobs<Record<string, unknown>>>()
    compiled(() => client.pluginJobs('evaluator', 'newer', { base: 'newer/jobs' }))
    compiled(() => client.pluginJobs('mine', undefined, { base: 'jobs' }))
    const typed = () => client.pluginJobs<{ rows: number }>('mine', 'run', { base: 'jobs/run' })
    expectTypeOf<ReturnType<typeof typed>>().toEqualTypeOf<PluginJobs<{ rows: number }>>()
    // @ts-expect-error: not a kind of any plugin
    compiled(() => client.pluginJobs<{ rows: number }>('evaluator', 'nope'))
    // @ts-expect-error: not a kind of that plugin
    compiled(() => client.pluginJobs('evaluator', 'run'))
    // @ts-expect-error: a plugin that is not known needs a place
    compiled(() => client.pluginJobs('mine', 'run'))
  })

  it('of positional arguments, and of those by name', () => {
    expectTypeOf<Parameters<typeof client.jobs.results.retrieve>[0]>().toEqualTypeOf<string>()
    // @ts-expect-error: a result belongs to a job
    compiled(() => client.jobs.results.retrieve('metrics', {}))
  })
})

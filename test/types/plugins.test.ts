/** Of each plugin a spec, a page and a result, as the compiler sees them: what is wrong here fails in `tsc`. */

import { NeMoPlatform, type PagePromise, type PluginJob, type Stream } from 'nemo-platform'
import {
  AgentOptimization,
  type OptimizationStrategyList,
  type RunStrategyJob,
  type RunStrategyJobRequest,
} from 'nemo-platform/plugins/agent-optimization'
import {
  type Agent,
  type AgentCompletion,
  type AgentCompletionChunk,
  type AgentDeployment,
  Agents,
  type ExecuteJobRequest,
} from 'nemo-platform/plugins/agents'
import {
  Anonymizer,
  type EntityLabelsResponse,
  type RunJob,
  type RunJobRequest,
} from 'nemo-platform/plugins/anonymizer'
import {
  type AutomodelJob,
  type AutomodelJobRequest,
  Customization,
  type CustomizationJobTemplate,
} from 'nemo-platform/plugins/customization'
import { type CreateJob, type CreateJobRequest, DataDesigner } from 'nemo-platform/plugins/data-designer'
import {
  Evals,
  type EvaluateJob,
  type EvaluateJobRequest,
  type EvaluateResult,
  exactMatch,
  type LiveScoreResponse,
} from 'nemo-platform/plugins/evals'
import { type AuditConfig, type AuditJob, type AuditJobRequest, Garak } from 'nemo-platform/plugins/garak'
import {
  type AnalysisRun,
  type Insight,
  type InsightAnalyzeJobRequest,
  type InsightListItem,
  Insights,
} from 'nemo-platform/plugins/insights'
import {
  type GenerateJob,
  type GenerateJobRequest,
  SafeSynthesizer,
} from 'nemo-platform/plugins/safe-synthesizer'
import { describe, expectTypeOf, test } from 'vitest'

/** Sends nothing: its methods are looked at, or stand in code that never runs. */
const client = new NeMoPlatform({ baseURL: 'http://nemo.test' })

/** Takes what is to be compiled only. */
function compiled(_code: () => unknown): void {}

describe('agent-optimization', () => {
  const { runStrategyJobs: jobs, listStrategies } = client.use(AgentOptimization)

  test('types', () => {
    expectTypeOf(jobs.create)
      .parameter(0)
      .toHaveProperty('spec')
      .toEqualTypeOf<RunStrategyJobRequest['spec']>()
    expectTypeOf(jobs.list).returns.toEqualTypeOf<PagePromise<PluginJob<RunStrategyJob['spec']>>>()
    expectTypeOf(listStrategies).returns.resolves.toEqualTypeOf<OptimizationStrategyList>()
    // @ts-expect-error: a strategy has to be named
    compiled(() => jobs.create({ spec: { agent: 'ml-team/echo' } }))
  })
})

describe('agents', () => {
  const agents = client.use(Agents)

  test('types', () => {
    expectTypeOf<ExecuteJobRequest['spec']>().toExtend<object>()
    expectTypeOf(agents.list).returns.toEqualTypeOf<PagePromise<Agent>>()
    compiled(async () => {
      expectTypeOf(await agents.deployments.wait('echo-1')).toEqualTypeOf<AgentDeployment>()
      expectTypeOf(await agents.deployments.wait('echo-1', { status: 'deleted' })).toBeUndefined()
    })
    expectTypeOf(agents.invoke).returns.resolves.toEqualTypeOf<AgentCompletion>()
    expectTypeOf(agents.chat).returns.resolves.toEqualTypeOf<Stream<AgentCompletionChunk>>()
    expectTypeOf<AgentDeployment['id']>().toBeString()
    // @ts-expect-error: an agent has a name
    compiled(() => agents.create({ config: {} }))
  })
})

describe('anonymizer', () => {
  const anonymizer = client.use(Anonymizer)

  test('types', () => {
    expectTypeOf(anonymizer.runJobs.create)
      .parameter(0)
      .toHaveProperty('spec')
      .toEqualTypeOf<RunJobRequest['spec']>()
    expectTypeOf(anonymizer.runJobs.list).returns.toEqualTypeOf<PagePromise<PluginJob<RunJob['spec']>>>()
    expectTypeOf(anonymizer.listEntityLabels).returns.resolves.toEqualTypeOf<EntityLabelsResponse>()
    // @ts-expect-error: it has to be said how to hide
    compiled(() => anonymizer.preview({ data: 'ml-team/people#rows.csv' }))
  })
})

describe('customization', () => {
  const customization = client.use(Customization)

  test('types', () => {
    expectTypeOf(customization.automodelJobs.create)
      .parameter(0)
      .toHaveProperty('spec')
      .toEqualTypeOf<AutomodelJobRequest['spec']>()
    expectTypeOf(customization.automodelJobs.retrieve)
      .returns.resolves.toHaveProperty('spec')
      .toEqualTypeOf<AutomodelJob['spec']>()
    expectTypeOf(
      customization.jobTemplates.retrieve,
    ).returns.resolves.toEqualTypeOf<CustomizationJobTemplate>()
    expectTypeOf<AutomodelJobRequest['spec']['model']>().toBeString()
    // @ts-expect-error: what is trained has to be named
    compiled(() => customization.automodelJobs.create({ spec: { training: {}, dataset: { path: 'a' } } }))
  })
})

describe('data-designer', () => {
  const designer = client.use(DataDesigner)

  test('types', () => {
    expectTypeOf(designer.createJobs.create)
      .parameter(0)
      .toHaveProperty('spec')
      .toEqualTypeOf<CreateJobRequest['spec']>()
    expectTypeOf(designer.createJobs.list).returns.toEqualTypeOf<PagePromise<PluginJob<CreateJob['spec']>>>()
    expectTypeOf(designer.preview).returns.resolves.toExtend<AsyncIterable<unknown>>()
    expectTypeOf(designer.createJobs.results.download).returns.resolves.toEqualTypeOf<Response>()
  })
})

describe('evals', () => {
  const evals = client.use(Evals)

  test('types', () => {
    expectTypeOf(evals.submit)
      .parameter(0)
      .toHaveProperty('dataset')
      .toEqualTypeOf<EvaluateJobRequest['spec']['dataset']>()
    expectTypeOf(evals.submit).returns.resolves.toEqualTypeOf<EvaluateJob>()
    expectTypeOf(evals.evaluateJobs.wait).returns.resolves.toEqualTypeOf<PluginJob<EvaluateJob['spec']>>()
    expectTypeOf(evals.results.list).returns.toEqualTypeOf<PagePromise<EvaluateResult>>()
    expectTypeOf<EvaluateResult['scores']['scores'][number]['name']>().toBeString()
    expectTypeOf(evals.evaluateLive).returns.resolves.toEqualTypeOf<LiveScoreResponse>()
    // @ts-expect-error: it is compared with something
    compiled(() => evals.submit({ metrics: [exactMatch({})], dataset: 'ml-team/rows' }))
    // @ts-expect-error: a target has a URL
    compiled(() => evals.submit({ metrics: ['ml-team/one'], dataset: 'ml-team/rows', target: { name: 'm' } }))
  })
})

describe('garak', () => {
  const garak = client.use(Garak)

  test('types', () => {
    expectTypeOf(garak.auditJobs.create)
      .parameter(0)
      .toHaveProperty('spec')
      .toEqualTypeOf<AuditJobRequest['spec']>()
    expectTypeOf(garak.auditJobs.retrieve).returns.resolves.toEqualTypeOf<PluginJob<AuditJob['spec']>>()
    expectTypeOf(garak.configs.list).returns.toEqualTypeOf<PagePromise<AuditConfig>>()
    expectTypeOf(garak.configs.create)
      .parameter(0)
      .toHaveProperty('exist_ok')
      .toEqualTypeOf<boolean | undefined>()
    // @ts-expect-error: a target has a model
    compiled(() => garak.targets.create({ name: 'one', type: 'nim' }))
  })
})

describe('insights', () => {
  const insights = client.use(Insights)

  test('types', () => {
    expectTypeOf(insights.analyzeJobs.create)
      .parameter(0)
      .toHaveProperty('spec')
      .toEqualTypeOf<InsightAnalyzeJobRequest['spec']>()
    expectTypeOf(insights.list).returns.toEqualTypeOf<PagePromise<InsightListItem>>()
    expectTypeOf(insights.retrieve).returns.resolves.toEqualTypeOf<Insight>()
    expectTypeOf(insights.analysisRuns.list).returns.toEqualTypeOf<PagePromise<AnalysisRun>>()
    // @ts-expect-error: an insight has a title
    compiled(() => insights.create({ agent: 'echo' }))
  })
})

describe('safe-synthesizer', () => {
  const { jobs } = client.use(SafeSynthesizer)

  test('types', () => {
    expectTypeOf(jobs.create).parameter(0).toHaveProperty('spec').toEqualTypeOf<GenerateJobRequest['spec']>()
    expectTypeOf(jobs.list).returns.toEqualTypeOf<PagePromise<PluginJob<GenerateJob['spec']>>>()
    expectTypeOf(jobs.wait).returns.resolves.toHaveProperty('spec').toEqualTypeOf<GenerateJob['spec']>()
    expectTypeOf<GenerateJobRequest['spec']['data_source']>().toBeString()
    // @ts-expect-error: data come from somewhere
    compiled(() => jobs.create({ spec: { config: {} } }))
  })
})

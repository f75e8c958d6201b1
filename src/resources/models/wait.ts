/** Waits for what models are served by: providers, and the gateway's list of models. */

import { InternalServerError, NotFoundError, WaitError } from '../../errors/index.ts'
import { redactText } from '../../errors/redact.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import { lookAt } from '../../remedies/index.ts'
import type {
  ModelProvider,
  OpenAIModelResp,
  OpenAIModelWaitParams,
  ProviderWaitParams,
} from '../../types/index.ts'
import { waitForGateway } from '../inference/deployments/wait.ts'
import { InferenceModels } from '../inference/models.generated.ts'
import { Providers } from '../inference/providers.generated.ts'
import { checkNames, readWaitTimeout } from '../shared/params.ts'
import { poll } from '../shared/polling.ts'
import type { ResourceContext } from '../shared/resource-context.ts'

const PROVIDER_NAMES = ['workspace', 'waitTimeout', 'timeout', 'poll_interval', 'check_gateway', 'onUpdate']
const MODEL_NAMES = ['workspace', 'waitTimeout', 'timeout', 'poll_interval']
const DEFAULT_TIMEOUT = 60_000
const PROVIDER_INTERVAL = 1_000
const MODEL_INTERVAL = 500

/** Waits until a provider has a status; if that is READY, also until the gateway answers for it. */
export async function waitForProvider(
  context: ResourceContext,
  name: string,
  wanted: string,
  params: ProviderWaitParams,
  options: RequestOptions | undefined,
): Promise<true> {
  checkNames(params, PROVIDER_NAMES)
  const { workspace, poll_interval = PROVIDER_INTERVAL, check_gateway = true, onUpdate } = params
  const waitTimeout = readWaitTimeout(params, DEFAULT_TIMEOUT)
  const providers = new Providers(context)
  const startedAt = performance.now()
  let last: ModelProvider | undefined
  await poll<true>({
    what: `provider ${name} to be ${wanted}`,
    waitTimeout,
    interval: poll_interval,
    options,
    look: async (options) => {
      let provider: ModelProvider
      try {
        provider = await providers.retrieve(name, { workspace }, options)
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error
        throw new WaitError(`There is no provider ${name}`, {
          code: 'wait/not-found',
          last,
          cause: error,
        })
      }
      if (last === undefined || provider.status !== last.status) onUpdate?.(provider)
      last = provider
      if (provider.status === wanted) return { done: true }
      if (provider.status === 'ERROR') throw failed(name, provider)
      return { last }
    },
  })
  if (wanted !== 'READY' || !check_gateway) return true
  const left = Math.max(0, waitTimeout - (performance.now() - startedAt))
  return waitForGateway(context, name, { workspace, waitTimeout: left }, options, last)
}

/** Waits until the gateway knows a model by its full name. */
export async function waitForOpenAIModel(
  context: ResourceContext,
  name: string,
  params: OpenAIModelWaitParams,
  options: RequestOptions | undefined,
): Promise<OpenAIModelResp> {
  checkNames(params, MODEL_NAMES)
  const { workspace = context.workspace, poll_interval = MODEL_INTERVAL } = params
  const models = new InferenceModels(context)
  const prefix = `${workspace}/`
  const shortName = typeof name === 'string' && name.startsWith(prefix) ? name.slice(prefix.length) : name
  const id = `${prefix}${shortName}`
  let asked = shortName
  return poll<OpenAIModelResp>({
    what: `the gateway to serve model ${id}`,
    waitTimeout: readWaitTimeout(params, DEFAULT_TIMEOUT),
    interval: poll_interval,
    options,
    isRecoverable: (error) => error instanceof NotFoundError,
    look: async (options) => {
      const model = await models.get(asked, { workspace }, options).catch((error: unknown) => {
        // A platform with authentication fails over names without a workspace.
        if (error instanceof InternalServerError) asked = id
        throw error
      })
      return model.id === id ? { done: model } : { last: `known as ${model.id}` }
    },
  })
}

function failed(name: string, provider: ModelProvider): WaitError {
  const words = provider.status_message
  return new WaitError(`Provider ${name} is ERROR${words ? `: ${redactText(words)}` : ''}`, {
    last: provider,
    remedies: [lookAt('inference.providers', name, 'Look at its status')],
  })
}

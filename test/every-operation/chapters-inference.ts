/** Calls every operation around models: entities, providers, deployments, and the gateway to them. */

import type { World } from './world.ts'

/** The parts, by title. */
export const inference = {
  'models and adapters': models,
  prompts,
  'providers, virtual models, gateway': gateway,
  'deployments and their configurations': deployments,
  guardrails,
}

async function models({ client, call }: World): Promise<void> {
  await client.files.uploadContent({
    fileset: 'weights',
    remote_path: 'adapter.bin',
    content: 'x',
    fileset_auto_create: true,
  })
  await call('models.create', () => client.models.create({ name: 'base', description: 'first' }))
  await call('models.list', () => client.models.list())
  await call('models.retrieve', () => client.models.retrieve('base'))
  await call('models.update', () => client.models.update('base', { description: 'second' }))

  const lora = { fileset: 'weights', finetuning_type: 'lora' as const }
  const model = `${client.workspace}/base`
  await call('adapters.create', () => client.adapters.create({ name: 'one', model, ...lora }))
  await call('adapters.list', () => client.adapters.list())
  await call('adapters.retrieve', () => client.adapters.retrieve('one'))
  await call('adapters.patch', () => client.adapters.patch('one', { description: 'second' }))
  await call('adapters.delete', () => client.adapters.delete('one'))

  const nested = client.models.adapters
  await call('models.adapters.create', () => nested.create('base', { name: 'two', ...lora }))
  await call('models.adapters.update', () =>
    nested.update('two', { model_name: 'base', description: 'second' }),
  )
  await call('models.adapters.delete', () => nested.delete('two', { model_name: 'base' }))
  await call('models.delete', () => client.models.delete('base'))
}

async function prompts({ client, call }: World): Promise<void> {
  const { prompts } = client.inference
  const messages = [{ role: 'system' as const, content: 'You greet {{name}}.' }]
  await call('inference.prompts.create', () =>
    prompts.create({ name: 'one', messages, input_variables: ['name'] }),
  )
  await call('inference.prompts.list', () => prompts.list())
  await call('inference.prompts.retrieve', () => prompts.retrieve('one'))
  await call('inference.prompts.update', () => prompts.update('one', { messages, description: 'second' }))
  await call('inference.prompts.delete', () => prompts.delete('one'))
}

async function gateway({ client, call, until, upstream }: World): Promise<void> {
  const { providers, virtualModels, gateway } = client.inference
  await call('inference.providers.create', () => providers.create({ name: 'up', host_url: upstream }))
  const served = async () => (await client.inference.models.list()).data.map(({ id }) => id)
  const name = `${client.workspace}/echo`
  await until(async () => (await served()).includes(name))
  await call('inference.providers.list', () => providers.list())
  await call('inference.providers.retrieve', () => providers.retrieve('up'))
  await call('inference.models.list', () => client.inference.models.list())
  await call('inference.models.get', () => client.inference.models.get(name))
  await call('inference.gateway.openai.v1.models.list', () => gateway.openai.v1.models.list())
  await call('inference.gateway.openai.v1.models.get', () => gateway.openai.v1.models.get(name))
  await call('inference.gateway.provider.ready', () => gateway.provider.ready('up'))

  await call('inference.virtual_models.create', () =>
    virtualModels.create({ name: 'own', default_model_entity: name }),
  )
  await call('inference.virtual_models.list', () => virtualModels.list())
  await call('inference.virtual_models.retrieve', () => virtualModels.retrieve('own'))
  await call('inference.virtual_models.patch', () =>
    virtualModels.patch('own', { default_model_entity: name, autoprovisioned: false }),
  )

  const chat = 'v1/chat/completions'
  const body = { model: name, messages: [{ role: 'user', content: 'hello' }] }
  const ofProvider = { name: 'up' }
  await call('inference.gateway.provider.post', () => gateway.provider.post(chat, { ...ofProvider, body }))
  await call('inference.gateway.provider.get', () => gateway.provider.get('v1/models', ofProvider))
  await call('inference.gateway.provider.put', () => gateway.provider.put('v1/echo', { ...ofProvider, body }))
  await call('inference.gateway.provider.patch', () =>
    gateway.provider.patch('v1/echo', { ...ofProvider, body }),
  )
  await call('inference.gateway.provider.delete', () => gateway.provider.delete('v1/echo', ofProvider))
  const ofModel = { name: 'echo' }
  await until(async () => {
    try {
      await gateway.model.post(chat, { ...ofModel, body })
      return true
    } catch {
      return false
    }
  })
  await call('inference.gateway.model.post', () => gateway.model.post(chat, { ...ofModel, body }))
  await call('inference.gateway.model.get', () => gateway.model.get('v1/models', ofModel))
  await call('inference.gateway.model.put', () => gateway.model.put('v1/echo', { ...ofModel, body }))
  await call('inference.gateway.model.patch', () => gateway.model.patch('v1/echo', { ...ofModel, body }))
  await call('inference.gateway.model.delete', () => gateway.model.delete('v1/echo', ofModel))
  await call('inference.gateway.openai.post', () => gateway.openai.post(chat, { body }))
  await call('inference.gateway.openai.get', () => gateway.openai.get('v1/models'))
  await call('inference.gateway.openai.put', () => gateway.openai.put('v1/echo', { body }))
  await call('inference.gateway.openai.patch', () => gateway.openai.patch('v1/echo', { body }))
  await call('inference.gateway.openai.delete', () =>
    gateway.openai.delete('v1/echo', {}, { body: { model: name } }),
  )

  await call('inference.virtual_models.delete', () => virtualModels.delete('own'))
  await call('inference.providers.update_status', () => providers.updateStatus('up', { status: 'READY' }))
  await call('inference.providers.update', () =>
    providers.update('up', { host_url: upstream, description: 'second' }),
  )
  await call('inference.providers.delete', () => providers.delete('up'))
}

async function deployments({ client, call }: World): Promise<void> {
  const { deploymentConfigs, deployments } = client.inference
  const config = {
    engine: 'nim' as const,
    model_spec: { model_name: 'base' },
    executor_config: { gpu: 1, image_name: 'example.com/nim', image_tag: '1' },
  }
  await call('inference.deployment_configs.create', () =>
    deploymentConfigs.create({ name: 'one', ...config }),
  )
  await call('inference.deployment_configs.list', () => deploymentConfigs.list())
  await call('inference.deployment_configs.retrieve', () => deploymentConfigs.retrieve('one'))
  await call('inference.deployment_configs.update', () =>
    deploymentConfigs.update('one', { ...config, description: 'second' }),
  )
  const { versions } = deploymentConfigs
  await call('inference.deployment_configs.versions.list', () => versions.list('one'))
  await call('inference.deployment_configs.versions.retrieve', () =>
    versions.retrieve('1', { config: 'one' }),
  )

  await call('inference.deployments.create', () => deployments.create({ name: 'served', config: 'one' }))
  await call('inference.deployments.list', () => deployments.list())
  await call('inference.deployments.retrieve', () => deployments.retrieve('served'))
  await call('inference.deployments.list_models', () => deployments.listModels('served'))
  await call('inference.deployments.update', () => deployments.update('served', { config: 'one' }))
  await call('inference.deployments.update_status', () =>
    deployments.updateStatus('served', { status: 'ERROR', status_message: 'none' }),
  )
  await call('inference.deployments.versions.list', () => deployments.versions.list('served'))
  await call('inference.deployments.versions.retrieve', () =>
    deployments.versions.retrieve('1', { deployment: 'served' }),
  )
  await call('inference.deployments.versions.delete', () =>
    deployments.versions.delete('1', { deployment: 'served' }),
  )
  await call('inference.deployments.delete', () => deployments.delete('served'))
  for (const name of ['free', 'other']) await deploymentConfigs.create({ name, ...config })
  await call('inference.deployment_configs.versions.delete', () => versions.delete('1', { config: 'other' }))
  await call('inference.deployment_configs.delete', () => deploymentConfigs.delete('free'))
}

async function guardrails({ client, call }: World): Promise<void> {
  const { configs } = client.guardrail
  await call('guardrail.configs.create', () =>
    configs.create({ name: 'one', description: 'first', data: {} }),
  )
  await call('guardrail.configs.list', () => configs.list())
  await call('guardrail.configs.retrieve', () => configs.retrieve('one'))
  await call('guardrail.configs.update', () => configs.update('one', { description: 'second' }))
  await call('guardrail.check', () =>
    client.guardrail.check({
      model: `${client.workspace}/echo`,
      messages: [{ role: 'user', content: 'hello' }],
      guardrails: { config_id: 'one' },
    }),
  )
  await call('guardrail.configs.delete', () => configs.delete('one'))
}

/** `nemo agents deploy`, `redeploy`, `undeploy` and `deployments wait`. */

import { isDeepStrictEqual } from 'node:util'
import { NotFoundError } from '../../../../index.ts'
import { type AgentDeployment, Agents } from '../../../../plugins/agents/index.ts'
import { shellWord } from '../../../../remedies/index.ts'
import { LocalError, run, SilentError, UsageError } from '../../../errors.ts'
import { readNumber } from '../../../global-options.ts'
import { tellingWhatIsDone } from '../../../interruption.ts'
import type { Invocation } from '../../../invocation.ts'
import { pause } from '../../jobs/follow.ts'
import { callOf, send } from '../../shared/call.ts'
import { perform } from '../../shared/described.ts'
import { AGENTS } from '../agents.generated.ts'
import { bringFiles, findFiles, readAgentConfig } from './config.ts'
import { checkTarget, deploymentsOf, targetName } from './target.ts'

/** Flags of `deploy`. */
export interface DeployFlags {
  readonly agent: string
  readonly name?: string
  readonly mode?: string
  readonly image?: string
  readonly useImageEntrypoint?: boolean
  readonly environment?: string
  readonly wait?: boolean
  readonly timeout?: string
}

/** Flags of `redeploy`. */
export interface RedeployFlags extends DeployFlags {
  readonly agentConfig?: string
  readonly description?: string
}

/** Flags of `undeploy`. */
export interface UndeployFlags {
  readonly agent?: string
  readonly all?: string
}

/** Flags of `deployments wait`. */
export interface DeploymentWaitFlags {
  readonly agent?: string
  readonly timeout?: string
  readonly interval?: string
}

/** What a deployment is asked for with. */
interface DeploymentParams {
  readonly agent: string
  readonly name?: string | undefined
  readonly deployment_mode?: string | undefined
  readonly image?: string | undefined
  readonly use_image_entrypoint?: boolean | undefined
  readonly environment?: AgentDeployment['environment'] | undefined
}

const MODES = ['subprocess', 'docker', 'k8s', 'openshell']
/** In seconds. */
const USUAL_WAIT = 300
const USUAL_PAUSE = 2

/** Deploys an agent. */
export async function deploy(invocation: Invocation, flags: DeployFlags): Promise<void> {
  await create(
    invocation,
    {
      agent: flags.agent,
      name: flags.name,
      deployment_mode: flags.mode ?? 'subprocess',
      image: flags.image,
      use_image_entrypoint: flags.useImageEntrypoint === true ? true : undefined,
      environment: flags.environment,
    },
    flags,
  )
}

/** Waits for the deployment that is meant. */
export async function waitForDeployment(
  invocation: Invocation,
  name: string | undefined,
  flags: DeploymentWaitFlags,
): Promise<void> {
  const interval = Number(flags.interval ?? USUAL_PAUSE)
  if (!(interval > 0)) throw new UsageError(`--interval must be a number above 0, not '${flags.interval}'`)
  const deployment = await targetName(
    invocation,
    { name, agent: flags.agent },
    { path: 'nemo agents deployments wait', without: ['failed', 'deleting'] },
  )
  await untilRunning(invocation, deployment, flags, interval)
}

/** Ends one deployment, or all of an agent. */
export async function undeploy(
  invocation: Invocation,
  name: string | undefined,
  { agent, all }: UndeployFlags,
): Promise<void> {
  if (agent !== undefined && all !== undefined)
    throw new UsageError('--agent and --all are the same, and exclude each other', 'Choose one of them')
  const owner = agent ?? all
  checkTarget({ name, agent: owner })
  const { signal } = invocation.io
  const client = invocation.client()
  const { deployments } = new Agents(client)
  if (name !== undefined) {
    await deployments.delete(name, {}, { signal })
    invocation.say(`Deployment ${name} is being deleted.`)
    return
  }
  if (owner === undefined) {
    throw new UsageError(
      'Missing name of the deployment, or --agent',
      run('nemo agents undeploy <name>'),
      run('nemo agents undeploy --agent <name>', 'To end all deployments of an agent'),
    )
  }
  const names = (await deploymentsOf(client, owner, signal)).flatMap((one) => one.name ?? [])
  for (const one of names) await deployments.delete(one, {}, { signal })
  invocation.say(`${names.length} deployments of ${owner} are being deleted.`)
}

/** Replaces an agent, which cannot be changed, and deploys it as it was deployed. */
export async function redeploy(invocation: Invocation, flags: RedeployFlags): Promise<void> {
  const { agent: name, agentConfig: path } = flags
  if (path === undefined)
    throw new UsageError(
      'Missing --agent-config',
      run(`nemo agents redeploy --agent ${name} --agent-config <path>`),
    )
  const { signal } = invocation.io
  const client = invocation.client()
  const agents = new Agents(client)
  // All that can be wrong with what is given is found before anything is taken down.
  const fields = await readAgentConfig(invocation, path)
  const files = fields.config_format === 'nemo-agents-spec-v1' ? await findFiles(path) : undefined
  const existing = await deploymentsOf(client, name, signal)
  const params = checked({
    agent: name,
    name: flags.name,
    deployment_mode: flags.mode ?? same(existing, 'deployment_mode', '--mode') ?? 'subprocess',
    image: flags.image ?? same(existing, 'image', '--image'),
    use_image_entrypoint:
      (flags.useImageEntrypoint ?? same(existing, 'use_image_entrypoint', '--use-image-entrypoint')) ===
        true || undefined,
    environment: flags.environment ?? same(existing, 'environment', '--environment'),
  })
  const steps: string[] = []
  await tellingWhatIsDone(
    invocation.io,
    async () => {
      for (const { name: one, status = '' } of existing) {
        if (one === undefined || !['pending', 'starting', 'running'].includes(status)) continue
        await agents.deployments.delete(one, {}, { signal })
        steps.push(`deployment ${one} is being deleted`)
        invocation.note(`Deployment ${one} is being deleted.`)
      }
      try {
        await agents.delete(name, {}, { signal })
        steps.push(`agent ${name} is deleted`)
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error
      }
      const { description = '' } = flags
      await agents.create({ name, description, ...fields }, { signal })
      if (files !== undefined) await bringFiles(invocation, name, files)
      steps.push(`agent ${name} is created anew`)
      invocation.note(`Agent ${name} is created anew.`)
      await create(invocation, params, flags)
    },
    () =>
      `${steps.length === 0 ? 'Nothing was changed' : `So far: ${steps.join(', ')}`}. The same command again goes on from there.`,
  )
}

async function create(
  invocation: Invocation,
  params: DeploymentParams,
  flags: Pick<DeployFlags, 'wait' | 'timeout'>,
): Promise<void> {
  readNumber('--timeout', flags.timeout, { least: 1 })
  const call = await callOf(AGENTS, 'deployments create', { params: given(checked(params)) })
  await perform(invocation, call, {
    flags: {},
    run: async () => {
      const answer = send(invocation.client(), call, { signal: invocation.io.signal })
      const deployment = (await answer) as AgentDeployment
      await invocation.print(deployment, { fields: call.spec.fields })
      const { name } = deployment
      if (flags.wait === false || name === undefined) return
      await tellingWhatIsDone(
        invocation.io,
        () => untilRunning(invocation, name, flags, USUAL_PAUSE),
        () => `The deployment goes on; to end it: nemo agents undeploy ${shellWord(name)}`,
      )
    },
  })
}

async function untilRunning(
  invocation: Invocation,
  name: string,
  { timeout }: { readonly timeout?: string | undefined },
  interval: number,
): Promise<void> {
  const { signal } = invocation.io
  const seconds = readNumber('--timeout', timeout, { least: 1 }) ?? USUAL_WAIT
  const { deployments } = new Agents(invocation.client())
  const progress = invocation.progress(`Waiting for deployment ${name}…`)
  const end = performance.now() + seconds * 1000
  try {
    for (;;) {
      const { status = 'unknown', error, endpoint } = await deployments.retrieve(name, {}, { signal })
      if (status === 'running') {
        progress.stop(`Deployment ${name} is running${endpoint ? ` at ${endpoint}` : ''}.`)
        return
      }
      if (status === 'failed') {
        progress.stop()
        const { red, bold } = invocation.style
        invocation.note(`${red(bold('Error:'))} Deployment ${name} has failed${error ? `: ${error}` : ''}`)
        throw new SilentError(`deployment ${name} has failed`)
      }
      const left = end - performance.now()
      if (left <= 0) {
        throw new LocalError(`Deployment ${name} was still ${status} after ${seconds} seconds`, [
          run(`nemo agents deployments wait ${shellWord(name)}`, 'To go on waiting'),
          run(`nemo agents logs ${shellWord(name)}`, 'To see what it does'),
        ])
      }
      progress.update(`Waiting for deployment ${name}: ${status}…`)
      await pause(Math.min(interval * 1000, left), signal)
    }
  } finally {
    progress.stop()
  }
}

/** What all deployments of an agent have in common; nothing where they have none. */
function same<Name extends keyof AgentDeployment>(
  existing: readonly AgentDeployment[],
  name: Name,
  flag: string,
): Exclude<AgentDeployment[Name], ''> | undefined {
  const values = existing.map((one) => (one[name] === '' || one[name] === null ? undefined : one[name]))
  const [first, ...others] = values
  if (others.every((value) => isDeepStrictEqual(value, first)))
    return first as Exclude<AgentDeployment[Name], ''> | undefined
  throw new UsageError(
    `The deployments of ${existing[0]?.agent} differ in ${name}`,
    `Give ${flag} to say what the new one is to have`,
  )
}

function checked(params: DeploymentParams): DeploymentParams {
  const { deployment_mode: mode, image, use_image_entrypoint: isOfImage, environment } = params
  if (mode !== undefined && !MODES.includes(mode))
    throw new UsageError(`--mode must be ${MODES.slice(0, -1).join(', ')} or ${MODES.at(-1)}, not '${mode}'`)
  if (image !== undefined && mode === 'subprocess')
    throw new UsageError('--image needs a container', 'Add --mode docker, k8s or openshell')
  if (isOfImage === true && mode !== 'docker' && mode !== 'k8s')
    throw new UsageError('--use-image-entrypoint is for --mode docker and k8s')
  if (typeof environment === 'string' && environment.trim() === '')
    return { ...params, environment: undefined }
  return params
}

function given(params: DeploymentParams): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined))
}

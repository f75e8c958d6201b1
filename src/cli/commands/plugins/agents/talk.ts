/** `nemo agents invoke` and `chat`: asking agents. */

import { parseJson } from '../../../../json.ts'
import { type AgentSession, Agents } from '../../../../plugins/agents/index.ts'
import { shellWord } from '../../../../remedies/index.ts'
import { LocalError, run, UsageError } from '../../../errors.ts'
import type { Invocation } from '../../../invocation.ts'
import { answer, converse } from '../../chat/conversation.ts'
import type { OtherFields } from '../../shared/call.ts'
import { readInput, readStandardInput } from '../../shared/read-input.ts'

/** Flags of `invoke`. */
export interface InvokeFlags {
  readonly input?: string
  readonly inputFile?: string
  readonly agent?: string
  readonly agentDeployment?: string
  readonly timeout?: string
  readonly progress?: boolean
  readonly agentConfig?: string
}

/** Flags of `chat`. */
export interface ChatFlags {
  readonly input?: string
  readonly agentDeployment?: string
  readonly session?: string
  readonly sessionName?: string
  readonly timeout?: string
}

/** In seconds. */
const USUAL_TIMEOUT = 300

/** Asks once, or once for each text of a file. */
export async function invoke(invocation: Invocation, flags: InvokeFlags): Promise<void> {
  const { agent, agentDeployment: deployment } = flags
  if (flags.agentConfig !== undefined) {
    throw new UsageError(
      'An agent is run on this machine by the Python command line only',
      run('nemo agents create --name <name> --agent-config <path>', 'To run it on the platform, register it'),
      run('nemo agents deploy --agent <name>', 'and deploy it'),
    )
  }
  if ((agent === undefined) === (deployment === undefined)) {
    throw new UsageError(
      agent === undefined
        ? 'Missing --agent or --agent-deployment'
        : '--agent and --agent-deployment exclude each other',
      run('nemo agents invoke --agent <name> --input <text>'),
      run('nemo agents list', 'To see which there are'),
    )
  }
  const timeout = readTimeout(flags.timeout)
  const { signal } = invocation.io
  const agents = new Agents(invocation.client())
  for (const input of await inputsOf(invocation, flags)) {
    const progress =
      flags.progress === false ? undefined : invocation.progress(`Waiting for ${agent ?? deployment}…`)
    try {
      const completion = await agents.invoke({ agent, deployment, input }, { signal, timeout, maxRetries: 0 })
      progress?.stop()
      await invocation.print(completion)
    } finally {
      progress?.stop()
    }
  }
}

/** Talks in a session: a conversation at a terminal, else one question. */
export async function chat(invocation: Invocation, flags: ChatFlags): Promise<void> {
  const { agentDeployment, session: sessionName } = flags
  for (const [flag, value] of Object.entries({
    '--agent-deployment': agentDeployment,
    '--session': sessionName,
    '--session-name': flags.sessionName,
    '--input': flags.input,
  })) {
    if (value?.trim() === '') throw new UsageError(`${flag} must not be empty`)
  }
  if ((agentDeployment === undefined) === (sessionName === undefined)) {
    throw new UsageError(
      'Exactly one of --agent-deployment and --session must be given',
      run('nemo agents chat --agent-deployment <name>', 'To begin a session'),
      run('nemo agents chat --session <name>', 'To go on with one'),
    )
  }
  if (flags.sessionName !== undefined && agentDeployment === undefined)
    throw new UsageError('--session-name is for a new session', 'Give --agent-deployment, too')
  const timeout = readTimeout(flags.timeout)
  const first = flags.input ?? (invocation.isInteractive ? undefined : await pipedInput(invocation))
  const session = await openSession(invocation, flags)
  const { signal } = invocation.io
  const agents = new Agents(invocation.client())
  const deployment = await deploymentOf(invocation, session)
  const talk = {
    label: `${deployment}, session ${session.name}`,
    // The agent itself knows what was said before.
    ask: (input: string) => agents.chat({ deployment, input, session: session.id }, { signal, timeout }),
  }
  if (invocation.isInteractive) await converse(invocation, talk, first)
  else await answer(invocation, talk, first ?? '')
}

/** The filter for the sessions of a deployment, which have its id. */
export async function sessionFilter(invocation: Invocation, deployment: unknown): Promise<OtherFields> {
  if (deployment === undefined) return {}
  const name = String(deployment)
  if (name.trim() === '') throw new UsageError('--agent-deployment must not be empty')
  const { signal } = invocation.io
  const { id } = await new Agents(invocation.client()).deployments.retrieve(name, {}, { signal })
  return { 'filter.deployment_id': { value: id, where: 'in --agent-deployment' } }
}

async function openSession(
  invocation: Invocation,
  { agentDeployment, session: name, sessionName }: ChatFlags,
): Promise<AgentSession> {
  const { signal } = invocation.io
  const { deployments, sessions } = new Agents(invocation.client())
  if (agentDeployment !== undefined) {
    const { id } = await deployments.retrieve(agentDeployment, {}, { signal })
    const session = await sessions.create(
      { deployment_id: id, ...(sessionName === undefined ? {} : { name: sessionName }) },
      { signal },
    )
    invocation.note(
      `Session ${session.name} is open; to go on with it later: nemo agents chat --session ${shellWord(session.name ?? '')}`,
    )
    return session
  }
  const session = await sessions.retrieve(name ?? '', {}, { signal })
  const isOver = session.expires_at != null && Date.parse(session.expires_at) <= Date.now()
  if (session.status === 'active' && !isOver) return session
  throw new LocalError(`Session ${name} is ${isOver ? 'expired' : session.status}, and cannot go on`, [
    run('nemo agents chat --agent-deployment <name>', 'To begin another'),
    run('nemo agents sessions list', 'To see which there are'),
  ])
}

/** The name of the deployment that a session belongs to. */
async function deploymentOf(
  invocation: Invocation,
  { deployment_id: id, name }: AgentSession,
): Promise<string> {
  const { signal } = invocation.io
  for await (const one of new Agents(invocation.client()).deployments.list({}, { signal })) {
    if (one.id === id && one.name !== undefined) return one.name
  }
  throw new LocalError(`The deployment of the session ${name} is gone`, [
    run('nemo agents chat --agent-deployment <name>', 'To begin another'),
  ])
}

async function inputsOf(
  invocation: Invocation,
  { input, inputFile }: InvokeFlags,
): Promise<readonly string[]> {
  if (input !== undefined && inputFile !== undefined)
    throw new UsageError('--input and --input-file exclude each other', 'Choose one of them')
  if (inputFile === undefined) return [input ?? (await pipedInput(invocation))]
  const value = parseJson(await readInput(inputFile, invocation.io))
  if (value === undefined)
    throw new UsageError(`${inputFile} is no JSON`, `It must be a list of texts: ["What is NeMo?"]`)
  return [value].flat().map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
}

async function pipedInput({ io }: Invocation): Promise<string> {
  const text = io.stdin.isTTY === true ? '' : (await readStandardInput(io)).trim()
  if (text !== '') return text
  throw new UsageError('Missing --input', 'Give what is asked with --input, or on standard input')
}

function readTimeout(text: string | undefined): number {
  const seconds = Number(text ?? USUAL_TIMEOUT)
  if (seconds > 0 && Number.isFinite(seconds)) return seconds * 1000
  throw new UsageError(`--timeout must be a number of seconds above 0, not '${text}'`)
}

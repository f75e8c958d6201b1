/** `nemo agents create`: an agent out of a file, with what stands beside that file. */

import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { TextDecoder } from 'node:util'
import { NotFoundError } from '../../../../index.ts'
import { isRecord } from '../../../../json.ts'
import { Agents } from '../../../../plugins/agents/index.ts'
import { LocalError, run, UsageError } from '../../../errors.ts'
import type { Invocation } from '../../../invocation.ts'
import { type Call, type Flags, type OtherFields, send } from '../../shared/call.ts'
import { parseData } from '../../shared/parse-data.ts'
import { readInput } from '../../shared/read-input.ts'

/** The fields of an agent, as a file gives them. */
export interface AgentConfig {
  readonly config: Readonly<Record<string, unknown>>
  readonly config_format: string
}

/** Agents whose files the platform takes from a fileset. */
const WITH_FILES = 'nemo-agents-spec-v1'
const USUAL_FORMAT = 'nat-workflow-v1'
/** What the platform takes: more does not fit into a container's configuration. */
const MOST_FILES = 500
const MOST_BYTES = 900_000
/** Not of this machine: what the agent is for stays as it is, and the older file of that kind goes. */
const LEFT_OUT = ['ETHOS.md', 'AGENT-SPEC.md']

/** The fields that `--name` and `--agent-config` give. */
export async function agentFields(invocation: Invocation, flags: Flags): Promise<OtherFields> {
  const { name, agentConfig } = flags
  const where = 'in --agent-config'
  const config = agentConfig === undefined ? {} : await readAgentConfig(invocation, String(agentConfig))
  return {
    ...(name === undefined ? {} : { name: { value: name, where: 'in --name' } }),
    ...Object.fromEntries(Object.entries(config).map(([field, value]) => [field, { value, where }])),
  }
}

/**
 * Reads a file.
 *
 * @throws UsageError where it has no configuration in it, LocalError where it cannot be read.
 */
export async function readAgentConfig({ io }: Invocation, path: string): Promise<AgentConfig> {
  const config = await parseData('--agent-config', await readInput(path, io))
  if (!isRecord(config))
    throw new UsageError(`${path} holds no configuration of an agent`, 'It must be an object')
  if (/\$(?:\{NEMO_DEFAULT_MODEL\}|NEMO_DEFAULT_MODEL\b)/.test(JSON.stringify(config))) {
    throw new UsageError(
      `${path} leaves the model to $NEMO_DEFAULT_MODEL, which only the Python command line knows`,
      'Write the name of the model in its place',
      run('nemo inference models list', 'To see which models there are'),
    )
  }
  const format = config['config_format'] ?? USUAL_FORMAT
  if (format === WITH_FILES || format === USUAL_FORMAT) return { config, config_format: format }
  throw new UsageError(
    `${path} has the config_format ${JSON.stringify(format)}`,
    `It must be ${USUAL_FORMAT} or ${WITH_FILES}`,
  )
}

/** Creates the agent, with its files where it has some. */
export async function createAgent(invocation: Invocation, call: Call, flags: Flags): Promise<void> {
  const { params = {} } = call
  const path = flags['agentConfig']
  const files =
    typeof path === 'string' && params['config_format'] === WITH_FILES ? await findFiles(path) : undefined
  const agent = await send(invocation.client(), call, { signal: invocation.io.signal })
  if (files !== undefined) await bringFiles(invocation, String(params['name']), files)
  await invocation.print(agent, { fields: call.spec.fields })
}

/** Files by their path below that of the configuration. */
export type AgentFiles = ReadonlyMap<string, string>

/**
 * Finds the texts that lie beside a configuration, and below.
 *
 * @throws LocalError where they are more than the platform takes, or lead elsewhere.
 */
export async function findFiles(path: string): Promise<AgentFiles> {
  const folder = dirname(path)
  const files = new Map<string, string>()
  let size = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const place = join(entry.parentPath, entry.name)
    const name = relative(folder, place).split(sep).join('/')
    if (entry.isSymbolicLink()) {
      throw new LocalError(`${place} is a symbolic link, which may lead out of the folder of the agent`, [
        'Put a regular file in its place',
      ])
    }
    if (!entry.isFile() || LEFT_OUT.includes(name)) continue
    const text = textOf(await readFile(place))
    if (text === undefined) continue
    size += Buffer.byteLength(text)
    files.set(name, text)
    if (files.size > MOST_FILES || size > MOST_BYTES) {
      throw new LocalError(
        `${folder} holds more than the ${MOST_FILES} files or ${MOST_BYTES} bytes that an agent may have`,
        ['Put the configuration into a folder with nothing else than what the agent needs'],
      )
    }
  }
  return files
}

/** Puts the files of an agent in the place of those that it had; without them, there is no agent. */
export async function bringFiles(invocation: Invocation, agent: string, files: AgentFiles): Promise<void> {
  const client = invocation.client()
  const { signal } = invocation.io
  const fileset = `${agent}-ethos`
  try {
    for (const path of await filesOf(invocation, fileset)) {
      if (path !== LEFT_OUT[0]) await client.files.delete({ fileset, remote_path: path }, { signal })
    }
    for (const [path, content] of files) {
      await client.files.uploadContent(
        { fileset, remote_path: path, content, fileset_auto_create: true },
        { signal },
      )
    }
  } catch (error) {
    await new Agents(client).delete(agent).catch(() => {
      invocation.note(
        `The agent ${agent} is there without its files; to remove it: nemo agents delete ${agent}`,
      )
    })
    throw error
  }
}

async function filesOf(invocation: Invocation, fileset: string): Promise<readonly string[]> {
  const { signal } = invocation.io
  try {
    const { data } = await invocation.client().files.list({ fileset }, { signal })
    return data.map(({ path }) => path)
  } catch (error) {
    if (error instanceof NotFoundError) return []
    throw error
  }
}

/** The text of bytes; undefined where they are none. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Agents, with what is more than one operation of the description: asking them. */

import { NeMoPlatform } from '../../client/client.ts'
import { InvalidArgumentError } from '../../errors/index.ts'
import { path } from '../../http/request/path.ts'
import type { RequestOptions } from '../../http/request/request-options.ts'
import type { APIPromise } from '../../http/response/api-promise.ts'
import type { Stream } from '../../http/response/stream.ts'
import { type ResourceContext, required } from '../../resources/shared/resource-context.ts'
import type { WorkspaceParams } from '../../types/index.ts'
import { AgentsOperations } from './agents.generated.ts'

/** A message of a conversation, as OpenAI has them. */
export interface AgentMessage {
  role: 'system' | 'user' | 'assistant' | 'tool' | (string & {})
  content: string | null
  [name: string]: unknown
}

/** Whom to ask, and what. */
export interface AgentChatParams extends WorkspaceParams {
  /** Name of an agent: the gateway finds its deployment. */
  agent?: string | undefined
  /** Name of a deployment. One of the two. */
  deployment?: string | undefined
  /** What is asked, if there is just one message of a user. */
  input?: string | undefined
  /** The conversation so far. */
  messages?: readonly AgentMessage[] | undefined
  /** Id of a session that `agents.sessions` has made, which the conversation belongs to: its `id`, not its name. */
  session?: string | undefined
  /** Settings of the model, as OpenAI has them. */
  body?: Readonly<Record<string, unknown>> | undefined
}

/** What an agent answered, as OpenAI has it. */
export interface AgentCompletion {
  choices: { index: number; message: AgentMessage; finish_reason?: string | null }[]
  [name: string]: unknown
}

/** A part of what an agent answers, as OpenAI has it. */
export interface AgentCompletionChunk {
  choices: { index: number; delta: Partial<AgentMessage>; finish_reason?: string | null }[]
  [name: string]: unknown
}

const SESSION_HEADER = 'x-nemo-session-id'

/** Agents: `new Agents(client)`, or `client.use(Agents)`. */
export class Agents extends AgentsOperations {
  readonly #context: ResourceContext

  /** @param client - What sends its operations. */
  constructor(client: NeMoPlatform) {
    super(client)
    this.#context = NeMoPlatform.contextOf(client)
  }

  /**
   * Asks an agent, and waits for its whole answer.
   *
   * @throws NotFoundError if there is no such agent, deployment or session, ConflictError if the session is over or of another
   *   deployment, InternalServerError (503) if no deployment can answer yet: `agents.deployments.wait` waits for one.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/{agents|deployments}/{name}/-/v1/chat/completions`
   */
  invoke(params: AgentChatParams, options?: RequestOptions): APIPromise<AgentCompletion> {
    return this.#context.http.request(() => this.#question(params, false), options)
  }

  /**
   * Asks an agent, and gives its answer as it comes.
   *
   * @returns A stream of parts: `for await (const part of await agents.chat(…))`.
   * @throws NotFoundError if there is no such agent, deployment or session, ConflictError if the session is over or of another
   *   deployment, InternalServerError (503) if no deployment can answer yet: `agents.deployments.wait` waits for one.
   * @see `POST /apis/agents/v2/workspaces/{workspace}/{agents|deployments}/{name}/-/v1/chat/completions`
   */
  chat(params: AgentChatParams, options?: RequestOptions): APIPromise<Stream<AgentCompletionChunk>> {
    return this.#context.http.request(
      () => ({ ...this.#question(params, true), responseType: 'stream' as const }),
      options,
    )
  }

  #question(params: AgentChatParams, stream: boolean) {
    const {
      workspace = this.#context.workspace,
      agent,
      deployment,
      input,
      messages,
      session,
      body,
    } = required(params)
    if ((agent === undefined) === (deployment === undefined))
      throw new InvalidArgumentError('agent', 'or `deployment` must be given, and not both')
    if ((input === undefined) === (messages === undefined))
      throw new InvalidArgumentError('input', 'or `messages` must be given, and not both')
    if (session === '') throw new InvalidArgumentError('session', 'must not be empty')
    return {
      method: 'POST' as const,
      path:
        agent === undefined
          ? path`/apis/agents/v2/workspaces/${{ workspace }}/deployments/${{ deployment }}/-/v1/chat/completions`
          : path`/apis/agents/v2/workspaces/${{ workspace }}/agents/${{ agent }}/-/v1/chat/completions`,
      headers: session === undefined ? {} : { [SESSION_HEADER]: session },
      body: { ...body, messages: messages ?? [{ role: 'user', content: input }], stream },
    }
  }
}

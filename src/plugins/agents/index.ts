/**
 * Agents: registered, deployed, asked and evaluated: `new Agents(client)`, or `client.use(Agents)`.
 */

export {
  type AgentChatParams,
  type AgentCompletion,
  type AgentCompletionChunk,
  type AgentMessage,
  Agents,
} from './agents.ts'
export type { AgentDeploymentWaitParams } from './deployments.ts'
export type * from './public.generated.ts'

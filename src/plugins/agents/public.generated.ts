// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/agents.generated.ts'
export type {
  EnvironmentSpecInline,
  McpFulfillment,
  ModelProviderOverride,
} from '../types/shared.generated.ts'
export type { AgentComputeSpecs } from './compute-specs.generated.ts'
export type { AgentDeployments } from './deployments.ts'
export type { AgentEnvironmentSpecs } from './environment-specs.generated.ts'
export type { AgentEnvironments } from './environments.generated.ts'
export type { AgentSessions } from './sessions.generated.ts'

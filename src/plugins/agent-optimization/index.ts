/**
 * Optimization of agents by strategies: `new AgentOptimization(client)`, or `client.use(AgentOptimization)`.
 */

export { AgentOptimization } from './agent-optimization.generated.ts'
export type * from './public.generated.ts'

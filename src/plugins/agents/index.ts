/**
 * Agents: registered, deployed, asked and evaluated: `new Agents(client)`, or `client.use(Agents)`.
 *
 * @module
 */

export { Agents } from './agents.generated.ts'
export type * from './public.generated.ts'

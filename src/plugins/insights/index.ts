/**
 * What an analysis has found in the traces of agents: `new Insights(client)`, or `client.use(Insights)`.
 */

export { Insights } from './insights.generated.ts'
export type * from './public.generated.ts'

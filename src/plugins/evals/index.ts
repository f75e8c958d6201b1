/**
 * Evaluation: scores for the answers of models and agents: `new Evals(client)`, or `client.use(Evals)`.
 */

export { type EvalSubmitParams, Evals } from './evals.ts'
export * from './metrics.ts'
export type * from './public.generated.ts'

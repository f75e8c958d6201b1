/**
 * Evaluation: scores for the answers of models and agents: `new Evals(client)`, or `client.use(Evals)`.
 *
 * @module
 */

export { Evals } from './evals.generated.ts'
export type * from './public.generated.ts'

/**
 * Audits of models: `new Garak(client)`, or `client.use(Garak)`.
 *
 * @module
 */

export { Garak } from './garak.generated.ts'
export type * from './public.generated.ts'

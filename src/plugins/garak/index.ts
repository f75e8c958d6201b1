/**
 * Audits of models: `new Garak(client)`, or `client.use(Garak)`.
 */

export { Garak } from './garak.generated.ts'
export type * from './public.generated.ts'

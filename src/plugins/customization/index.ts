/**
 * The training of models: `new Customization(client)`, or `client.use(Customization)`.
 */

export { Customization } from './customization.generated.ts'
export type * from './public.generated.ts'

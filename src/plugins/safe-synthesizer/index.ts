/**
 * Private data sets made synthetic: `new SafeSynthesizer(client)`, or `client.use(SafeSynthesizer)`.
 */

export type * from './public.generated.ts'
export { SafeSynthesizer } from './safe-synthesizer.generated.ts'

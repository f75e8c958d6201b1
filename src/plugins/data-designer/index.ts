/**
 * Synthetic data sets: `new DataDesigner(client)`, or `client.use(DataDesigner)`.
 */

export { DataDesigner } from './data-designer.generated.ts'
export type * from './public.generated.ts'

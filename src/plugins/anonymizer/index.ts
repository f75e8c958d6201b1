/**
 * Data sets without what tells who somebody is: `new Anonymizer(client)`, or `client.use(Anonymizer)`.
 */

export { Anonymizer } from './anonymizer.generated.ts'
export type * from './public.generated.ts'

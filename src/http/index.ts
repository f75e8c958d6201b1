/**
 * Everything between an operation and its parsed answer: request, transport, response, and the loop of retries around them.
 * Must know neither tokens (it asks a `TokenSource`) nor roles (it asks a policy), and imports only types, errors and remedies.
 * May be imported by everything above it that sends or describes requests: auth, runtime, access, diagnosis, resources, client, cli.
 */

export { HttpClient, type HttpClientParts } from './client.ts'
export type { Operation } from './request/operation.ts'
export type { TokenSource } from './token-source.ts'

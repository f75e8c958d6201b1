/** A mock platform with the answers, roles, scopes and delays of the real one, for tests without a cluster. */

export type { Fault, Faults } from './faults.ts'
export type { FileStore } from './file-store.ts'
export type { IdentityProvider, IssuedTokens, ProviderEvent, TokenRequest } from './identity-provider.ts'
export type { AdvanceOptions, MockJobResult, MockJobs } from './job-control.ts'
export type { JobStatus } from './job-status.ts'
export type {
  MockAuthOptions,
  MockInferenceOptions,
  MockJobsOptions,
  MockOIDCOptions,
  MockPlatformOptions,
} from './options.ts'
export { MockPlatform, type WriteConfigOptions } from './platform.ts'
export type { RecordedRequest } from './recorder.ts'
export type { ListenOptions, MockServer } from './server.ts'
export { type Collection, MemoryStore, type Store } from './store.ts'
export type { TokenOptions } from './tokens.ts'

/** A mock platform with the answers, roles, scopes and delays of the real one, for tests without a cluster. */

import '../supported-node.ts'

export type {
  IdentityProvider,
  IssuedTokens,
  ProviderEvent,
  TokenRequest,
} from '../mock/identity/identity-provider.ts'
export type { TokenOptions } from '../mock/identity/tokens.ts'
export type { AdvanceOptions, MockJobResult, MockJobs } from '../mock/jobs/job-control.ts'
export type { JobStatus } from '../mock/jobs/job-status.ts'
export type {
  MockAuthOptions,
  MockInferenceOptions,
  MockJobsOptions,
  MockOIDCOptions,
  MockPlatformOptions,
} from '../mock/platform-options.ts'
export type { FileStore } from '../mock/store/file-store.ts'
export { type Collection, MemoryStore, type Store } from '../mock/store/store.ts'
export type { Fault, Faults } from './faults.ts'
export { MockPlatform, type WriteConfigOptions } from './platform.ts'
export type { RecordedRequest } from './recorder.ts'
export type { ListenOptions, MockServer } from './server.ts'

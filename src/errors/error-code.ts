/** The codes of our errors: stable names for programs. New ones may be added at any time. */

import type { AuthErrorReason } from './auth-error-reason.ts'

/** Codes that are known today. */
export type KnownErrorCode =
  | 'unknown'
  /** An argument that can never work. */
  | 'argument/invalid'
  /** An argument that is needed, and neither the call nor the client has it. */
  | 'argument/missing'
  /** An option or parameter that does not exist. */
  | 'argument/unknown'
  /** A change of members that would leave a workspace without an Admin. */
  | 'argument/no-admin-left'
  /** A change of members that would take the caller's own access, without `allowSelf`. */
  | 'argument/own-access'
  /** A value in the config file that does not fit. */
  | 'config/invalid'
  /** The config file is no YAML. */
  | 'config/invalid-yaml'
  /** The config file is empty: a write was interrupted, or it never was written. */
  | 'config/empty'
  /** The config file ends in the middle. */
  | 'config/truncated'
  /** A config file was named that does not exist. */
  | 'config/not-found'
  /** A config file that would be replaced, and must not be. */
  | 'config/already-exists'
  /** The config file exists, but cannot be read. */
  | 'config/unreadable'
  /** The config path leads to a folder, a device or a socket, or a pipe is to be written. */
  | 'config/not-a-file'
  /** The config file is larger, or nested deeper, than any config is. */
  | 'config/too-large'
  /** The config file is looked for in the home folder, and there is none. */
  | 'config/no-home'
  /** A token holds what HTTP cannot send. */
  | 'config/invalid-token'
  /** The config file cannot be written. */
  | 'config/not-writable'
  /** Another process holds a lock of the config file. */
  | 'config/locked'
  /** The config file has no such context. */
  | 'config/unknown-context'
  /** Nothing names the platform. */
  | 'config/missing-base-url'
  /** A base URL that cannot be used. */
  | 'config/invalid-base-url'
  /** A constructor option that does not exist or does not fit. */
  | 'config/invalid-option'
  /** An environment variable that does not fit. */
  | 'config/invalid-variable'
  /** A token from the variable of one product, and a URL from that of the other. */
  | 'config/mixed-variables'
  /** A file of certificates that cannot be used. */
  | 'config/certificate-authority'
  /** A proxy in the environment that cannot be used. */
  | 'config/proxy'
  /** What was asked for needs a file system, which the runtime does not have. */
  | 'config/no-file-system'
  /** No usable token. */
  | `auth/${AuthErrorReason}`
  /** Some items of a batch failed. */
  | 'batch/failed'
  /** An item of a batch was not tried, because one before it failed. */
  | 'batch/not-tried'
  /** A wait ended without what was waited for. */
  | 'wait/failed'
  /** What was waited for does not exist. */
  | 'wait/not-found'
  /** The time limit of a wait passed. */
  | 'wait/timeout'
  /** The job that was waited for failed or was cancelled. */
  | 'wait/job-failed'
  /** No answer came, for a reason without a code of its own. */
  | 'connection/failed'
  /** Nothing listens at the address. */
  | 'connection/refused'
  /** The host name is not known. */
  | 'connection/unknown-host'
  /** The server's certificate is not trusted. */
  | 'connection/certificate'
  /** The server's certificate is made out to another host. */
  | 'connection/certificate-host'
  /** The server's certificate has ended. */
  | 'connection/certificate-expired'
  /** One end speaks TLS, and the other does not. */
  | 'connection/wrong-scheme'
  /** A proxy refused the connection. */
  | 'connection/proxy'
  /** Nothing came within `timeout`. */
  | 'connection/timeout'
  /** A redirect leads where the request must not go. */
  | 'connection/redirect-refused'
  /** The caller's signal ended the request. */
  | 'request/aborted'
  /** An answer that is not what the operation promises. */
  | 'response/unexpected'
  /** An answer that should be JSON, and is not. */
  | 'response/not-json'
  /** An answer that should be a page of a list, and is not. */
  | 'response/not-a-page'
  /** An answer that contradicts the description of the API; only with `strict`. */
  | 'response/mismatch'
  /** An answer without content, to a request that was done. */
  | 'response/empty'
  /** There is no page after this one. */
  | 'response/no-next-page'
  /** A list goes on with empty pages only. */
  | 'list/empty-pages'
  /** A list has more items than are collected without a limit. */
  | 'list/too-long'
  /** A stream of events broke off. */
  | 'stream/broken'
  /** A stream of events reported an error of the server. */
  | 'stream/reported'
  /** A stream of events was read before. */
  | 'stream/already-read'
  /** A local file could not be read or written in the middle of a transfer. */
  | 'file/failed'
  /** A local file was changed during a transfer. */
  | 'file/changed'
  /** A line of a remote file is too long to be read as one. */
  | 'file/line-too-long'
  /** An optional package is missing. */
  | 'package/missing'
  /** A part of this package that is for pages of browsers alone was called elsewhere. */
  | 'package/no-page'
  /** A part of this package could not be loaded when it was needed. */
  | 'package/incomplete'
  /** A part of this package that the bundle was told to leave out, with the condition `nemo-platform-lean`. */
  | 'package/left-out'
  /** A request failed, for a reason without a code of its own. */
  | 'api/failed'
  /** An error status without a code of its own. */
  | 'api/refused'
  /** 400. */
  | 'api/bad-request'
  /** 401. */
  | 'api/unauthorized'
  /** 403. */
  | 'api/forbidden'
  /** 404. */
  | 'api/not-found'
  /** 404: access keys are switched off on the platform. */
  | 'api/access-keys-disabled'
  /** 409. */
  | 'api/conflict'
  /** 409: the name is taken. */
  | 'api/already-exists'
  /** 409: a workspace keeps its last Admin. */
  | 'api/last-admin'
  /** 409: a workspace with contents is not deleted. */
  | 'api/workspace-not-empty'
  /** 409: a workspace of that name was deleted, and its cleanup has not ended. */
  | 'api/workspace-being-deleted'
  /** 422. */
  | 'api/unprocessable'
  /** 424: a model server behind the inference gateway refused the call. */
  | 'api/upstream'
  /** The connected platform does not have the operation. */
  | 'api/unsupported-operation'
  /** 429. */
  | 'api/rate-limited'
  /** 500 and above. */
  | 'api/server-error'

/** The code of an error: one that is known, or one that a later release adds. */
export type ErrorCode = KnownErrorCode | (string & Record<never, never>)

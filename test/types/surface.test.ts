/** The public surface as the compiler sees it: most of these tests fail in `tsc`, not when they run. */

import {
  AlreadyExistsError,
  APIConnectionError,
  APIError,
  type APIPromise,
  APIStatusError,
  AuthError,
  AuthenticationError,
  type AuthenticationErrorReason,
  BatchError,
  type CanAnswer,
  type CheckResult,
  type ClientOptions,
  ConfigError,
  ConflictError,
  type CreatedAccessKey,
  type DeleteResponse,
  type Explanation,
  type HeadersInput,
  InvalidArgumentError,
  type KnownCause,
  type KnownCheckId,
  LastAdminError,
  NeMoPlatform,
  NeMoPlatformError,
  NotFoundError,
  type Page,
  type PagePromise,
  PermissionDeniedError,
  type PermissionDeniedReason,
  type Project,
  RateLimitError,
  type Remedy,
  type RequestOptions,
  type Role,
  type RoleBinding,
  type Secret,
  UnprocessableEntityError,
  type ValidationIssue,
  type Workspace,
  type WorkspaceMember,
  WorkspaceNotEmptyError,
} from 'nemo-platform'
import { describe, expect, expectTypeOf, test } from 'vitest'

/** Sends nothing: its methods are looked at, or stand in code that never runs. */
const client = new NeMoPlatform({ baseURL: 'http://nemo.test' })

/** Takes what is to be compiled only. */
function compiled(_code: () => unknown): void {}

describe('client options', () => {
  test('are all optional, and may be undefined', () => {
    expectTypeOf<object>().toExtend<Partial<ClientOptions>>()
    expectTypeOf<{ [Name in keyof ClientOptions]-?: undefined }>().toExtend<ClientOptions>()
    expectTypeOf<NonNullable<unknown>>().toExtend<ClientOptions>()
  })

  test('have these types', () => {
    expectTypeOf<ClientOptions['baseURL']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<ClientOptions['timeout']>().toEqualTypeOf<number | undefined>()
    expectTypeOf<ClientOptions['defaultHeaders']>().toEqualTypeOf<HeadersInput | undefined>()
    expectTypeOf<ClientOptions['accessToken']>().toEqualTypeOf<
      string | (() => string | Promise<string>) | undefined
    >()
    expectTypeOf<typeof globalThis.fetch>().toExtend<NonNullable<ClientOptions['fetch']>>()
    expectTypeOf<Console>().toExtend<NonNullable<ClientOptions['logger']>>()
  })

  test('have no other names', () => {
    compiled(() => [
      // @ts-expect-error: a wrong letter case
      new NeMoPlatform({ baseUrl: 'http://nemo.test' }),
      // @ts-expect-error: the Python name
      new NeMoPlatform({ max_retries: 2 }),
    ])
  })
})

describe('request options', () => {
  test('are all optional, and may be undefined', () => {
    expectTypeOf<{ [Name in keyof RequestOptions]-?: undefined }>().toExtend<RequestOptions>()
    expectTypeOf<RequestOptions['signal']>().toEqualTypeOf<AbortSignal | undefined>()
  })
})

describe('answers', () => {
  test('of lists are pages of their items', () => {
    expectTypeOf(client.workspaces.list).returns.toEqualTypeOf<PagePromise<Workspace>>()
    expectTypeOf(client.projects.list).returns.toEqualTypeOf<PagePromise<Project>>()
    expectTypeOf(client.secrets.list).returns.toEqualTypeOf<PagePromise<Secret>>()
    expectTypeOf(client.iam.roleBindings.list).returns.toEqualTypeOf<PagePromise<RoleBinding>>()
    expectTypeOf<Awaited<PagePromise<Workspace>>>().toEqualTypeOf<Page<Workspace>>()
    expectTypeOf<Page<Workspace>['data']>().toEqualTypeOf<Workspace[]>()
    expectTypeOf<ReturnType<Page<Workspace>['nextPage']>>().toEqualTypeOf<Promise<Page<Workspace>>>()
  })

  test('may be iterated over, awaited or not', () => {
    compiled(async () => {
      for await (const item of client.workspaces.list()) expectTypeOf(item).toEqualTypeOf<Workspace>()
      for await (const item of await client.projects.list()) expectTypeOf(item).toEqualTypeOf<Project>()
      for await (const page of client.secrets.list().pages()) expectTypeOf(page).toEqualTypeOf<Page<Secret>>()
    })
  })

  test('of other calls are what is answered', () => {
    expectTypeOf(client.workspaces.create).returns.toEqualTypeOf<APIPromise<Workspace>>()
    expectTypeOf(client.workspaces.delete).returns.toEqualTypeOf<APIPromise<DeleteResponse>>()
    expectTypeOf(client.workspaces.members.createAll).returns.toEqualTypeOf<Promise<WorkspaceMember[]>>()
    expectTypeOf(client.secrets.delete).returns.resolves.toEqualTypeOf<void>()
    expectTypeOf(client.accessKeys.create).returns.resolves.toEqualTypeOf<CreatedAccessKey>()
    expectTypeOf<Awaited<ReturnType<APIPromise<Workspace>['withResponse']>>>().toEqualTypeOf<{
      data: Workspace
      response: Response
    }>()
    expectTypeOf<ReturnType<APIPromise<Workspace>['asResponse']>>().resolves.toEqualTypeOf<Response>()
  })

  test('of paths by hand are unknown until the caller says', () => {
    compiled(() => {
      expectTypeOf(client.get('/x')).resolves.toEqualTypeOf<unknown>()
      expectTypeOf(client.get<{ a: 1 }>('/x')).resolves.toEqualTypeOf<{ a: 1 }>()
    })
  })
})

describe('arguments', () => {
  test('that are needed are asked for', () => {
    compiled(() => [
      // @ts-expect-error: no name
      client.workspaces.create({}),
      // @ts-expect-error: no name
      client.workspaces.retrieve(),
      // @ts-expect-error: no value
      client.secrets.create({ name: 's1' }),
      // @ts-expect-error: no roles
      client.workspaces.members.update('a@b.c', {}),
      // @ts-expect-error: no principal
      client.workspaces.members.create({ roles: ['Viewer'] }),
    ])
  })

  test('that are wrong are refused', () => {
    compiled(() => [
      // @ts-expect-error: no such role
      client.workspaces.members.create({ principal: 'a@b.c', roles: ['King'] }),
      // @ts-expect-error: no such order
      client.workspaces.list({ sort: 'size' }),
      // @ts-expect-error: no such parameter
      client.projects.list({ limit: 5 }),
      // @ts-expect-error: no such request option
      client.projects.list({}, { retries: 5 }),
    ])
  })

  test('may be undefined where they may be left out', () => {
    compiled(() => [
      client.workspaces.create({ name: 'a1', description: undefined, exist_ok: undefined }),
      client.projects.list(
        { workspace: undefined, page: undefined, sort: undefined, filter: undefined },
        undefined,
      ),
      client.workspaces.members.createAll({ members: [{ principal: 'a@b.c', roles: undefined }] }),
    ])
  })

  test('take lists that nobody may change', () => {
    const roles: readonly Role[] = ['Viewer']
    const members = [{ principal: 'a@b.c', roles: ['Editor'] }] as const

    compiled(() => [
      client.workspaces.members.update('a@b.c', { roles }),
      client.workspaces.members.createAll({ members }),
    ])
    expect(roles).toHaveLength(1)
  })
})

describe('errors', () => {
  test('form the tree that `instanceof` narrows by', () => {
    expectTypeOf<APIError>().toExtend<NeMoPlatformError>()
    expectTypeOf<APIConnectionError>().toExtend<APIError>()
    expectTypeOf<APIStatusError>().toExtend<APIError>()
    expectTypeOf<LastAdminError>().toExtend<ConflictError>()
    expectTypeOf<ConflictError>().toExtend<APIStatusError>()
    for (const kind of [InvalidArgumentError, ConfigError, AuthError, BatchError, APIError]) {
      expect(kind.prototype).toBeInstanceOf(NeMoPlatformError)
    }
    for (const kind of [AlreadyExistsError, LastAdminError, WorkspaceNotEmptyError]) {
      expect(kind.prototype).toBeInstanceOf(ConflictError)
    }
    expect(APIConnectionError.prototype).not.toBeInstanceOf(APIStatusError)
  })

  test('narrow to their own fields', () => {
    compiled((): unknown => {
      const error: unknown = undefined
      if (error instanceof PermissionDeniedError) {
        expectTypeOf(error.reason).toEqualTypeOf<PermissionDeniedReason>()
        expectTypeOf(error.requiredScopes).toEqualTypeOf<readonly string[] | undefined>()
        expectTypeOf(error.status).toEqualTypeOf<number>()
        expectTypeOf(error.detail).toEqualTypeOf<string>()
      } else if (error instanceof AuthenticationError) {
        expectTypeOf(error.reason).toEqualTypeOf<AuthenticationErrorReason>()
      } else if (error instanceof WorkspaceNotEmptyError) {
        expectTypeOf(error.entities).toEqualTypeOf<Readonly<Record<string, number>>>()
      } else if (error instanceof UnprocessableEntityError) {
        expectTypeOf(error.issues).toEqualTypeOf<readonly ValidationIssue[]>()
      } else if (error instanceof RateLimitError) {
        expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>()
      } else if (error instanceof NotFoundError) {
        expectTypeOf(error.remedies).toEqualTypeOf<readonly string[]>()
      } else if (error instanceof APIError) {
        expectTypeOf(error.status).toEqualTypeOf<number | undefined>()
        expectTypeOf(error.body).toEqualTypeOf<unknown>()
      } else if (error instanceof InvalidArgumentError) {
        expectTypeOf(error.argument).toEqualTypeOf<string>()
      } else if (error instanceof BatchError) {
        expectTypeOf(error.failed[0]?.error).toEqualTypeOf<Error | undefined>()
      }
      return error
    })
  })

  test('have reasons that a switch can exhaust', () => {
    const wordsFor = (reason: PermissionDeniedReason): string => {
      switch (reason) {
        case 'missing-scope':
        case 'not-a-member':
        case 'insufficient-role':
        case 'role-propagating':
        case 'services-only':
        case 'platform-admin-only':
        case 'unknown':
          return reason
        default:
          return reason satisfies never
      }
    }

    expect(wordsFor('unknown')).toBe('unknown')
  })
})

describe('explanations and checks', () => {
  test('have open unions of known names', () => {
    expectTypeOf<KnownCause>().toExtend<Explanation['cause']>()
    expectTypeOf<'a-cause-of-later'>().toExtend<Explanation['cause']>()
    expectTypeOf<'missing-scope' | 'refresh-failed'>().toExtend<KnownCause>()
    expectTypeOf<'a-cause-of-later'>().not.toExtend<KnownCause>()
    expectTypeOf<KnownCheckId>().toExtend<CheckResult['id']>()
    expectTypeOf<'a-check-of-later'>().toExtend<CheckResult['id']>()
    expectTypeOf<'a-check-of-later'>().not.toExtend<KnownCheckId>()
  })

  test('have remedies as text and as data', () => {
    expectTypeOf<Explanation['remedies']>().toEqualTypeOf<string[]>()
    expectTypeOf<Explanation['advice'] | CheckResult['advice'] | CanAnswer['advice']>().toEqualTypeOf<
      Remedy[]
    >()
  })
})

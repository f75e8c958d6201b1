/** The parts of `oidc-provider` that the tests use; the package brings no types. */

declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  export interface RequestContext {
    oidc: {
      params?: Record<string, string | undefined>
      entities: Record<string, { accountId?: string } | undefined>
    }
  }

  export interface Client {
    readonly clientId: string
  }

  export interface GrantModel {
    readonly jti: string
    addOIDCScope(scope: string): void
    addResourceScope(resource: string, scope: string): void
    save(): Promise<string>
    destroy(): Promise<void>
  }

  export interface TokenModel {
    accountId?: string
    grantId?: string
    scope?: string
    resource?: string
    resourceServer?: object
    expiresIn?: number
    save(): Promise<string>
  }

  export interface DeviceCodeModel extends TokenModel {
    authTime?: number
    readonly params?: Record<string, string | undefined>
  }

  interface TokenFields {
    accountId: string
    client: Client
    grantId: string
    gty: string
    scope: string
    resource?: string
  }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    readonly Client: { find(clientId: string): Promise<Client | undefined> }
    readonly Grant: {
      new (fields: { accountId: string; clientId: string }): GrantModel
      find(id: string): Promise<GrantModel | undefined>
    }
    readonly AccessToken: new (
      fields: TokenFields,
    ) => TokenModel
    readonly RefreshToken: {
      new (fields: TokenFields): TokenModel
      revokeByGrantId(id: string): Promise<void>
    }
    readonly DeviceCode: { findByUserCode(userCode: string): Promise<DeviceCodeModel | undefined> }
    readonly ResourceServer: new (
      identifier: string,
      info: object,
    ) => object
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    on(event: 'grant.success', listener: (context: RequestContext) => void): this
    on(event: 'grant.error', listener: (context: RequestContext, error: OAuthError) => void): this
    on(event: 'grant.revoked', listener: (context: RequestContext, grantId: string) => void): this
    on(event: 'server_error', listener: (context: RequestContext, error: Error) => void): this
  }

  export interface OAuthError extends Error {
    readonly error: string
    readonly error_detail?: string
  }
}

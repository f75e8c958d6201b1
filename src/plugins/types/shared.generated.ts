// Generated from api/ by npm run generate. Do not edit.

/** Wire types that several resources share. */

/** Environment spec inline. */
export interface EnvironmentSpecInline {
  /** @default '' */
  description?: string | undefined
  env?: Readonly<Record<string, string>> | undefined
  secrets?: Readonly<Record<string, string>> | undefined
  model_provider_override?: ModelProviderOverride | null | undefined
  /** @default 'local' */
  provider?: string | undefined
  workspace_path?: string | null | undefined
  artifacts_path?: string | null | undefined
  control_location?: string | null | undefined
  ownership?: string | null | undefined
  connection?: Readonly<Record<string, unknown>> | undefined
  metadata?: Readonly<Record<string, unknown>> | undefined
  settings?: Readonly<Record<string, unknown>> | undefined
  mcp?: Readonly<Record<string, McpFulfillment>> | undefined
}

/** Model provider override. */
export interface ModelProviderOverride {
  base_url: string
  api_key?: string | null | undefined
  provider?: string | null | undefined
}

/** Mcp fulfillment. */
export interface McpFulfillment {
  url: string
  env?: Readonly<Record<string, string>> | undefined
  secrets?: Readonly<Record<string, string>> | undefined
}

/** Model config. */
export interface ModelConfig {
  alias: string
  model: string
  inference_parameters?:
    | ChatCompletionInferenceParams
    | EmbeddingInferenceParams
    | ImageInferenceParams
    | undefined
  provider: string
  /** @default false */
  skip_health_check?: boolean | undefined
}

/** Chat completion inference params. */
export interface ChatCompletionInferenceParams {
  /** @default 'chat-completion' */
  generation_type?: 'chat-completion' | undefined
  /** @default 4 */
  max_parallel_requests?: number | undefined
  timeout?: number | null | undefined
  extra_body?: Readonly<Record<string, unknown>> | null | undefined
  temperature?: number | UniformDistribution | ManualDistribution | null | undefined
  top_p?: number | UniformDistribution | ManualDistribution | null | undefined
  max_tokens?: number | null | undefined
}

/** Uniform distribution. */
export interface UniformDistribution {
  /** @default 'uniform' */
  distribution_type?: DistributionType | null | undefined
  params: UniformDistributionParams
}

/** Distribution type. */
export type DistributionType = 'uniform' | 'manual' | (string & {})

/** Uniform distribution params. */
export interface UniformDistributionParams {
  low: number
  high: number
}

/** Manual distribution. */
export interface ManualDistribution {
  /** @default 'manual' */
  distribution_type?: DistributionType | null | undefined
  params: ManualDistributionParams
}

/** Manual distribution params. */
export interface ManualDistributionParams {
  values: readonly number[]
  weights?: readonly number[] | null | undefined
}

/** Embedding inference params. */
export interface EmbeddingInferenceParams {
  /** @default 'embedding' */
  generation_type?: 'embedding' | undefined
  /** @default 4 */
  max_parallel_requests?: number | undefined
  timeout?: number | null | undefined
  extra_body?: Readonly<Record<string, unknown>> | null | undefined
  /** @default 'float' */
  encoding_format?: 'float' | 'base64' | (string & {}) | undefined
  dimensions?: number | null | undefined
}

/** Image inference params. */
export interface ImageInferenceParams {
  /** @default 'image' */
  generation_type?: 'image' | undefined
  /** @default 4 */
  max_parallel_requests?: number | undefined
  timeout?: number | null | undefined
  extra_body?: Readonly<Record<string, unknown>> | null | undefined
}

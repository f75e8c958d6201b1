// Generated from api/ by npm run generate. Do not edit.

export type * from '../types/data-designer.generated.ts'
export type {
  ChatCompletionInferenceParams,
  DistributionType,
  EmbeddingInferenceParams,
  ImageInferenceParams,
  ManualDistribution,
  ManualDistributionParams,
  ModelConfig,
  UniformDistribution,
  UniformDistributionParams,
} from '../types/shared.generated.ts'

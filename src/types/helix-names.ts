/**
 * The types of jobs by the names that NeMo Helix gives them: the same types. Their first names stay, so that code that was written
 * for NeMo Platform goes on.
 */

export type {
  PlatformJobEnvironmentVariable as HelixJobEnvironmentVariable,
  PlatformJobListResultResponse as HelixJobListResultResponse,
  PlatformJobListSortField as HelixJobListSortField,
  PlatformJobListTaskResponse as HelixJobListTaskResponse,
  PlatformJobLog as HelixJobLog,
  PlatformJobLogPage as HelixJobLogPage,
  PlatformJobResponse as HelixJobResponse,
  PlatformJobResultResponse as HelixJobResultResponse,
  PlatformJobSecret as HelixJobSecret,
  PlatformJobSecretEnvironmentVariableRef as HelixJobSecretEnvironmentVariableRef,
  PlatformJobSortField as HelixJobSortField,
  PlatformJobSpec as HelixJobSpec,
  PlatformJobStatus as HelixJobStatus,
  PlatformJobStatusResponse as HelixJobStatusResponse,
  PlatformJobStep as HelixJobStep,
  PlatformJobStepSpec as HelixJobStepSpec,
  PlatformJobStepStatusResponse as HelixJobStepStatusResponse,
  PlatformJobStepWithContext as HelixJobStepWithContext,
  PlatformJobStepsListFilter as HelixJobStepsListFilter,
  PlatformJobTask as HelixJobTask,
  PlatformJobTaskStatusResponse as HelixJobTaskStatusResponse,
  PlatformJobsListFilter as HelixJobsListFilter,
} from './index.generated.ts'

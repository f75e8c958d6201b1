/** The contestants by name, each with the module that is loaded for it alone. */

import type { CreateContestant } from './contestant.ts'

/** Name of what all others are measured by. */
export const RAW = 'raw fetch'
/** Raw once more, in another process: how far it is from 1 shows the noise. */
export const CONTROL = 'raw fetch again (control)'
/** This package. */
export const OURS = 'nemo-platform'
/** The Python SDK. */
export const PYTHON = 'Python SDK'

/** Contestants that run in Node, in the order of the tables. */
export const loaders: Readonly<Record<string, () => Promise<CreateContestant>>> = {
  [RAW]: async () => (await import('./raw.ts')).createRaw,
  [CONTROL]: async () => (await import('./raw.ts')).createRaw,
  [OURS]: async () => (await import('./nemo-platform.ts')).createTyped,
  'nemo-platform, get()': async () => (await import('./nemo-platform.ts')).createUntyped,
  ky: async () => (await import('./ky.ts')).createKy,
  'ky, lean': async () => (await import('./ky.ts')).createLeanKy,
  openai: async () => (await import('./openai.ts')).createOpenAI,
  stripe: async () => (await import('./stripe.ts')).createStripe,
}

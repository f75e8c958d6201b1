/** All cases that run in every runtime. */

import { bodyCases } from './body-cases.ts'
import type { HttpCase } from './case.ts'
import { httpCases } from './http-cases.ts'
import { promiseCases } from './promise-cases.ts'

export const portableCases: readonly HttpCase[] = [...httpCases, ...promiseCases, ...bodyCases]

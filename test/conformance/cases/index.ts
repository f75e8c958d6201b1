/** All cases over plain HTTP. */

import type { Scenario } from '../scenario.ts'
import { accessKeyCases } from './access-keys.ts'
import { brokerCases } from './broker.ts'
import { deletionCases } from './deletion.ts'
import { fileLogCases } from './file-logs.ts'
import { fileCases } from './files.ts'
import { filesetCases } from './filesets.ts'
import { filterCases } from './filters.ts'
import { iamCases } from './iam.ts'
import { inferenceCases } from './inference.ts'
import { jobCases } from './jobs.ts'
import { memberCases } from './members.ts'
import { modelCases } from './models.ts'
import { orderCases } from './order.ts'
import { pagingCases } from './paging.ts'
import { projectCases } from './projects.ts'
import { propagationCases } from './propagation.ts'
import { publicCases } from './public.ts'
import { roleCases } from './roles.ts'
import { routingCases } from './routing.ts'
import { scopeCases } from './scopes.ts'
import { secretCases } from './secrets.ts'
import { tokenCases } from './tokens.ts'
import { trustedHeaderCases } from './trusted-headers.ts'
import { validationCases } from './validation.ts'
import { visibilityCases } from './visibility.ts'
import { wordingCases } from './words.ts'
import { workspaceCases } from './workspaces.ts'

/** Cases by topic. */
export const topics: Readonly<Record<string, readonly Scenario[]>> = {
  tokens: tokenCases,
  scopes: scopeCases,
  'trusted headers': trustedHeaderCases,
  roles: roleCases,
  workspaces: workspaceCases,
  deletion: deletionCases,
  visibility: visibilityCases,
  members: memberCases,
  propagation: propagationCases,
  projects: projectCases,
  secrets: secretCases,
  filesets: filesetCases,
  files: fileCases,
  'logs in filesets': fileLogCases,
  jobs: jobCases,
  models: modelCases,
  inference: inferenceCases,
  'role bindings': iamCases,
  'access keys': accessKeyCases,
  paging: pagingCases,
  filters: filterCases,
  'words of refusals': wordingCases,
  validation: validationCases,
  'order of checks': orderCases,
  routing: routingCases,
  public: [...publicCases, ...brokerCases],
}

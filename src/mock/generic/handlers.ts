/** Handlers of described operations that do more than keep things. */

import type { DescribedOperation } from '../../openapi/index.ts'
import type { Exchange } from '../http/route.ts'

/** By method and template: `POST /apis/…/{name}`. */
export type Handlers = Readonly<
  Record<string, (exchange: Exchange, operation: DescribedOperation) => Response | Promise<Response>>
>

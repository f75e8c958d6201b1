/** A model server that says yes to every method: the gateway passes all of them on. */

import { answerAsEcho } from '../../src/mock/inference/echo-model.ts'

/** Answers as the echoing model does, and with the method where that knows no such path. */
export async function answerAnything(request: Request, models?: readonly string[]): Promise<Response> {
  const { method } = request
  const response = await answerAsEcho(request, models)
  return response.status === 404 ? Response.json({ method }) : response
}

/** What every operation of the API is called with, and the record of which were. */

import { readFileSync } from 'node:fs'
import type { NeMoPlatform } from 'nemo-platform'
import { parse } from 'yaml'

/** A platform to play on. */
export interface World {
  /** A client of a PlatformAdmin, whose workspace the chapter has for itself. */
  readonly client: NeMoPlatform
  /** A client of a service of the platform, for what is closed to people. */
  readonly service: NeMoPlatform
  /** The URL of a server whose model `echo` echoes, as the platform reaches it. */
  readonly upstream: string
  /**
   * Calls an operation.
   *
   * @param id - Its name in the surface: `inference.deployments.versions.list`.
   * @returns What it answers; undefined for one that this platform cannot serve.
   */
  call<Answer>(id: string, run: () => PromiseLike<Answer>): Promise<Answer | undefined>
  /** Whether this platform can serve an operation. */
  serves(id: string): boolean
  /** Calls until something is so. */
  until(what: () => Promise<boolean>): Promise<void>
}

/** The names of all operations of the surface. */
export function operationsOfSurface(): string[] {
  const surface = parse(readFileSync(new URL('../../api/surface.yaml', import.meta.url), 'utf8')) as {
    resources: Readonly<Record<string, ResourceOfSurface>>
  }
  return Object.entries(surface.resources).flatMap(([name, resource]) => operationsOf(name, resource))
}

interface ResourceOfSurface {
  readonly methods?: Readonly<Record<string, unknown>>
  readonly children?: Readonly<Record<string, ResourceOfSurface>>
}

function operationsOf(path: string, { methods = {}, children = {} }: ResourceOfSurface): string[] {
  return [
    ...Object.keys(methods).map((name) => `${path}.${name}`),
    ...Object.entries(children).flatMap(([name, child]) => operationsOf(`${path}.${name}`, child)),
  ]
}

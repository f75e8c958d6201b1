/** Says what is different between two descriptions. */

import type { OpenAPI } from './condense.ts'

/**
 * What a platform added, changed and removed.
 *
 * @param known - What is described already.
 * @param imported - The same operations, as the platform has them.
 * @param document - All that the platform has.
 */
export function compareDescriptions(
  known: OpenAPI | undefined,
  imported: OpenAPI,
  document: OpenAPI,
): string[] {
  const before = { ...operationsOf(known), ...schemasOf(known) }
  const after = { ...operationsOf(imported), ...schemasOf(imported) }
  const lines: string[] = []
  for (const name of Object.keys(before)) if (!(name in after)) lines.push(`removed: ${name}`)
  for (const [name, value] of Object.entries(after)) {
    if (!(name in before)) lines.push(`added: ${name}`)
    else lines.push(...differences(name, before[name], value))
  }
  const services = new Set(Object.keys(imported.paths).map(serviceOf))
  for (const name of Object.keys(operationsOf(document))) {
    const path = name.split(' ')[1] as string
    if (services.has(serviceOf(path)) && !(name in after)) lines.push(`not in the surface: ${name}`)
  }
  return lines
}

function operationsOf(document: OpenAPI | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document?.paths ?? {}).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation]),
    ),
  )
}

function schemasOf(document: OpenAPI | undefined): Record<string, unknown> {
  return document?.components.schemas ?? {}
}

function serviceOf(path: string): string {
  return path.split('/')[2] ?? path
}

/** The innermost places that differ. */
function differences(place: string, before: unknown, after: unknown): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (!isObject(before) || !isObject(after)) {
    return [`changed: ${place}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`]
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    if (!(key in after)) return [`removed: ${place}.${key}`]
    if (!(key in before)) return [`added: ${place}.${key}: ${JSON.stringify(after[key])}`]
    return differences(`${place}.${key}`, before[key], after[key])
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

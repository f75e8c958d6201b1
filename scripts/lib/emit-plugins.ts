/** Writes the classes and the types of plugins, out of `api/plugins.json` and `api/plugins/*.yaml`. */

import { FORMER_PLUGIN_NAMES } from '../../src/generations.ts'
import type { OpenAPI } from './condense.ts'
import { resourceFile } from './emit-resources.ts'
import { GENERATED, type TypeDocs, TypeWriter } from './emit-types.ts'
import { buildModel, kebabCase, type ResourceModel } from './model.ts'
import { readPluginSurfaces } from './plugin-surface.ts'

/** The resources of all plugins, the plugins themselves among them. */
export function pluginModels(plugins: OpenAPI, core: OpenAPI): ResourceModel[] {
  const surfaces = readPluginSurfaces(plugins)
  const bySnake = new Map(surfaces.map((surface) => [surface.service.replaceAll('-', '_'), surface]))
  const resources = Object.fromEntries([...bySnake].map(([name, { resource }]) => [name, resource]))
  const models = buildModel({ types: {}, others: [], resources }, withCore(plugins, core))
  for (const model of models) {
    const [first = '', ...rest] = model.name.split('.')
    const surface = bySnake.get(first)
    if (surface === undefined) throw new Error(`There is no plugin ${first}`)
    const { service, jobs } = surface
    model.plugin = {
      service,
      jobs: rest.length === 0 ? jobs : [],
      isRoot: rest.length === 0,
      isRenamed: service in FORMER_PLUGIN_NAMES,
    }
    // Each plugin has a folder, flat: its parts are small.
    const place = `../plugins/${service}/${kebabCase(rest.join('-') || first)}`
    model.generatedFile = `${place}.generated.ts`
    model.public.file = model.surface.extended_by === undefined ? model.generatedFile : `${place}.ts`
  }
  return models
}

/** All files of plugins, by their path below `src`. */
export function pluginFiles(
  models: readonly ResourceModel[],
  plugins: OpenAPI,
  core: OpenAPI,
  coreTypes: TypeWriter,
  docs: TypeDocs,
): Map<string, string> {
  const elsewhere = new Map(
    Object.keys(core.components.schemas).map((name) => [name, coreTypes.nameOf(name)]),
  )
  const publicTypes = Object.assign({}, ...readPluginSurfaces(plugins).map(({ types }) => types))
  const types = new TypeWriter(models, withCore(plugins, core), { types: publicTypes }, docs, elsewhere)
  const files = new Map<string, string>()
  for (const model of models) {
    const [file, text] = resourceFile(model, types)
    files.set(file.replace(/^\.\.\//, ''), text)
  }
  const typeFiles = types.files(models)
  for (const [file, text] of typeFiles) files.set(`plugins/types/${file}`, text)
  for (const root of models.filter(({ plugin }) => plugin?.isRoot)) {
    const service = root.plugin?.service as string
    files.set(`plugins/${service}/public.generated.ts`, publicNames(models, service, typeFiles))
  }
  return files
}

/** What a plugin's entry point exports beside its own class: classes of its parts as types, and wire types. */
function publicNames(
  models: readonly ResourceModel[],
  service: string,
  typeFiles: ReadonlyMap<string, string>,
): string {
  const parts = models.filter(({ plugin }) => plugin?.service === service && !plugin.isRoot)
  const own = typeFiles.get(`${service}.generated.ts`) ?? ''
  const [, named = ''] = /import type \{ ([^}]+) \} from '\.\/shared\.generated\.ts'/.exec(own) ?? []
  const shared = withWhatTheyName(
    named.split(',').map((name) => name.trim()),
    typeFiles,
  )
  return [
    GENERATED,
    '',
    ...parts.map(
      ({ public: { class: name, file } }) =>
        `export type { ${name} } from '${file.replace(`../plugins/${service}/`, './')}'`,
    ),
    ...(own === '' ? [] : [`export type * from '../types/${service}.generated.ts'`]),
    ...(named === '' ? [] : [`export type { ${shared.join(', ')} } from '../types/shared.generated.ts'`]),
    '',
  ].join('\n')
}

/** Shared types with those that they are made of. */
function withWhatTheyName(names: readonly string[], typeFiles: ReadonlyMap<string, string>): string[] {
  const declarations = new Map(
    (typeFiles.get('shared.generated.ts') ?? '').split(/^export (?:interface|type) /m).map((text) => {
      const [name = ''] = text.split(/\W/, 1)
      return [name, text] as const
    }),
  )
  const found = new Set(names)
  // What is added on the way is visited, too.
  for (const name of found) {
    for (const [word] of (declarations.get(name) ?? '').matchAll(/\w+/g))
      if (declarations.has(word)) found.add(word)
  }
  return [...found].filter((name) => name !== '').sort()
}

/** The plugins' description with the schemas of the core that it refers to. */
export function withCore(plugins: OpenAPI, core: OpenAPI): OpenAPI {
  const schemas = { ...core.components.schemas, ...plugins.components.schemas }
  return { ...plugins, components: { schemas } }
}

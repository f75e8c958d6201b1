/** Writes the resources: one file for each, a class with methods of a few lines. */

import { dirname, join, relative } from 'node:path/posix'
import type { Schema } from './condense.ts'
import { comment, fileOfTypes, GENERATED, lifespan, type TypeWriter } from './emit-types.ts'
import { camelCase, type JobCollection, type MethodModel, type ResourceModel } from './model.ts'

/** The file of a resource, as path below `src/resources`, and its text. */
export function resourceFile(resource: ResourceModel, types: TypeWriter): [path: string, text: string] {
  return [resource.generatedFile, new ResourceWriter(resource, types).text()]
}

/** What exports the classes of all resources, as types. */
export function resourceIndex(resources: readonly ResourceModel[]): string {
  const lines = resources.map((resource) => {
    const { class: className, file } = resource.public
    return `export type { ${className} } from './${file}'`
  })
  return `${GENERATED}\n\n${lines.sort().join('\n')}\n`
}

class ResourceWriter {
  readonly #resource: ResourceModel
  readonly #types: TypeWriter
  readonly #used = new Map<string, Set<string>>()

  constructor(resource: ResourceModel, types: TypeWriter) {
    this.#resource = resource
    this.#types = types
  }

  text(): string {
    const { surface, methods } = this.#resource
    const body = this.#class(methods.filter(({ surface }) => !surface.handwritten))
    return `${GENERATED}\n\n${comment([surface.doc])}\n${this.#imports()}\n\n${body}\n`
  }

  #class(methods: readonly MethodModel[]): string {
    const { name, surface, children } = this.#resource
    const { plugin } = this.#resource
    const property = name.split('.').map(camelCase).join('.')
    const path = plugin === undefined ? `client.${property}` : property
    const isBase = surface.extended_by !== undefined
    const needsContext = methods.length > 0
    const isRoot = plugin?.isRoot === true
    if (isRoot) this.#use('NeMoPlatform', '../client/client.ts')
    if (needsContext || !isRoot) this.#use('type ResourceContext', 'shared/resource-context.ts')
    const jobs = isRoot ? plugin.jobs : []
    const names = new Set(children.map((child) => child.name.split('.').at(-1)))
    const taken = jobs.find((job) => names.has(job.property))
    if (taken !== undefined) throw new Error(`${name} has two things called ${taken.property}`)
    const fields = children.map((child) => {
      const { class: className, file } = child.public
      this.#use(className, file)
      return `  /** ${child.surface.doc} */\n  readonly ${camelCase(child.name.split('.').at(-1) as string)}: ${className}`
    })
    const made = children.map((child) => {
      return `    this.${camelCase(child.name.split('.').at(-1) as string)} = new ${child.public.class}(context)`
    })
    return [
      `${comment([
        isBase
          ? `The generated part of \`${path}\`: \`${surface.extended_by}\` adds to it.`
          : `\`${path}\`: ${what(surface.doc)}`,
      ])}export class ${surface.class} {`,
      ...fields,
      ...jobs.map((job) => this.#jobsField(job)),
      ...(needsContext ? ['  readonly #context: ResourceContext'] : []),
      '',
      ...(isRoot
        ? [
            '  /** @param client - What sends its operations. */',
            '  constructor(client: NeMoPlatform) {',
            '    const context = NeMoPlatform.contextOf(client)',
          ]
        : ['  /** @internal */', '  constructor(context: ResourceContext) {']),
      ...(needsContext ? ['    this.#context = context'] : []),
      ...made,
      ...jobs.map((job) => this.#jobsMade(job)),
      '  }',
      ...methods.map((method) => `\n${this.#method(method)}`),
      '}',
    ].join('\n')
  }

  #jobsField({ property, doc, job, request, since, until }: JobCollection): string {
    const types = `../plugins/types/${fileOfTypes(this.#resource.name)}`
    const [read, sent] = [job, request].map((schema) => this.#types.nameOf(schema))
    this.#use('PluginJobs', 'plugins/jobs.ts')
    for (const type of [read, sent]) this.#use(`type ${type}`, types)
    const head = comment([[doc, ...lifespan({ 'x-since': since, 'x-until': until })].join(' ')], '  ')
    return `${head}  readonly ${property}: PluginJobs<${read}['spec'], ${sent}['spec']>`
  }

  #jobsMade({ property, base, since, until }: JobCollection): string {
    const limits = [...(since ? [`since: '${since}'`] : []), ...(until ? [`until: '${until}'`] : [])]
    const path = base.split('/').map((part) => `'${part}'`)
    const rest = limits.length === 0 ? '' : `, { ${limits.join(', ')} }`
    const service = this.#resource.plugin?.service
    return `    this.${property} = new PluginJobs(context, '${service}', [${path.join(', ')}]${rest})`
  }

  #method(method: MethodModel): string {
    const { tsName, surface, verb, path } = method
    const type = this.#promise(method)
    const parameters = this.#parameters(method)
    const doc = [
      surface.doc ?? '',
      '',
      ...method.positional.flatMap((name) => {
        const its = surface.params?.[name]
        return its === undefined ? [] : [`@param ${localName(name)} - ${its}`]
      }),
      ...(surface.returns ? [`@returns ${surface.returns}`] : []),
      ...(surface.throws ? [`@throws ${surface.throws}`] : []),
      ...(surface.deprecated ? [`@deprecated ${surface.deprecated}`] : []),
      ...lifespan(method.operation),
      `@see \`${verb} ${path}\``,
    ]
    const isGateway = surface.answer === 'gateway'
    const overloads = isGateway && verb === 'POST' ? this.#overloads(method) : ''
    const signature = `${tsName}${isGateway && verb !== 'POST' ? '<Data = unknown>' : ''}(${parameters}): ${type}`
    return `${comment(doc, '  ')}${overloads}  ${signature} {\n${this.#body(method)}\n  }`
  }

  /** A gateway's POST streams when its body says so. */
  #overloads({ tsName, positional: names, named, paramsType }: MethodModel): string {
    this.#use('type Stream', '../http/response/stream.ts')
    const positional = names.map((name) => `${localName(name)}: string`).join(', ')
    const params = `params: ${paramsType} & { body: { stream: true } }`
    const plain = `params${named.length > 0 ? '' : '?'}: ${paramsType}`
    return (
      `  ${tsName}<Event = unknown>(${positional}, ${params}, options?: RequestOptions): APIPromise<Stream<Event>>\n` +
      `  ${tsName}<Data = unknown>(${positional}, ${plain}, options?: RequestOptions): APIPromise<Data>\n`
    )
  }

  #parameters(method: MethodModel): string {
    const { positional, paramsType, paramsOptional, hasWorkspace } = method
    this.#use('type RequestOptions', '../http/request/request-options.ts')
    const params = this.#paramsType(method)
    return [
      ...positional.map((name) => {
        if (name === 'body') this.#use('type RawBody', '../http/request/body.ts')
        return name === 'body' ? 'body: RawBody' : `${localName(name)}: string`
      }),
      ...(params === undefined
        ? []
        : [`params${paramsOptional || (paramsType === undefined && hasWorkspace) ? '?' : ''}: ${params}`]),
      'options?: RequestOptions',
    ].join(', ')
  }

  #paramsType({ paramsType, hasWorkspace }: MethodModel): string | undefined {
    if (paramsType !== undefined) {
      const folder = this.#resource.plugin === undefined ? '../types' : '../plugins/types'
      this.#use(`type ${paramsType}`, `${folder}/${fileOfTypes(this.#resource.name)}`)
      return paramsType
    }
    if (!hasWorkspace) return undefined
    this.#use('type WorkspaceParams', '../types/workspaces.ts')
    return 'WorkspaceParams'
  }

  #promise(method: MethodModel): string {
    const { surface, answer, verb } = method
    if (surface.page === 'number' || surface.page === 'cursor') {
      const promise = surface.page === 'number' ? 'PagePromise' : 'LogPagePromise'
      this.#use(
        `type ${promise}`,
        surface.page === 'number' ? '../http/response/page.ts' : '../http/response/log-page.ts',
      )
      return `${promise}<${this.#typeOf(answer)}>`
    }
    this.#use('type APIPromise', '../http/response/api-promise.ts')
    if (surface.answer === 'nothing') return 'APIPromise<void>'
    if (surface.answer === 'bytes') return 'APIPromise<Response>'
    if (surface.answer === 'stream') {
      this.#use('type Stream', '../http/response/stream.ts')
      return `APIPromise<Stream<${this.#typeOf(answer)}>>`
    }
    if (surface.answer === 'gateway') return verb === 'POST' ? 'APIPromise<unknown>' : 'APIPromise<Data>'
    return `APIPromise<${answer === undefined ? 'unknown' : this.#typeOf(answer)}>`
  }

  #typeOf(schema: Schema | undefined): string {
    if (schema === undefined) return 'unknown'
    const type = this.#types.expression(schema, 'read')
    for (const [word] of type.matchAll(/[A-Za-z_]\w*/g)) {
      const file = this.#types.pathOf(word)
      if (file !== undefined) this.#use(`type ${word}`, file)
    }
    return type
  }

  #body(method: MethodModel): string {
    const { surface, verb, path, positional } = method
    const params = this.#params(method)
    const send = surface.page === 'number' ? 'list' : surface.page === 'cursor' ? 'listLogs' : 'request'
    const entries = [
      `method: '${verb}'`,
      `path: ${this.#pathTag()}\`${this.#ownPath(path).replace(/\{(\w+)\}/g, (_, name) => `\${{ ${pathPart(name, positional)} }}`)}\``,
      ...this.#sent(method),
    ]
    const operation = `{\n${entries.map((entry) => `        ${entry},`).join('\n')}\n      }`
    if (params === undefined) {
      return `    return this.#context.http.${send}(() => (${operation}), options)`
    }
    return `    return this.#context.http.${send}(() => {\n      ${params}\n      return ${operation}\n    }, options)`
  }

  /** What writes the path: of a plugin that was renamed, under the name that the connected platform has. */
  #pathTag(): string {
    const { plugin } = this.#resource
    if (plugin?.isRenamed !== true) {
      this.#use('path', '../http/request/path.ts')
      return 'path'
    }
    this.#use('pluginPath', '../plugins/plugin-path.ts')
    return `pluginPath(this.#context, '${plugin.service}')`
  }

  #ownPath(path: string): string {
    const { plugin } = this.#resource
    return plugin?.isRenamed === true ? path.slice(`/apis/${plugin.service}`.length) : path
  }

  /** The line that takes the params apart. */
  #params(method: MethodModel): string | undefined {
    const { named, query, fields, body, surface, hasWorkspace, paramsOptional, paramsType } = method
    if (paramsType === undefined && !hasWorkspace) return undefined
    const hasRest = body === 'fields' || body === 'union' || query.length > 0
    const rest = body === 'fields' || body === 'union' ? 'body' : 'query'
    const takesQueryApart = fields.length > 0 || body === 'union' || body === 'whole'
    const filters = !takesQueryApart && this.#hasFilter(method)
    const names = [
      ...(hasWorkspace ? ['workspace = this.#context.workspace'] : []),
      ...named,
      ...(surface.exist_ok ? ['exist_ok'] : []),
      ...(takesQueryApart ? query.map(({ name }) => name) : []),
      ...(filters ? ['filter'] : []),
      ...(body === 'whole' ? ['body'] : []),
      ...(hasRest && !(takesQueryApart && rest === 'query') ? [`...${rest}`] : []),
    ]
    const check = paramsOptional ? 'optional' : 'required'
    this.#use(check, 'shared/resource-context.ts')
    return `const { ${names.join(', ')} } = ${check}(params)`
  }

  #hasFilter({ query }: MethodModel): boolean {
    return query.some(({ name }) => name === 'filter')
  }

  /** What goes with the request beside method and path. */
  #sent(method: MethodModel): string[] {
    const { query, fields, body, surface, secretFields, operation } = method
    const entries: string[] = []
    const { 'x-since': since, 'x-until': until } = operation
    if (since !== undefined) entries.push(`since: '${since}'`)
    if (until !== undefined) entries.push(`until: '${until}'`)
    if (surface.demands !== undefined) {
      this.#use('demandOf', 'shared/demand.ts')
      const newer = fields.filter(({ name }) => surface.demands?.includes(name))
      const releases = newer.map(({ name, schema }) => `${name}: '${schema['x-since']}'`)
      entries.push(`demands: demandOf(body, { ${releases.join(', ')} })`)
    }
    if (surface.names_apis !== undefined) entries.push(`apis: body.${surface.names_apis}`)
    const takesQueryApart = fields.length > 0 || body === 'union' || body === 'whole'
    if (query.length > 0 && takesQueryApart) {
      entries.push(`query: { ${query.map(({ name }) => name).join(', ')} }`)
    } else if (query.length > 0 && this.#hasFilter(method)) {
      const written = surface.filter === 'lists' ? 'listsQuery' : 'filterQuery'
      this.#use(written, 'shared/filter.ts')
      const dotted = surface.filter === 'dotted' ? ', DOTTED_FIELDS' : ''
      if (dotted !== '') this.#use('DOTTED_FIELDS', 'shared/filter.ts')
      entries.push(`query: { ...query, filter: ${written}(filter${dotted}) }`)
    } else if (query.length > 0) entries.push('query')
    if (body !== 'none') entries.push('body')
    if (body === 'bytes') entries.push(this.#contentType(operation.requestBody?.content))
    if (secretFields.length > 0)
      entries.push(`secretFields: [${secretFields.map((name) => `'${name}'`).join(', ')}]`)
    if (
      surface.answer === 'nothing' ||
      surface.answer === 'bytes' ||
      surface.answer === 'anything' ||
      surface.answer === 'stream'
    ) {
      entries.push(`responseType: '${surface.answer}'`)
    }
    if (surface.answer === 'gateway') {
      this.#use('gatewayAnswer', 'shared/gateway.ts')
      entries.push(body === 'whole' ? 'responseType: gatewayAnswer(body)' : "responseType: 'anything'")
    }
    if (surface.exist_ok) {
      this.#use('recoverExisting', 'shared/exist-ok.ts')
      const workspace = method.hasWorkspace ? '{ workspace }, ' : ''
      const name = method.positional.includes('name') ? 'name' : 'body.name'
      entries.push(
        'takesExistOk: true',
        `recoverWith: recoverExisting(exist_ok, (read) => this.retrieve(${name}, ${workspace}read), options)`,
      )
    }
    return entries
  }

  #contentType(content: Record<string, unknown> | undefined): string {
    const [type] = Object.keys(content ?? {})
    if (type !== undefined) return `headers: { 'content-type': '${type}' }`
    this.#use('otlpContentType', 'shared/otlp.ts')
    return "headers: { 'content-type': otlpContentType(body) }"
  }

  #use(name: string, file: string): void {
    const names = this.#used.get(file) ?? new Set()
    this.#used.set(file, names.add(name))
  }

  #imports(): string {
    // Absolute, so that paths beside the folder of the resources come out right, too.
    const from = dirname(join('/src/resources', this.#resource.generatedFile))
    return [...this.#used]
      .map(([file, names]): [string, Set<string>] => {
        const path = relative(from, join('/src/resources', file))
        return [path.startsWith('.') ? path : `./${path}`, names]
      })
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([path, names]) => {
        const sorted = [...names].sort((a, b) => a.replace('type ', '').localeCompare(b.replace('type ', '')))
        return sorted.every((name) => name.startsWith('type '))
          ? `import type { ${sorted.map((name) => name.replace('type ', '')).join(', ')} } from '${path}'`
          : `import { ${sorted.join(', ')} } from '${path}'`
      })
      .join('\n')
  }
}

/** What a positional parameter is called; `path` is what paths are written with. */
function localName(parameter: string): string {
  return parameter === 'path' ? 'filePath' : camelCase(parameter)
}

/** The object of one key that a path has for a parameter: a key is what the caller knows the parameter as. */
function pathPart(parameter: string, positional: readonly string[]): string {
  if (parameter === 'path') return 'path: filePath'
  return positional.includes(parameter) ? camelCase(parameter) : parameter
}

/** `Jobs: units of work.` → `units of work.` */
function what(doc: string): string {
  const text = doc.replace(/^[A-Z][\w -]*: /, '')
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

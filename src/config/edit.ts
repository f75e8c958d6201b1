/** Changes a config document in place, keeping comments, key order and everything it does not know. */

import { ConfigError, InvalidArgumentError } from '../errors/index.ts'
import { loadYaml } from '../inlined/index.ts'
import type { Document, Pair, Scalar, YAMLMap, YAMLSeq } from '../inlined/yaml.ts'
import { setOption, useContext } from '../remedies/index.ts'
import { normalizeBaseURL } from './base-url.ts'
import { isLegacyUser, migrateUsers } from './legacy.ts'
import { CLUSTER_NAME, CLUSTER_NAME_RULE, type Preferences } from './schema.ts'
import { unknownContext } from './unknown-context.ts'
import { textNode } from './yaml.ts'

/**
 * Settings of one context. A key that is missing or undefined leaves the stored value alone.
 * The names are those of the Python package.
 */
export interface ConfigChanges {
  /** Name of the context that becomes current. */
  current_context?: string | undefined
  base_url?: string | undefined
  /** Path of a PEM file; null removes it. */
  certificate_authority?: string | null | undefined
  /** Access token; null logs out. Written alone it drops the refresh token, which belonged to another login. */
  access_token?: string | null | undefined
  /** Refresh token; null removes it. */
  refresh_token?: string | null | undefined
  /**
   * When the access token ends, in seconds since 1970, for one that does not tell itself. Every write of a token without it
   * removes the old one.
   */
  expires_at?: number | null | undefined
  /** Where a login that the platform keeps is refreshed; null removes it. It goes with the tokens. */
  token_broker_url?: string | null | undefined
  workspace?: string | undefined
  default_model?: string | undefined
  fast_model?: string | undefined
  output_format?: Preferences['output_format'] | undefined
  timestamp_format?: Preferences['timestamp_format'] | undefined
  truncate?: boolean | undefined
  color_output?: boolean | undefined
}

/**
 * Applies changes to the context of that name, which is created with a cluster and a user of its own if need be.
 *
 * @internal The published types name no package that is bundled.
 */
export function applyChanges(
  document: Document,
  contextName: string,
  changes: ConfigChanges,
  { dropMovedTokens = false }: { dropMovedTokens?: boolean | undefined } = {},
): { created: boolean; loggedOut: string[] } {
  dropShadowedKeys(document)
  const root = rootOf(document)
  const contexts = listOf(document, root, 'contexts')
  const existing = findNamed(document, contexts, contextName)
  const clusterName = existing ? textOf(document, existing, 'cluster') : `${contextName}-cluster`
  const userName = existing ? textOf(document, existing, 'user') : `${contextName}-user`
  const clusters = listOf(document, root, 'clusters')
  const isMoving = dropMovedTokens && movesAway(document, clusters, clusterName, changes.base_url)
  changeCluster(document, clusters, clusterName, changes)
  const users = listOf(document, root, 'users')
  storeMigratedUsers(document, users)
  const loggedOut = isMoving ? logOutOf(document, contexts, users, clusterName) : []
  changeUser(document, users, userName, changes)
  const context = existing ?? addContext(document, contexts, contextName, clusterName, userName)
  changeContext(document, context, changes)
  setCurrentContext(document, root, contexts, contextName, changes)
  return { created: existing === undefined, loggedOut }
}

/**
 * Makes a context the current one; there must be one of that name.
 *
 * @internal
 */
export function setCurrent(document: Document, contextName: string): void {
  const root = rootOf(document)
  makeRoomForCurrent(root)
  setText(root, 'current_context', contextName)
}

/**
 * Gives a context another name; where it is the current one, it stays so.
 *
 * @internal
 */
export function renameEntry(document: Document, from: string, to: string): void {
  dropShadowedKeys(document)
  const root = rootOf(document)
  const context = findNamed(document, listOf(document, root, 'contexts'), from)
  if (context !== undefined) setText(context, 'name', to)
  if (root.get('current_context') === from) setText(root, 'current_context', to)
}

/**
 * Takes a context away, and with `pruneOrphans` the cluster and the user that no other context names.
 *
 * @internal
 */
export function deleteEntry(
  document: Document,
  contextName: string,
  { pruneOrphans }: { pruneOrphans: boolean },
): { wasCurrent: boolean; prunedClusters: string[]; prunedUsers: string[] } {
  dropShadowedKeys(document)
  const root = rootOf(document)
  const contexts = listOf(document, root, 'contexts')
  removeNamed(document, contexts, (name) => name === contextName)
  const wasCurrent = root.get('current_context') === contextName
  if (wasCurrent) removeKey(root, 'current_context')
  const prune = (list: string, key: string) => {
    if (!pruneOrphans) return []
    const used = new Set(
      (contexts.toJS(document) as Record<string, unknown>[]).map((context) => context[key]),
    )
    return removeNamed(document, listOf(document, root, list), (name) => !used.has(name))
  }
  return { wasCurrent, prunedClusters: prune('clusters', 'cluster'), prunedUsers: prune('users', 'user') }
}

/**
 * A document for a config that holds nothing yet, with its keys in the order that Python writes them.
 *
 * @internal
 */
function fillEmptyDocument(document: Document): void {
  const { YAMLMap, YAMLSeq } = loadYaml()
  const root = new YAMLMap(document.schema)
  document.contents = root
  for (const key of ['clusters', 'users', 'contexts']) root.set(textNode(key), new YAMLSeq(document.schema))
  root.set(textNode('telemetry_enabled'), document.createNode(true))
}

function changeCluster(document: Document, clusters: YAMLSeq, name: string, changes: ConfigChanges): void {
  let cluster = findNamed(document, clusters, name)
  if (cluster === undefined) {
    if (changes.base_url === undefined) {
      const problem = `Cluster '${name}' does not exist and no base_url provided to create it.`
      throw new ConfigError(problem, {
        code: 'config/missing-base-url',
        remedies: [
          setOption('baseURL', 'Give the URL of the platform too'),
          useContext('Or name an existing context'),
        ],
      })
    }
    // The cluster is called after its context.
    if (!CLUSTER_NAME.test(name)) throw new InvalidArgumentError('contextName', CLUSTER_NAME_RULE)
    cluster = append(document, clusters, { name, base_url: changes.base_url, metadata: {} })
  }
  setText(cluster, 'base_url', changes.base_url)
  setText(cluster, 'certificate_authority', changes.certificate_authority, 'base_url')
}

function changeUser(document: Document, users: YAMLSeq, name: string, changes: ConfigChanges): void {
  const { Pair } = loadYaml()
  const user = findNamed(document, users, name) ?? append(document, users, { type: 'no-auth', name })
  const { access_token: token, refresh_token: refreshToken, expires_at: expiresAt } = changes
  if (token === null || token === '') {
    setText(user, 'type', 'no-auth')
    for (const key of ['token', 'refresh_token', 'expires_at', 'token_broker_url']) user.delete(key)
  } else if (token !== undefined) {
    if (!user.has('type')) user.items.unshift(new Pair(textNode('type'), textNode('oauth')))
    setText(user, 'type', 'oauth')
    setText(user, 'token', token)
    setText(user, 'refresh_token', refreshToken || null, 'token')
    if (typeof expiresAt === 'number')
      setNode(user, 'expires_at', secondsNode(document, expiresAt), 'refresh_token')
    else user.delete('expires_at')
    // Written alone, a token is of another login.
    const brokerURL = refreshToken === undefined ? null : changes.token_broker_url
    setText(user, 'token_broker_url', brokerURL, user.has('expires_at') ? 'expires_at' : 'refresh_token')
  } else if (refreshToken !== undefined && textOf(document, user, 'type') === 'oauth') {
    setText(user, 'refresh_token', refreshToken || null, 'token')
  }
}

/** Whether a cluster gets a URL on another origin than it has. */
function movesAway(
  document: Document,
  clusters: YAMLSeq,
  name: string,
  baseURL: string | undefined,
): boolean {
  const cluster = findNamed(document, clusters, name)
  if (cluster === undefined || baseURL === undefined) return false
  const stored = normalizeBaseURL(textOf(document, cluster, 'base_url'))
  return !('url' in stored) || new URL(stored.url).origin !== new URL(baseURL).origin
}

/** Takes the tokens of everybody who uses a cluster; the names of the contexts where there were some. */
function logOutOf(document: Document, contexts: YAMLSeq, users: YAMLSeq, cluster: string): string[] {
  const using = (contexts.toJS(document) as Record<string, string>[]).filter(
    (context) => context['cluster'] === cluster,
  )
  return using.flatMap(({ name, user }) => {
    const entry = findNamed(document, users, user ?? '')
    if (name === undefined || user === undefined || entry?.get('type') !== 'oauth') return []
    changeUser(document, users, user, { access_token: null })
    return [name]
  })
}

function addContext(
  document: Document,
  contexts: YAMLSeq,
  name: string,
  cluster: string,
  user: string,
): YAMLMap {
  const preferences = {
    output_format: 'table',
    timestamp_format: 'iso8601',
    truncate: true,
    color_output: true,
  }
  return append(document, contexts, { name, cluster, user, workspace: 'default', preferences, metadata: {} })
}

function changeContext(document: Document, context: YAMLMap, changes: ConfigChanges): void {
  const { isMap, YAMLMap } = loadYaml()
  setText(context, 'workspace', changes.workspace, 'user')
  setText(context, 'default_model', changes.default_model, 'workspace')
  setText(context, 'fast_model', changes.fast_model, 'default_model')
  for (const key of ['output_format', 'timestamp_format', 'truncate', 'color_output'] as const) {
    const value = changes[key]
    if (value === undefined) continue
    let preferences = context.get('preferences', true) as unknown
    if (!isMap(preferences)) {
      preferences = new YAMLMap(document.schema)
      context.set(textNode('preferences'), preferences)
    }
    if (isMap(preferences)) setNode(preferences, key, nodeOf(document, value))
  }
}

function setCurrentContext(
  document: Document,
  root: YAMLMap,
  contexts: YAMLSeq,
  contextName: string,
  changes: ConfigChanges,
): void {
  const wanted = changes.current_context
  if (wanted !== undefined) {
    const names = (contexts.toJS(document) as { name: string }[]).map((context) => context.name)
    if (!names.includes(wanted)) {
      throw unknownContext(
        wanted,
        names.map((name) => ({ name })),
      )
    }
  } else if (root.get('current_context')) {
    return
  }
  makeRoomForCurrent(root)
  setText(root, 'current_context', wanted ?? contextName)
}

/** It stands first, where the Python tools put it. */
function makeRoomForCurrent(root: YAMLMap): void {
  const { Pair } = loadYaml()
  if (!root.has('current_context')) root.items.unshift(new Pair(textNode('current_context'), textNode('')))
}

/** Removes a key. The comment above it may well be about the file: it goes to the key below. */
function removeKey(map: YAMLMap, key: string): void {
  const { isScalar } = loadYaml()
  const index = map.items.findIndex((item) => keyOf(item) === key)
  const [removed] = map.items.splice(index, 1)
  const next = map.items[index]
  if (!isScalar(removed?.key) || !removed.key.commentBefore || !isScalar(next?.key)) return
  next.key.commentBefore = [removed.key.commentBefore, next.key.commentBefore].filter(Boolean).join('\n')
}

/** Users of old files are stored as what they were read as. */
function storeMigratedUsers(document: Document, users: YAMLSeq): void {
  const { isMap } = loadYaml()
  const before = users.toJS(document) as Record<string, unknown>[]
  const after = migrateUsers({ users: before })['users'] as Record<string, unknown>[]
  for (const [index, user] of after.entries()) {
    const item = users.items[index]
    const old = before[index]
    if (old !== undefined && isLegacyUser(old) && isMap(item)) item.items = mapOf(document, user).items
  }
}

/** Of doubled keys the last counts; the others would come to light again if only that one were changed. */
function dropShadowedKeys(document: Document): void {
  const { visit } = loadYaml()
  visit(document, {
    Map: (_, map) => {
      const last = new Map(map.items.map((item) => [keyOf(item), item]))
      map.items = map.items.filter((item) => keyOf(item) === '<<' || last.get(keyOf(item)) === item)
    },
  })
}

function keyOf(item: Pair): unknown {
  const { isScalar } = loadYaml()
  return isScalar(item.key) ? item.key.value : item.key
}

function rootOf(document: Document): YAMLMap {
  const { isMap } = loadYaml()
  if (!isMap(document.contents)) fillEmptyDocument(document)
  return document.contents as unknown as YAMLMap
}

function listOf(document: Document, root: YAMLMap, key: string): YAMLSeq {
  const { isAlias, isSeq, YAMLSeq } = loadYaml()
  const node = root.get(key, true) as unknown
  const list = isAlias(node) ? node.resolve(document) : node
  if (isSeq(list)) {
    // A list that was empty stands in one line: `[]`. What is added goes on lines of its own.
    if (list.items.length === 0) list.flow = false
    return list
  }
  const fresh = new YAMLSeq(document.schema)
  root.set(textNode(key), fresh)
  return fresh
}

function findNamed(document: Document, list: YAMLSeq, name: string): YAMLMap | undefined {
  const { isAlias, isMap } = loadYaml()
  for (const [index, item] of list.items.entries()) {
    const resolved = isAlias(item) ? item.resolve(document) : item
    if (!isMap(resolved) || (resolved.toJS(document) as { name?: unknown }).name !== name) continue
    if (resolved === item) return resolved
    // An alias stands for somebody else's entry too: the change is to hit this one only.
    const copy = mapOf(document, resolved.toJS(document) as Record<string, unknown>)
    list.items[index] = copy
    return copy
  }
  return undefined
}

/** Removes the entries whose names are so; their names. */
function removeNamed(document: Document, list: YAMLSeq, isToGo: (name: unknown) => boolean): string[] {
  const names = (list.toJS(document) as { name?: unknown }[]).map((entry) => entry?.name)
  list.items = list.items.filter((_, index) => !isToGo(names[index]))
  return names.filter(isToGo).map(String)
}

function append(document: Document, list: YAMLSeq, entry: Readonly<Record<string, unknown>>): YAMLMap {
  const map = mapOf(document, entry)
  list.items.push(map)
  return map
}

function mapOf(document: Document, entry: Readonly<Record<string, unknown>>): YAMLMap {
  const { Pair, YAMLMap } = loadYaml()
  const map = new YAMLMap(document.schema)
  for (const [key, value] of Object.entries(entry))
    map.items.push(new Pair(textNode(key), nodeOf(document, value)))
  return map
}

function nodeOf(document: Document, value: unknown) {
  return typeof value === 'string' ? textNode(value) : document.createNode(value)
}

/** A time as Python writes it, which has a number with a point in mind. */
function secondsNode(document: Document, seconds: number) {
  const node = document.createNode(seconds) as Scalar<number>
  if (Number.isInteger(seconds)) node.minFractionDigits = 1
  return node
}

/** The text under a key; what stands in a merged map counts too. */
function textOf(document: Document, map: YAMLMap, key: string): string {
  return String((map.toJS(document) as Record<string, unknown>)[key] ?? '')
}

/** Sets a text, or removes the key where the value is null. A new key comes right after `after`, if that is there. */
function setText(map: YAMLMap, key: string, value: string | null | undefined, after?: string): void {
  if (value === null) map.delete(key)
  else if (value !== undefined) setNode(map, key, textNode(value), after)
}

function setNode(map: YAMLMap, key: string, value: ReturnType<typeof nodeOf>, after?: string): void {
  const { isScalar, Pair } = loadYaml()
  const existing = map.items.find((item) => keyOf(item) === key)
  if (existing === undefined) {
    const index = map.items.findIndex((item) => keyOf(item) === after)
    map.items.splice(index === -1 ? map.items.length : index + 1, 0, new Pair(textNode(key), value))
    return
  }
  const old = existing.value
  if (isScalar(old) && isScalar(value)) {
    if (old.value === value.value) return
    // What was written around the old value stays: the comment behind it, the blank line before it.
    value.comment = old.comment ?? null
    value.commentBefore = old.commentBefore ?? null
    if (old.spaceBefore) value.spaceBefore = true
  }
  existing.value = value
}

/** What the bodies of filesets may hold: storage of five kinds, metadata of three. */

import { type Fields, NAME_PATTERN, type Schema } from '../http/schema.ts'

const LONGEST_NAME = 63
const LONGEST_DESCRIPTION = 255
const READ_CHUNK_SIZE = 1024 * 1024
const WRITE_BUFFER_SIZE = 16 * 1024 * 1024

const TEXT: Schema = { type: 'string' }
const OPTIONAL_TEXT: Schema = { type: 'string', nullable: true, default: null }
const SECRET_PATTERN = '^[a-z0-9_-]+(/[a-z0-9_-]+)?$'
const SECRET: Schema = { type: 'string', pattern: SECRET_PATTERN }
const OPTIONAL_SECRET: Schema = { ...OPTIONAL_TEXT, pattern: SECRET_PATTERN }
const CHUNK: Schema = { type: 'integer', default: READ_CHUNK_SIZE }

const text = (value: string): Schema => ({ type: 'string', default: value })
const kind = (value: string): Schema => ({
  literals: { [`<StorageConfigType.${value.toUpperCase()}: '${value}'>`]: value },
  default: value,
})
const oneOf = (...values: [string, ...string[]]): Schema => ({
  literals: Object.fromEntries(values.map((value) => [`'${value}'`, value])),
  default: values[0],
})

const LOCAL: Schema = {
  type: 'object',
  required: ['path'],
  properties: {
    read_chunk_size: CHUNK,
    type: kind('local'),
    path: TEXT,
    write_buffer_size: { type: 'integer', default: WRITE_BUFFER_SIZE },
  },
}
const NGC: Schema = {
  type: 'object',
  required: ['org', 'team', 'target', 'api_key_secret'],
  properties: {
    read_chunk_size: CHUNK,
    type: kind('ngc'),
    org: TEXT,
    team: TEXT,
    target: TEXT,
    target_type: oneOf('resource', 'model'),
    version: OPTIONAL_TEXT,
    original_version: OPTIONAL_TEXT,
    api_key_secret: SECRET,
    host: text('https://api.ngc.nvidia.com'),
  },
}
const HUGGINGFACE: Schema = {
  type: 'object',
  required: ['repo_id'],
  properties: {
    read_chunk_size: CHUNK,
    type: kind('huggingface'),
    repo_id: TEXT,
    repo_type: oneOf('model', 'dataset', 'space'),
    revision: text('main'),
    original_revision: OPTIONAL_TEXT,
    token_secret: OPTIONAL_SECRET,
    endpoint: text('https://huggingface.co'),
  },
}
const S3: Schema = {
  type: 'object',
  required: ['bucket'],
  properties: {
    read_chunk_size: CHUNK,
    type: kind('s3'),
    bucket: TEXT,
    prefix: text(''),
    region: OPTIONAL_TEXT,
    endpoint_url: OPTIONAL_TEXT,
    use_sdk_auth: { type: 'boolean', default: false },
    access_key_id_secret: OPTIONAL_SECRET,
    secret_access_key_secret: OPTIONAL_SECRET,
    signature_version: oneOf('s3v4', 's3'),
  },
  check: (fields) => {
    const secrets = [fields['access_key_id_secret'], fields['secret_access_key_secret']]
    const given = secrets.filter((secret) => secret !== null).length
    if (fields['use_sdk_auth'] && given > 0) {
      return (
        'use_sdk_auth=True is mutually exclusive with access_key_id_secret and secret_access_key_secret. ' +
        'Set use_sdk_auth=False to use explicit credentials.'
      )
    }
    return fields['use_sdk_auth'] || given === secrets.length
      ? undefined
      : 'Both access_key_id_secret and secret_access_key_secret must be provided when use_sdk_auth=False.'
  },
}
const GITHUB: Schema = {
  type: 'object',
  required: ['owner', 'repo'],
  properties: {
    read_chunk_size: CHUNK,
    type: kind('github'),
    owner: TEXT,
    repo: TEXT,
    revision: text('HEAD'),
    original_revision: OPTIONAL_TEXT,
    path: text(''),
    token_secret: OPTIONAL_SECRET,
    api_base_url: text('https://api.github.com'),
  },
}

const STORAGE: Schema = {
  nullable: true,
  default: null,
  anyOf: {
    LocalStorageConfig: LOCAL,
    NGCStorageConfig: NGC,
    HuggingfaceStorageConfig: HUGGINGFACE,
    'function-after[validate_auth_config(), S3StorageConfig]': S3,
    GithubStorageConfig: GITHUB,
  },
}

const ROW_SCHEMA: Readonly<Record<string, Schema>> = { 'dict[any,any]': { type: 'map' }, str: TEXT }

const DATASET: Schema = {
  type: 'object',
  nullable: true,
  default: null,
  properties: {
    schema: { anyOf: ROW_SCHEMA, nullable: true, default: null },
    schema_defs: { type: 'map', values: { type: 'map' }, default: {} },
    schemas_by_path: { type: 'map', values: { anyOf: ROW_SCHEMA }, default: {} },
  },
  check: (fields) => {
    const known = fields['schema_defs'] as Fields
    const references = [['schema', fields['schema']], ...Object.entries(fields['schemas_by_path'] as Fields)]
    const unknown = references.find(([, value]) => typeof value === 'string' && !Object.hasOwn(known, value))
    if (unknown === undefined) return undefined
    return `dataset metadata reference '${unknown[0]}' points to unknown schema_def '${unknown[1]}'`
  },
}
const MODEL: Schema = {
  type: 'object',
  nullable: true,
  default: null,
  properties: {
    tool_calling: {
      type: 'object',
      nullable: true,
      default: null,
      properties: {
        chat_template: OPTIONAL_TEXT,
        tool_call_parser: OPTIONAL_TEXT,
        tool_call_plugin: OPTIONAL_TEXT,
        auto_tool_choice: { type: 'boolean', nullable: true, default: null },
      },
    },
  },
}
const ENVIRONMENT: Schema = {
  type: 'object',
  nullable: true,
  default: null,
  isClosed: true,
  required: ['format', 'name'],
  properties: {
    format: TEXT,
    name: TEXT,
    adapter_agent: OPTIONAL_TEXT,
    hub_id: OPTIONAL_TEXT,
    vf_env_id: OPTIONAL_TEXT,
    config_paths: { type: 'array', items: TEXT, default: [] },
  },
}
const METADATA: Schema = {
  type: 'object',
  properties: { dataset: DATASET, model: MODEL, environment: ENVIRONMENT },
  check: (fields) =>
    Object.values(fields).filter((content) => content !== null).length > 1
      ? 'FilesetMetadata must have at most one typed key populated'
      : undefined,
}
const PURPOSE: Schema = { type: 'string', enum: ['dataset', 'environment', 'generic', 'model'] }
const DESCRIPTION: Schema = { type: 'string', nullable: true, maxLength: LONGEST_DESCRIPTION }

/** Body of a new fileset. */
export const CREATE_FILESET: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: LONGEST_NAME, pattern: NAME_PATTERN },
    description: { ...DESCRIPTION, default: null },
    project: OPTIONAL_TEXT,
    storage: STORAGE,
    purpose: { ...PURPOSE, default: 'generic' },
    metadata: { ...METADATA, default: { dataset: null, model: null, environment: null } },
    custom_fields: { type: 'map', default: {} },
    cache: { type: 'boolean', default: false },
  },
}

/** Body of a change; fields that are not given are undefined then. */
export const UPDATE_FILESET: Schema = {
  type: 'object',
  properties: {
    description: DESCRIPTION,
    project: { type: 'string', nullable: true },
    purpose: { ...PURPOSE, nullable: true },
    metadata: { ...METADATA, nullable: true },
    custom_fields: { type: 'map', nullable: true },
  },
}

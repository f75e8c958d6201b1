/**
 * Writes `docs/troubleshooting.md` from the table of faults that the tests make: `npm run docs:troubleshooting`. With `--check` it
 * writes nothing, and fails if that is not up to date.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAULTS, type Fault, SYMPTOMS } from '../test/troubleshooting/table.ts'

const PATH = join(import.meta.dirname, '../docs/troubleshooting.md')

/** What stands at the beginning of a symptom. */
const FIRST_STEPS: Readonly<Record<keyof typeof SYMPTOMS, readonly string[]>> = {
  unauthorized: [
    'No token was sent, or the platform refused it; it never says why.',
    '```sh\nnemo auth doctor    # checks `auth-enabled`, `credential`, `token-…`, `clock-skew`, `api-key-header`\nnemo auth status    # who you are, by the token at hand\nnemo auth token --decode\n```',
  ],
  forbidden: [
    'The token is good, but scope or role are not. The platform looks at token, scope, role, body and existence in this order, and forbids what does not exist, too.',
    '```sh\nnemo auth can-i create projects --workspace ml-team    # says which is missing: token, scope or role\nnemo auth doctor --workspace ml-team                   # checks `scope-…`, `workspace-…`, `policy`\nnemo workspaces members list --workspace ml-team       # as an Admin\n```',
  ],
  login: [
    'The identity provider refuses the application or the scopes. The error has the words of the provider (`error.oauthError`, `error.description`) and names the place in Azure AD, Okta or Keycloak.',
    '```sh\nnemo auth doctor    # checks `server-reachable`, `auth-enabled`\nnemo auth login --verbose\n```',
  ],
  workspace: [
    'Something is in it, its name is not free yet, or your role does not allow it.',
    "```sh\nnemo auth can-i delete workspaces --workspace ml-team\nnemo workspaces delete ml-team --wait\n```\n\n```ts\nconst { entities } = await client.workspaces.contents('ml-team')    // { project: 3, fileset: 5 }\n```",
  ],
  gateway: [
    'The platform believes `X-NMP-Principal-…` (0.6.0) or `X-NHX-Principal-…` (from 0.7 on) from whoever reaches it, and ignores `…-Authorized`; so a gateway has to strip the headers of both names, and nobody may get past it. The check sends them without a token: being let in is a hole.',
    '```sh\nnemo auth doctor --gateway    # checks `gateway-headers`, `policy`\n```',
    'What a client cannot see: whether the gateway sets `X-NMP-Authorized: true` or `X-NHX-Authorized: true` on what it lets through, and whether it reaches its own policy decision point. Look into the logs of gateway and OPA for these.',
  ],
  propagation: [
    'The policy decision point reads roles every `policy_data_refresh_interval` seconds (30 by default); an external OPA gets them up to `2 x bundle_cache_seconds` later (about 10 s).',
    "```sh\nnemo auth can-i create projects --workspace ml-team --wait\n```\n\n```ts\nawait client.auth.waitForAccess({ workspace: 'ml-team', role: 'Editor' })    // or permission: 'projects.create'\n```",
    'Calls that add or remove members wait by themselves; with `wait_role_propagation: false` they do not.',
  ],
  admin: [
    'Whoever is to be PlatformAdmin must be called exactly as `auth.admin_email` says, in upper and lower case: by e-mail address, subject or group of the token.',
    '```sh\nnemo auth doctor             # checks `identity`, `platform-admin`\nnemo auth token --decode     # `email`, or `upn` with Azure AD\n```',
  ],
  server: [
    'Nothing answers, or something in front of the platform does.',
    '```sh\nnemo auth doctor    # checks `server-…`, `policy`\n```',
  ],
  config: [
    'Each refresh needs the config file: it is locked, read again, and replaced, or written in place where it is mounted as a single file. Containers best mount the folder that it is in.',
    '```sh\nnemo auth doctor    # checks `config-file`, `config-writable`, `config-locks`, `config-leftovers`\n```',
    '`config-writable` also finds a file or folder that must not be written, and a file that is mounted by itself; `config-locks` also finds lock files of another user, as one call with `sudo` may have left them.',
  ],
  help: [
    'What to collect before asking somebody:',
    '1. `nemo auth doctor --json`: all checks, without secrets. `token-issuer`, `token-audience` and `identity` compare the token with the platform.\n2. `policy` and `server-health` in it: whether the policy decision point answers. With an embedded one the auth service must run (`curl <base URL>/status`); with an external one, OPA must run and fetch its bundles.\n3. The log of the platform at the time of the refusal: it alone says which check of a token failed.\n4. `nemo auth token --decode`: the claims, without the signature.',
  ],
}

const text = page()
if (!process.argv.includes('--check')) writeFileSync(PATH, text)
else if (!existsSync(PATH) || readFileSync(PATH, 'utf8') !== text) {
  console.error('docs/troubleshooting.md is not up to date. Run: npm run docs:troubleshooting')
  process.exitCode = 1
}

function page(): string {
  const faults: readonly Fault[] = Object.values(FAULTS)
  const unknown = [...new Set(faults.map((fault) => fault.unknown).filter((one) => one !== undefined))]
  return `${[
    '# Troubleshooting',
    'Made by `npm run docs:troubleshooting` from the table of faults that the tests make, explain and fix.',
    'Ask the client that met the error:',
    "```ts\ntry {\n  await client.projects.create({ name: 'demo' })\n} catch (error) {\n  const { cause, confidence, summary, evidence, remedies } = await client.auth.explain(error)\n  console.error(summary, remedies)\n}\nfor (const { id, status, summary } of await client.auth.diagnose()) console.log(status, id, summary)\n```",
    'On the command line every refusal is explained by itself (`--verbose` shows the evidence), and `nemo auth doctor` runs all checks. Neither changes anything on the platform, refreshes a token, or sends it elsewhere.',
    '`certain` means that nothing else fits; `likely` and `possible` leave room for what the platform does not tell. `advice` holds the remedies as data: `{ text, command?, call? }`.',
    ...(Object.keys(SYMPTOMS) as (keyof typeof SYMPTOMS)[]).flatMap((symptom) => section(symptom, faults)),
    '## What no client can know',
    unknown.map((one) => `- ${one}`).join('\n'),
  ].join('\n\n')}\n`
}

function section(symptom: keyof typeof SYMPTOMS, faults: readonly Fault[]): string[] {
  const rows = faults.filter((fault) => fault.symptom === symptom)
  return [
    `## ${SYMPTOMS[symptom]}`,
    ...FIRST_STEPS[symptom],
    ...(rows.length === 0
      ? []
      : [
          [
            '| What is wrong | `cause` | Confidence | Check | What to do |',
            '| --- | --- | --- | --- | --- |',
            ...rows.map(({ title, cause, confidence, check, fix }) => {
              const cells = [
                title,
                cause === 'none' ? '–' : `\`${cause}\``,
                cause === 'none' ? '–' : confidence,
                check === undefined ? '–' : `\`${check[0]}\``,
                fix,
              ]
              return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '\\<')).join(' | ')} |`
            }),
          ].join('\n'),
        ]),
  ]
}

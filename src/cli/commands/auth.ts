/** `nemo auth`: log in and out, look at the token, access keys. */

import type { Command } from 'commander'
import { variableName } from '../../generations.ts'
import type { Invocation } from '../invocation.ts'
import type { CanFlags } from './auth/can-i.ts'
import type { DoctorFlags } from './auth/doctor.ts'

/** Adds the group. */
export function register(parent: Command, invocation: () => Invocation): void {
  const auth = parent.command('auth').description('Log in and out, and look at the token')
  addLogin(auth, invocation)
  auth
    .command('status')
    .description('Show who you are, by the token at hand, and until when it is good')
    .action(async () => (await import('./auth/status.ts')).showStatus(invocation()))
  auth
    .command('token')
    .description('Print the access token, refreshed if need be: for curl and other programs')
    .option('--decode', 'print the claims of the token as JSON; its signature is not verified')
    .addHelpText('after', TOKEN_EXAMPLES)
    .action(async (flags: { decode?: true }) =>
      (await import('./auth/token.ts')).printToken(invocation(), flags.decode === true),
    )
  auth
    .command('refresh')
    .description('Refresh the stored token, even when it is not due')
    .action(async () => (await import('./auth/token.ts')).refreshToken(invocation()))
  auth
    .command('logout')
    .description('Take the tokens of the context out of the config file')
    .action(async () => (await import('./auth/logout.ts')).runLogout(invocation()))
  auth
    .command('doctor')
    .description('Check config, platform, clock, token, scopes and role, and say what to do')
    .option('--gateway', 'also try, without a token, whether identity headers from outside are believed')
    .option('--json', 'print the checks as JSON')
    .action(async (flags: DoctorFlags) => (await import('./auth/doctor.ts')).runDoctor(invocation(), flags))
  auth
    .command('can-i')
    .description('Say whether you may do something, and what is missing')
    .argument('<verb>', 'for instance create, read, list, update, delete or exec')
    .argument('<resource>', 'for instance projects, secrets, workspaces or workspaces.members')
    .option('--wait', 'wait up to 35 seconds for a role that was just given')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', CAN_EXAMPLES)
    .action(async (verb: string, resource: string, flags: CanFlags) =>
      (await import('./auth/can-i.ts')).canI(invocation(), verb, resource, flags),
    )
  addAccessKeys(auth, invocation)
}

const TOKEN_EXAMPLES = `
Examples:
  curl -H "Authorization: Bearer $(nemo auth token)" https://nemo.example.com/apis/auth/authenticate
  nemo auth token --decode`

const CAN_EXAMPLES = `
Examples:
  nemo auth can-i create projects --workspace ml-team
  nemo auth can-i list workspaces.members --workspace ml-team --wait`

const LOGIN_EXAMPLES = `
Examples:
  nemo auth login --base-url https://nemo.example.com
  nemo auth login --context staging --base-url https://nemo.staging.example.com
  nemo auth login --no-browser --scope "platform:read"
  ${variableName('OIDC_USERNAME')}=ci ${variableName('OIDC_PASSWORD')}=… nemo auth login
  nemo auth login --unsigned-token --email admin@example.com`

function addLogin(auth: Command, invocation: () => Invocation): void {
  auth
    .command('login')
    .description('Log in: in a browser, with user name and password, or with an unsigned token')
    .option('--context <name>', 'context to log in to; it becomes the current one')
    .option('--base-url <url>', 'URL of the platform, stored with the login')
    .option('--no-browser', 'open no browser: show the code only')
    .option('--scope <scopes>', 'scopes to ask for, separated by blanks')
    .option('--username <name>', `user name for the password grant (${variableName('OIDC_USERNAME')})`)
    .option(
      '--password <password>',
      `password for it; better in ${variableName('OIDC_PASSWORD')}, which no process list shows`,
    )
    .option('--oidc-client <name>', 'which client of the platform to log in by: public or confidential')
    .optionsGroup('Unsigned tokens (local platforms):')
    .option('--unsigned-token', 'store a token without signature')
    .option('--email <email>', 'e-mail address in it (needed)')
    .option('--principal-id <id>', 'subject of it (default: the e-mail address)')
    .option(
      '--group <group>',
      'group in it; may be given several times',
      (group: string, others: string[] = []) => [...others, group],
    )
    .option('--expires-in <seconds>', 'its lifetime (default: 3600)')
    .option('--no-exp', 'let it have no end')
    .option('--audience <audience>', 'its `aud`')
    .option('--issuer <issuer>', 'its `iss`')
    .addHelpText('after', LOGIN_EXAMPLES)
    .action(async (_flags: unknown, command: Command) =>
      (await import('./auth/login.ts')).runLogin(invocation(), command),
    )
}

function addAccessKeys(auth: Command, invocation: () => Invocation): void {
  const keys = auth
    .command('access-keys')
    .description('Scoped access keys: long-lived bearer tokens for scripts')
  const load = () => import('./auth/access-keys.ts')
  keys
    .command('create')
    .description('Make an access key and print it, this once')
    .option('-n, --name <name>', 'a label')
    .option('-d, --description <text>', 'what it is for')
    .option(
      '--expires-in <seconds>',
      'its lifetime, or `none` (default: the longest that the platform allows)',
    )
    .option('--service-account <id>', 'make it a key of a service account (administrators only)')
    .option('--scope <apis>', 'APIs that it is good for, with commas between them (default: all)')
    .option('--rotate <jti>', 'a key that is revoked once this one is there')
    .option(
      '--workspace <workspace[:roles]>',
      'make whom it stands for a member of it, by default as Editor; may be given several times',
      (grant: string, others: string[] = []) => [...others, grant],
    )
    .action(async (_flags: unknown, command: Command) =>
      (await load()).createKey(invocation(), command.opts()),
    )
  keys
    .command('list')
    .description('List your access keys')
    .option('--page <number>', 'which page (default: 1)')
    .option('--page-size <number>', 'keys per page, at most 100 (default: 100)')
    .action(async (flags: Record<string, string>) => (await load()).listKeys(invocation(), flags))
  keys
    .command('rotate')
    .description('Make a key in place of another one, which goes on working for a while')
    .argument('<jti>', 'id of the key: ak_ and 32 hexadecimal digits')
    .option('--grace-period-seconds <seconds>', 'how long the old key goes on working (default: 48 hours)')
    .action(async (jti: string, flags: Record<string, string>) =>
      (await load()).rotateKey(invocation(), jti, flags),
    )
  for (const [name, description] of [
    ['revoke', 'Revoke an access key, at once and for good'],
    ['suspend', 'Suspend an access key until it is unsuspended'],
    ['unsuspend', 'End the suspension of an access key'],
  ] as const) {
    keys
      .command(name)
      .description(description)
      .argument('<jti>', 'id of the key: ak_ and 32 hexadecimal digits')
      .action(async (jti: string) => (await load()).changeKey(invocation(), name, jti))
  }
}

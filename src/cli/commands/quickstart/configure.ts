/** `nemo quickstart configure`: a dialogue, or flags alone. */

import type { Command } from 'commander'
import { LocalError, run, UsageError } from '../../errors.ts'
import { readNumber } from '../../global-options.ts'
import type { Invocation } from '../../invocation.ts'
import { printableLine } from '../../output/terminal.ts'
import { writeContext } from './context.ts'
import {
  CONTEXT,
  DEFAULT_PORT,
  quickstartHome,
  readSettings,
  type Settings,
  urlOf,
  writeSettings,
} from './home.ts'
import { findRunning } from './running.ts'

interface ConfigureFlags {
  auth?: boolean
  adminEmail?: string
  port?: string
  yes?: true
}

/** Configures it. */
export async function configure(invocation: Invocation, command: Command): Promise<void> {
  const home = quickstartHome()
  const given = readFlags(command)
  const before = stored(home) ?? DEFAULTS
  const needsAnswers = command.opts<ConfigureFlags>().yes !== true && Object.keys(given).length === 0
  const chosen = needsAnswers ? await ask(invocation, before) : complete({ ...before, ...given })
  writeSettings(home, chosen)
  await writeContext(invocation, chosen)
  await report(invocation, chosen, needsAnswers)
}

/**
 * Reads an e-mail address.
 *
 * @returns What is wrong with it; undefined if nothing is.
 */
function emailProblem(text: string | undefined): string | undefined {
  return /^[^\s@]+@[^\s@]+$/.test(text ?? '')
    ? undefined
    : 'Enter an e-mail address, for instance admin@example.com'
}

const DEFAULTS: Settings = { auth: false, adminEmail: '', port: DEFAULT_PORT }

/** Damaged settings are written anew. */
function stored(home: ReturnType<typeof quickstartHome>): Settings | undefined {
  try {
    return readSettings(home)
  } catch (error) {
    if (error instanceof LocalError) return undefined
    throw error
  }
}

function readFlags(command: Command): Partial<Settings> {
  const { adminEmail, port } = command.opts<ConfigureFlags>()
  const isSaid = command.getOptionValueSource('auth') === 'cli'
  const auth = isSaid ? command.opts<ConfigureFlags>().auth : adminEmail === undefined ? undefined : true
  if (auth === false && adminEmail !== undefined)
    throw new UsageError('--no-auth and --admin-email exclude each other', 'Leave one of them out')
  const problem = adminEmail === undefined ? undefined : emailProblem(adminEmail)
  if (problem !== undefined)
    throw new UsageError(`--admin-email '${adminEmail}' is no e-mail address`, problem)
  const number = readNumber('--port', port, { least: 1, most: 65_535 })
  return {
    ...(auth === undefined ? {} : { auth }),
    ...(adminEmail === undefined ? {} : { adminEmail }),
    ...(number === undefined ? {} : { port: number }),
  }
}

function complete(settings: Settings): Settings {
  if (!settings.auth || settings.adminEmail !== '') return settings
  throw new UsageError(
    'Authentication needs an admin',
    run('nemo quickstart configure --auth --admin-email <email> --yes'),
  )
}

async function ask(invocation: Invocation, before: Settings): Promise<Settings> {
  const prompts = await invocation.prompts(
    run('nemo quickstart configure --auth --admin-email <email> --yes'),
    run('nemo quickstart configure --no-auth --yes'),
  )
  const { answered } = invocation
  prompts.intro('NeMo Platform Quickstart Configuration')
  const next = answered(
    await prompts.select({
      signal: invocation.io.signal,
      message: 'Save configuration?',
      options: [
        { value: 'save' as const, label: 'Save configuration', hint: describe(before) },
        { value: 'advanced' as const, label: 'Configure advanced options - authentication, port' },
      ],
    }),
  )
  if (next === 'save') return complete(before)
  prompts.note(
    'Enable auth to require authentication for API requests.\nWhen enabled, you can set an admin email to bootstrap access.',
    'Platform Authorization',
  )
  const auth = answered(
    await prompts.select({
      signal: invocation.io.signal,
      message: 'Enable authentication/authorization?',
      initialValue: before.auth,
      options: [
        { value: false, label: 'No - Allow all requests without authentication' },
        { value: true, label: 'Yes - Require authentication for API access' },
      ],
    }),
  )
  let { adminEmail } = before
  if (auth) {
    prompts.log.success('Authorization enabled')
    adminEmail = answered(
      await prompts.text({
        signal: invocation.io.signal,
        message: 'Admin email (may do everything)',
        placeholder: 'admin@example.com',
        ...(adminEmail === '' ? {} : { initialValue: adminEmail }),
        validate: emailProblem,
      }),
    )
    prompts.log.success(`Admin: ${printableLine(adminEmail)}`)
    prompts.log.info(
      `All CLI requests will be authenticated as ${printableLine(adminEmail)}.\nTo use a different identity: nemo auth login --unsigned-token --email <email>`,
    )
  }
  const port = answered(
    await prompts.text({
      signal: invocation.io.signal,
      message: 'Port',
      initialValue: String(before.port),
      validate: (text) =>
        /^\d+$/.test(text ?? '') && Number(text) >= 1 && Number(text) <= 65_535
          ? undefined
          : 'Enter a number from 1 to 65535',
    }),
  )
  return { auth, adminEmail, port: Number(port) }
}

function describe({ auth, adminEmail, port }: Settings): string {
  return `${auth ? `authentication on, admin ${printableLine(adminEmail)}` : 'no authentication'}, port ${port}`
}

async function report(invocation: Invocation, settings: Settings, isDialogue: boolean): Promise<void> {
  const { style } = invocation
  if (!isDialogue && settings.auth) {
    invocation.say(`All CLI requests will be authenticated as ${style.cyan(settings.adminEmail)}.`)
    invocation.say('To use a different identity: nemo auth login --unsigned-token --email <email>')
  }
  invocation.say(`${style.green('✓')} Configuration saved successfully!`)
  invocation.say(`  Context: ${style.cyan(CONTEXT)} (current), at ${style.cyan(urlOf(settings.port))}`)
  const running = await findRunning(quickstartHome())
  invocation.say(
    style.dim(
      running === undefined
        ? "Run 'nemo quickstart up' to start the platform."
        : "It takes effect with the next start: run 'nemo quickstart down' and 'nemo quickstart up'.",
    ),
  )
}

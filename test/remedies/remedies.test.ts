import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import * as remedies from '../../src/remedies/index.ts'
import * as refusals from '../../src/remedies/refusals.ts'
import { repeatFailed } from '../../src/remedies/repeat-failed.ts'

const {
  codeText,
  configureProvider,
  forCode,
  forTerminal,
  grantRole,
  logIn,
  replaceToken,
  setOption,
  shellWord,
  waitForAccess,
} = remedies
const { permissionRemedies } = refusals

/** Values that a name or a file of somebody else may have. */
const NASTY = [
  "it's",
  'a b',
  '$(reboot)',
  '`id`',
  'a;b',
  'a"b',
  'a\\b',
  '*',
  '',
  '-x',
  'ä',
  'client.example.com',
]

describe('a word in a command', () => {
  test.each(NASTY)('%j reaches the program as it is', (word) => {
    const output = execFileSync('/bin/sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })

    expect(output).toBe(word)
  })

  test('is not quoted without need', () => {
    expect(shellWord('ana@example.com')).toBe('ana@example.com')
  })
})

describe('a text in a call', () => {
  test.each([...NASTY, 'two\nlines', '\r'])('%j is what the literal means', (text) => {
    // biome-ignore lint/security/noGlobalEval: the literal is to be read as code
    expect(eval(codeText(text))).toBe(text)
  })
})

describe('a role', () => {
  const remedy = grantRole({ workspace: "o'hara", principal: 'ana@example.com', role: 'Editor' })

  test('is given by a command at the terminal', () => {
    expect(forTerminal(remedy)).toBe(
      "Ask an Admin of the workspace for the role Editor: nemo workspaces members create --workspace 'o'\\''hara' --principal ana@example.com --roles Editor",
    )
  })

  test('is given by a call in code', () => {
    expect(forCode(remedy)).toBe(
      "Ask an Admin of the workspace for the role Editor: client.workspaces.members.create({ workspace: 'o\\'hara', principal: 'ana@example.com', roles: ['Editor'] })",
    )
  })

  test('leaves to the reader what is not known', () => {
    const { command } = grantRole({ workspace: undefined, principal: undefined, role: 'Viewer' })

    expect(command).toContain('--workspace <workspace> --principal <principal>')
  })

  test('is waited for with what it is enough for', () => {
    expect(waitForAccess({ workspace: 'w', role: 'Admin' })).toMatchObject({
      command: 'nemo auth can-i list workspaces.members --workspace w --wait',
      call: "await client.auth.waitForAccess({ workspace: 'w', role: 'Admin' })",
    })
  })
})

describe('a login', () => {
  test('without anything to say about it is its command, for both', () => {
    expect([forCode(logIn()), forTerminal(logIn())]).toEqual(['nemo auth login', 'nemo auth login'])
  })

  test('has all that is known of it', () => {
    const details = { unsigned: true, email: "o'neil@b.test", scopes: ['a:read', 'b:read'] }

    expect(logIn(details).command).toBe(
      `nemo auth login --unsigned-token --email 'o'\\''neil@b.test' --scope "a:read b:read"`,
    )
  })

  test('asks for no scope that a shell would carry out', () => {
    expect(logIn({ scopes: ['$(reboot)'] }).command).toBe("nemo auth login --scope '$(reboot)'")
  })

  test('may be unsigned, for somebody or for whom the reader wants', () => {
    expect(logIn({ unsigned: true, email: 'a@b.test' }).command).toBe(
      'nemo auth login --unsigned-token --email a@b.test',
    )
    expect(logIn({ unsigned: true }).command).toBe('nemo auth login --unsigned-token --email <email>')
  })
})

describe('a token is replaced where it comes from:', () => {
  test.each([
    ['environment', 'Put a token that is valid into NHX_ACCESS_TOKEN'],
    ['argument', 'Pass a valid token: new NeMoPlatform({ accessToken })'],
    ['function', 'Return a token that is valid now: `accessToken: () => …`'],
    ['workload-identity', 'Renew the file that NHX_WORKLOAD_IDENTITY_TOKEN_FILE names'],
    ['file', 'nemo auth login'],
    [undefined, 'Pass a valid token: new NeMoPlatform({ accessToken })'],
  ] as const)('%s', (origin, first) => {
    expect(replaceToken(origin).map(forCode)[0]).toBe(first)
  })
})

test('an option has a name in code and a flag at the terminal', () => {
  const remedy = setOption('timeout', 'Raise the timeout')

  expect([forCode(remedy), forTerminal(remedy)]).toEqual([
    'Raise the timeout: `timeout`, in ms',
    'Raise the timeout: --timeout <seconds>',
  ])
})

test('an identity provider that nobody knows gets the places of all', () => {
  const places = configureProvider('device-flow', undefined).map(({ text }) => text.split(':')[0])

  expect(places).toEqual(['Azure AD', 'Okta', 'Keycloak'])
})

test.each(['services-only', 'platform-admin-only'] as const)('%s does not speak of members', (reason) => {
  for (const closedArea of ['secret-values', 'policy', 'entities', 'logs', 'encryption-keys'] as const) {
    expect(permissionRemedies({ reason, closedArea, workspace: 'w' }).map(forTerminal).join()).not.toMatch(
      /member/,
    )
  }
})

describe('no text for the terminal speaks of code:', () => {
  const CODE = /`error\.|error\.|accessToken|baseURL|contextName|exist_ok|client\.|await |new NeMoPlatform/
  const everyRefusal = [
    ...(
      ['missing-scope', 'not-a-member', 'insufficient-role', 'role-propagating', 'unknown'] as const
    ).flatMap((reason) => permissionRemedies({ reason, workspace: 'w', requiredScopes: ['a:read'] })),
    ...(['secret-values', 'role-bindings', 'policy', 'entities', 'logs', undefined] as const).flatMap(
      refusals.closedAreaRemedies,
    ),
    ...(
      [
        'missing-token',
        'expired-token',
        'not-yet-valid',
        'unsigned-token-rejected',
        'bearer-not-configured',
        'issuer-mismatch',
        'audience-mismatch',
        'rejected',
      ] as const
    ).flatMap(refusals.authenticationRemedies),
    ...[400, 404, 408, 409, 413, 500, 502, 503, 504].flatMap((status) =>
      refusals.statusRemedies(status, { baseURL: 'http://nemo.test', hasFilter: true }),
    ),
    ...[true, false].flatMap(refusals.validationRemedies),
    ...[true, false].flatMap(refusals.alreadyExistsRemedies),
    ...refusals.lastAdminRemedies('w'),
    ...refusals.notEmptyRemedies('w'),
    ...refusals.rateLimitRemedies(5),
    ...(
      [
        'refused',
        'unknown-host',
        'certificate',
        'certificate-host',
        'certificate-expired',
        'wrong-scheme',
        'proxy',
        'timeout',
        'redirect-refused',
        'failed',
      ] as const
    ).flatMap((problem) => remedies.connectionRemedies(problem, new URL('http://nemo.test'))),
    ...(['environment', 'workload-identity', 'file', undefined, 'function', 'argument'] as const).flatMap(
      (origin) => replaceToken(origin),
    ),
    repeatFailed(),
    remedies.readJobLog('job'),
    remedies.resumeJob('job'),
    remedies.createConfig(),
    remedies.useContext('Choose one that is there'),
  ]

  test.each(everyRefusal.map((remedy) => [forTerminal(remedy)]))('%s', (line) => {
    expect(line).not.toMatch(CODE)
    expect(line.length).toBeGreaterThan(5)
  })
})

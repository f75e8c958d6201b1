/** Finds the proxy for a URL in the environment, by the rules of Python's HTTP library. */

import type { Agent, AgentOptions } from 'node:http'
import { ConfigError } from '../../errors/index.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for a URL: `https_proxy` or `http_proxy` by its scheme, else `all_proxy`, unless `no_proxy` names the host.
 * Small letters win over capitals. In a CGI program `HTTP_PROXY` does not count: there it holds what a visitor sent as the
 * header `Proxy`.
 *
 * @throws ConfigError for what is no URL, or has a user or password with a broken `%`.
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const isCgi = environment['REQUEST_METHOD'] !== undefined
  const read = (name: string) =>
    environment[name] || (isCgi && name === 'http_proxy' ? '' : environment[name.toUpperCase()]) || undefined
  const value = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? read('all_proxy')
  if (value === undefined || isExempt(url, read('no_proxy'))) return undefined
  // Without its cause, which repeats the URL and the password in it.
  const text = value.includes('://') ? value : `http://${value}`
  if (!URL.canParse(text)) {
    throw new ConfigError('is no URL.', {
      code: 'config/proxy',
      key: VARIABLES,
      remedies: ['Give the proxy in the form http://host:port, or exempt the platform with NO_PROXY'],
    })
  }
  const proxy = new URL(text)
  if (!isDecodable(proxy.username) || !isDecodable(proxy.password)) {
    throw new ConfigError('has a user or password in which a `%` is followed by no two hexadecimal digits.', {
      code: 'config/proxy',
      key: VARIABLES,
      remedies: ['Write a `%` that belongs to the password as `%25`'],
    })
  }
  return proxy
}

/** A proxy in messages: without user and password. */
export function nameOfProxy({ protocol, host }: URL): string {
  return `${protocol}//${host}`
}

const VARIABLES = 'HTTPS_PROXY, HTTP_PROXY or ALL_PROXY'

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined
  } catch {
    return false
  }
}

/** Makes the pool of connections through a proxy. The library is loaded only here. */
export async function createProxyAgent(proxy: URL, isTls: boolean, options: AgentOptions): Promise<Agent> {
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    throw new ConfigError(`names a ${proxy.protocol} proxy, which is not supported.`, {
      code: 'config/proxy',
      key: VARIABLES,
      remedies: ['Use an http:// or https:// proxy, or exempt the platform with NO_PROXY'],
    })
  }
  if (isTls) {
    const { HttpsProxyAgent } = await import('https-proxy-agent')
    const agent = new HttpsProxyAgent(proxy, options)
    // It would find out by looking for node:https in the stack of its caller, which uses node:http for both.
    agent.protocol = 'https:'
    // It keeps these for the connection to the proxy; the one through the tunnel needs them too.
    Object.assign(agent.options, options)
    return agent
  }
  const { HttpProxyAgent } = await import('http-proxy-agent')
  return new HttpProxyAgent(proxy, options)
}

/** `no_proxy`: `*` for all; else names, which cover their subdomains too, perhaps with a scheme or port. */
function isExempt(url: URL, noProxy: string | undefined): boolean {
  return (noProxy ?? '').split(',').some((entry) => matches(url, entry.trim().toLowerCase()))
}

function matches(url: URL, entry: string): boolean {
  if (entry === '') return false
  if (entry === '*') return true
  // An IPv6 address may come without its brackets.
  if (/^[\da-f]*:[\da-f:.]*:[\da-f:.]*$/.test(entry)) return url.hostname === `[${entry}]`
  const [, scheme, host = '', port] = /^(?:([a-z]+):\/\/)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [
    null,
    null,
    entry,
  ]
  if (scheme && scheme !== 'all' && `${scheme}:` !== url.protocol) return false
  if (port && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false
  if (isAddress(host) || host === 'localhost' || scheme) return url.hostname === host
  // Without a dot in front the name itself counts too, with one only what lies below it.
  return url.hostname === host || url.hostname.endsWith(host.startsWith('.') ? host : `.${host}`)
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.startsWith('[') || host.includes(':')
}

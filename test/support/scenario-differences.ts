// In what an exchange under a scenario differs from the honest one, part by part: what was changed, not into what.
import type { SentReply } from '../../src/server/protocol/delivery.js'
import type { HttpReply } from '../../src/server/protocol/message.js'
import { goodOnes, type HonestExchange, overHttps, scenarioNamed, tampered } from './tampering.js'

function membersIn(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? { ...value } : null
  } catch {
    return null
  }
}

function namesChanged(
  honest: Readonly<Record<string, unknown>>,
  sent: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(honest), ...Object.keys(sent)])].filter(
    (name) => JSON.stringify(honest[name]) !== JSON.stringify(sent[name]) || name in honest !== name in sent,
  )
}

function parametersIn(location: string | undefined): Readonly<Record<string, unknown>> {
  const query = [...new URLSearchParams(location?.split('?')[1] ?? '')]
  return Object.fromEntries(
    query.map(([name]) => [name, query.flatMap(([key, value]) => (key === name ? [value] : []))]),
  )
}

function bodyChanges(honest: string, sent: string): readonly string[] {
  const [before, after] = [membersIn(honest), membersIn(sent)]
  if (honest === sent) return []
  if (before === null || after === null) return ['body']
  const names = namesChanged(before, after)
  // Text that reads as the same value, and is another number on the wire.
  return names.length === 0 ? ['body'] : names.map((name) => `member ${name}`)
}

function changesIn(honest: HttpReply, sent: SentReply): readonly string[] {
  if (sent === honest) return []
  const [before, after] = [Object.fromEntries(honest.headers), Object.fromEntries(sent.headers)]
  const isMoved = honest.status === 302 && sent.status === 302
  const headers = namesChanged(before, after).flatMap((name) =>
    name === 'Location' && isMoved
      ? namesChanged(parametersIn(before['Location']), parametersIn(after['Location'])).map(
          (parameter) => `parameter ${parameter}`,
        )
      : [`header ${name}`],
  )
  return [
    ...(sent.status === honest.status ? [] : [`status ${sent.status}`]),
    ...headers,
    // An error has members of its own: they come with its status.
    ...(sent.status === honest.status ? bodyChanges(honest.body, sent.body) : []),
    ...(sent.delaySeconds === undefined ? [] : [`delay ${sent.delaySeconds}`]),
    ...(sent.delivery === undefined ? [] : [`delivery ${sent.delivery.kind}`]),
  ]
}

function exchangeLines(name: string, shown: string, exchange: HonestExchange): readonly string[] {
  const changes = changesIn(exchange.reply, tampered(name, exchange))
  return changes.length === 0 ? [] : [`${shown}: ${changes.join(', ')}`]
}

function entries(of: string, values: object): readonly string[] {
  return Object.entries(values).map(([name, value]) => `${of} ${name} ${JSON.stringify(value)}`)
}

/** One line for each kind of good exchange that is changed, and for each thing that is settled before it. */
export function differencesOf(name: string): readonly string[] {
  const { policy, quirks, token, rotatesKeys, takesBack, times, operatedBy } = scenarioNamed(name)
  const plain = goodOnes.flatMap(({ exchange }) => exchangeLines(name, exchange.name, exchange))
  const secure = goodOnes.flatMap(({ exchange }) =>
    exchangeLines(name, `${exchange.name}, over https`, overHttps(exchange)),
  )
  return [
    ...(plain.length > 0 ? plain : secure),
    ...entries('policy', policy),
    ...entries('quirk', quirks),
    ...Object.entries(token ?? {}).map(([part, how]) =>
      typeof how === 'string' ? `token ${part} ${how}` : `token ${part}`,
    ),
    ...(rotatesKeys ? ['a new key'] : []),
    ...(takesBack ? ['taken back'] : []),
    ...(times === null ? [] : [`times ${times}`]),
    ...(operatedBy === 'kit' ? ['operated by the kit'] : []),
  ]
}

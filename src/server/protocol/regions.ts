// The regions of Genesys Cloud as data, and which of them a host name belongs to or was meant to belong to.
import { closest, editDistance, folded } from './autopsy/nearest.js'

export interface Region {
  /** The name of the AWS region, by which Genesys calls it: `eu-central-1`. */
  readonly aws: string
  /** What follows `login.`, `api.` and `apps.` in its host names: `mypurecloud.de`. */
  readonly domain: string
}

/** The public regions; the first is the one that SDKs take when nothing is set. */
export const regions = [
  { aws: 'us-east-1', domain: 'mypurecloud.com' },
  { aws: 'us-east-2', domain: 'use2.us-gov-pure.cloud' },
  { aws: 'us-west-2', domain: 'usw2.pure.cloud' },
  { aws: 'ca-central-1', domain: 'cac1.pure.cloud' },
  { aws: 'mx-central-1', domain: 'mxc1.pure.cloud' },
  { aws: 'sa-east-1', domain: 'sae1.pure.cloud' },
  { aws: 'eu-west-1', domain: 'mypurecloud.ie' },
  { aws: 'eu-west-2', domain: 'euw2.pure.cloud' },
  { aws: 'eu-central-1', domain: 'mypurecloud.de' },
  { aws: 'eu-central-2', domain: 'euc2.pure.cloud' },
  { aws: 'me-central-1', domain: 'mec1.pure.cloud' },
  { aws: 'ap-south-1', domain: 'aps1.pure.cloud' },
  { aws: 'ap-southeast-1', domain: 'apse1.pure.cloud' },
  { aws: 'ap-southeast-2', domain: 'mypurecloud.com.au' },
  { aws: 'ap-northeast-1', domain: 'mypurecloud.jp' },
  { aws: 'ap-northeast-2', domain: 'apne2.pure.cloud' },
  { aws: 'ap-northeast-3', domain: 'apne3.pure.cloud' },
  { aws: 'eusc-de-east-1', domain: 'edee1.eusc-pure.cloud' },
] as const satisfies readonly [Region, ...Region[]]

/** The part of the service that a host name serves. */
export type Service = 'login' | 'api' | 'apps'

const services: readonly Service[] = ['login', 'api', 'apps']

/** What a host name says. */
export type HostReading =
  /** A host of the real service. */
  | { readonly kind: 'region'; readonly region: Region; readonly service: Service }
  /** No host of the real service, though it was meant to be one: `region` and `service` are the nearest. */
  | { readonly kind: 'near-miss'; readonly region: Region; readonly service: Service }
  /** Any other name: this machine, a container, a name of the user. */
  | { readonly kind: 'unknown' }

/** `login.mypurecloud.de` for the login of eu-central-1. */
export function hostOf(region: Region, service: Service): string {
  return `${service}.${region.domain}`
}

/**
 * The region that a person names by its AWS name or its domain, in any case, also within a host name or URL
 * of it; null when there is none of that name.
 */
export function regionNamed(name: string): Region | null {
  const host = hostIn(name)
  return regions.find(({ aws, domain }) => aws === host || domain === host) ?? regionOfHost(host)
}

/** The region whose host was asked; null for every other host, as that of a mock on this machine is. */
export function regionOfHost(host: string): Region | null {
  const reading = classifyHost(host)
  return reading.kind === 'region' ? reading.region : null
}

/** What is left of a URL or authority without scheme, path, port and the dot of the root; lower case. */
function hostIn(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/:\d*$/, '')
    .replace(/\.$/, '')
}

/**
 * Reads a host name (a port, a scheme and the dot of the root do not matter): the region and the service it
 * belongs to, or those it was probably meant for. Names that only a local network has (`.test`, `.localhost`)
 * are never taken for a slip, so that a user may imitate the real names there.
 */
export function classifyHost(host: string): HostReading {
  const known = readings.get(host)
  if (known !== undefined) return known
  const reading = readHost(host)
  // Asked several times for each request, and nearly always about the same few names.
  if (readings.size >= mostReadings) readings.clear()
  readings.set(host, reading)
  return reading
}

const mostReadings = 64
const readings = new Map<string, HostReading>()

function readHost(host: string): HostReading {
  const name = hostIn(host)
  for (const region of regions) {
    const service = services.find((candidate) => name === hostOf(region, candidate))
    if (service !== undefined) return { kind: 'region', region, service }
  }
  if (!looksLikeGenesys(name)) return { kind: 'unknown' }
  return { kind: 'near-miss', region: meantRegion(name), service: meantService(name) }
}

/** Longer names are no host names. */
const longestName = 253

/** The end of a public name: `com`, `com.au`, `co.jp`, `cloud.com`. No local one (`test`, `local`) ends like that. */
const publicEnd = '(?:\\.(?:com|co|net|org|gov))?\\.(?:com|net|org|io|cloud|[a-z]{2})$'

/** The names of the service, also run together, hyphenated or with the words of its earlier and later names. */
const brand = new RegExp(
  `(?:^|[.-])(?:(?:my)?pure[.-]?cloud|genesys[.-]?(?:pure)?cloud)${publicEnd}|(?:^|[.-])(?:pure|genesys)\\.cloud$`,
)

/** `usw2.cloud`: a domain with a part missing. */
const cloudDomain = new RegExp(`(?:^|[.-])(?:${regions.map(shortName).join('|')})\\.cloud(?:\\.com?)?$`)

/** Letters that may be wrong in a name that is still taken for one of the service. */
const mostSlips = 2

function looksLikeGenesys(name: string): boolean {
  if (name.length > longestName || !/^[a-z0-9._-]+$/.test(name)) return false
  if (brand.test(name) || cloudDomain.test(name)) return true
  if (regions.some(({ domain }) => name.endsWith(domain))) return true
  return regions.some((region) =>
    [region.domain, ...services.map((service) => hostOf(region, service))].some(
      (right) => Math.abs(right.length - name.length) <= mostSlips && editDistance(right, name) <= mostSlips,
    ),
  )
}

/** `use1` for us-east-1 and `apse2` for ap-southeast-2, as the newer domains begin. */
function shortName({ aws, domain }: Region): string {
  const label = domain.slice(0, domain.indexOf('.'))
  if (/\d$/.test(label)) return label
  const [area = '', direction = '', number = ''] = aws.split('-')
  const initials = /^(?:north|south)(?=.)/.test(direction) ? `${direction[0]}${direction[5]}` : direction[0]
  return `${area}${initials}${number}`
}

/** The regions of countries, for names that end with one. */
const regionOfCountry: ReadonlyMap<string, string> = new Map([
  ['us', 'us-east-1'],
  ['ca', 'ca-central-1'],
  ['mx', 'mx-central-1'],
  ['br', 'sa-east-1'],
  ['ie', 'eu-west-1'],
  ['eu', 'eu-west-1'],
  ['uk', 'eu-west-2'],
  ['gb', 'eu-west-2'],
  ['de', 'eu-central-1'],
  ['ch', 'eu-central-2'],
  ['ae', 'me-central-1'],
  ['in', 'ap-south-1'],
  ['sg', 'ap-southeast-1'],
  ['au', 'ap-southeast-2'],
  ['jp', 'ap-northeast-1'],
  ['kr', 'ap-northeast-2'],
])

function regionCalled(aws: string | null | undefined): Region | null {
  return regions.find((region) => region.aws === aws) ?? null
}

/** `us-east-1`, `useast1` or `use1` as a part of a name; a region that AWS has and Genesys has not: the nearest. */
function regionOfLabel(label: string): Region | null {
  const found = regions.find((region) => [folded(region.aws), shortName(region)].includes(folded(label)))
  if (found !== undefined) return found
  const isAwsName = /^[a-z]{2}-[a-z]+-\d$/.test(label)
  return isAwsName
    ? regionCalled(
        closest(
          label,
          regions.map(({ aws }) => aws),
        ),
      )
    : null
}

/** More letters than these say nothing about what was meant. */
const mostLetters = 3

/** The region that a name was meant for: by one of its labels, by its end, by its country, at last by its letters. */
function meantRegion(name: string): Region {
  const labels = name.split('.')
  const bySuffix = regions.find(({ domain }) => name.endsWith(domain))
  const byLabel = labels.map(regionOfLabel).find((region) => region !== null)
  const byCountry = regionCalled(regionOfCountry.get(labels.at(-1) ?? ''))
  const found = byLabel ?? bySuffix ?? byCountry
  if (found !== null) return found
  const rest = name.replace(/^(?:(?:login|apps?|api|www)[.-])+/, '')
  const nearest = closest(
    rest,
    regions.map(({ domain }) => domain),
  )
  const near = nearest !== null && editDistance(nearest, rest) <= mostLetters
  return (near ? regions.find(({ domain }) => domain === nearest) : undefined) ?? regions[0]
}

/** The service of the first label, also misspelt or grown together with the next one by a hyphen. */
function meantService(name: string): Service {
  const [first = ''] = name.split(/[.-]/)
  if (first.startsWith('app')) return 'apps'
  return services.find((service) => editDistance(first, service) <= 1) ?? 'login'
}

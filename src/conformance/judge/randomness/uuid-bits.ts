// How much of a UUID is random.

/** Random bits by version, at most: RFC 9562 sections 5.1, 5.4 and 5.7. */
const bitsOfVersion: Record<string, number> = {
  // 14 bits of clock sequence; the time is known, and the node stays.
  '1': 14,
  '4': 122,
  // 48 bits of the time are known.
  '7': 74,
}

const uuid = /[0-9a-f]{8}-?[0-9a-f]{4}-?([147])[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}/gi

/** Random bits of texts that consist of UUIDs, the least of all; undefined for other texts. */
export function uuidBits(texts: readonly string[]): number | undefined {
  const bits = texts.map((text) => {
    const found = [...text.matchAll(uuid)]
    const covered = found.reduce((sum, [all]) => sum + all.length, 0)
    if (found.length === 0 || covered + found.length - 1 < text.length) return undefined
    return found.reduce((sum, [, version = '']) => sum + (bitsOfVersion[version] ?? 0), 0)
  })
  return bits.every((one) => one !== undefined) ? Math.min(...bits) : undefined
}

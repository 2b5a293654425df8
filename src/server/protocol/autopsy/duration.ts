// A span of time in words.

/** `milliseconds` in the unit that a person would choose: `12 ms`, `3 s`, `5 min`, `2 h`, `4 d`. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 120) return `${rounded(seconds)} s`
  if (seconds < 7200) return `${rounded(seconds / 60)} min`
  if (seconds < 172_800) return `${rounded(seconds / 3600)} h`
  return `${rounded(seconds / 86_400)} d`
}

function rounded(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))
}

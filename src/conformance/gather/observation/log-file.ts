// Tells logs from other files: by their names, and by what their lines look like.

const named = [
  /(?:^|\/)_?logs?\//i,
  /\.(?:log|trace|har)(?:\.\d+)?$/i,
  /(?:^|[/._-])(?:debug|trace|access|error)\.(?:txt|out|json)$/i,
  /(?:^|\/)(?:nohup\.out|[^/]*\.(?:stdout|stderr|out|err))$/i,
]

/** A date, a time in brackets, or a level at the beginning of a line. */
const lineOfLog =
  /^(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR)\b|\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[|\{"(?:level|time|timestamp|ts)":)/i

/** Most of its lines, at least two, begin as lines of logs do. */
function looksLikeLog(text: string): boolean {
  const lines = text
    .slice(0, 65_536)
    .split('\n')
    .filter((line) => line.trim() !== '')
  const like = lines.filter((line) => lineOfLog.test(line))
  return like.length >= 2 && like.length * 2 > lines.length
}

/** Whether the file at `path` (with slashes) that holds `text` is a log. */
export function isLog(path: string, text: string): boolean {
  return named.some((pattern) => pattern.test(path)) || looksLikeLog(text)
}

import { describe, expect, test } from 'vitest'
import { isLog } from '../../../../src/conformance/gather/observation/log-file.js'

const logs = [
  ['my-app.log', ''],
  ['my-app.log.1', ''],
  ['.npm/_logs/2026-01-01-debug-0.log', ''],
  ['logs/today.txt', ''],
  ['debug.txt', ''],
  ['nohup.out', ''],
  ['trace.har', ''],
  ['notes.txt', '2026-01-15T12:00:00Z started\n2026-01-15T12:00:01Z callback\n'],
  ['notes.txt', '[12:00:00] started\n[12:00:01] callback\nlast words\n'],
  ['output', 'INFO started\nDEBUG callback\n'],
  ['events', '{"level":30,"time":1,"msg":"a"}\n{"level":30,"time":2,"msg":"b"}\n'],
  [
    'access',
    '127.0.0.1 - - [15/Jan/2026:12:00:00] "GET /"\n127.0.0.1 - - [15/Jan/2026:12:00:01] "GET /cb"\n',
  ],
] as const

const others = [
  ['.config/my-app/tokens.json', '{"access_token":"a"}'],
  ['login.json', '{"level":1}'],
  ['catalog/session', 'a\nb\n'],
  ['sessions/abc.json', '{"state":"a"}'],
  ['notes.txt', '2026-01-15T12:00:00Z one line is no log\n'],
  ['changelog.md', '# Changes\n- one\n'],
] as const

describe('log-file', () => {
  for (const [path, text] of logs) {
    test(`takes ${path} for a log ${text === '' ? 'by its name' : 'by its lines'}`, () =>
      expect(isLog(path, text)).toBe(true))
  }
  for (const [path, text] of others) {
    test(`takes ${path} for no log`, () => expect(isLog(path, text)).toBe(false))
  }
})

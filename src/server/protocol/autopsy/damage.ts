// What happened to a value on its way, judged by the value that was meant: an issued code, a registered name.

/** Percent-decoded, or null where that changes nothing or cannot be done. */
function decodedOnce(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text)
    return decoded === text ? null : decoded
  } catch {
    return null
  }
}

/** Fewer characters are shared by chance. */
const fewestShared = 8

function unquoted(text: string): string {
  return text.trim().replace(/^(["'`])(.*)\1$/s, '$2')
}

function onlyLettersAndDigits(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '')
}

/** The value with something around it that belongs to another one. */
function surrounding(meant: string, sent: string): string | null {
  if (meant.length < fewestShared || !sent.includes(meant)) return null
  if (/^[a-z][a-z0-9+.-]*:\/?\/?|^[^=]*\?/i.test(sent))
    return 'it is the whole callback URL, not the value in it'
  if (sent.startsWith(meant)) return 'something follows it (the rest of the callback URL?)'
  return sent.endsWith(meant) ? 'something stands before it' : 'something stands around it'
}

function loss(meant: string, sent: string): string | null {
  if (sent.length < fewestShared || sent.length >= meant.length) return null
  if (meant.startsWith(sent))
    return `its end is missing: cut after ${sent.length} of ${meant.length} characters`
  if (meant.endsWith(sent)) return 'its beginning is missing'
  return onlyLettersAndDigits(meant) === sent ? 'characters were deleted from it' : null
}

/**
 * What was done to `meant` to make `sent` of it, in words that hold nothing of either; null when they are the
 * same or have nothing to do with each other.
 */
export function damage(meant: string, sent: string): string | null {
  if (meant === sent || meant === '' || sent === '') return null
  if (sent.trim() === meant) return 'white space around it'
  if (unquoted(sent) === meant) return 'it is in quotes'
  const once = decodedOnce(sent)
  if (once === meant || (once !== null && decodedOnce(once) === meant)) return 'it is percent-encoded twice'
  if (decodedOnce(meant) === sent) return 'it was decoded once too often'
  if (meant.replaceAll('+', ' ') === sent || sent.replaceAll(' ', '+') === meant)
    return 'a space where + was: the form encoder leaves +'
  if (sent.replaceAll('&amp;', '&') === meant) return 'it is escaped for HTML'
  if (sent.replace(/\s/g, '') === meant) return 'white space inside of it (a line break?)'
  const part = surrounding(meant, sent) ?? loss(meant, sent)
  if (part !== null) return part
  return sent.toLowerCase() === meant.toLowerCase() ? 'upper and lower case were changed' : null
}

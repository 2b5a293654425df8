// The forms in which a value stands in the texts of HTTP: where one of them is hidden, all have to be.

/** The value plain, percent-encoded, form-encoded and within JSON; each form once. */
export function writtenForms(value: string): readonly string[] {
  const percent = encodeURIComponent(value)
  const form = new URLSearchParams({ s: value }).toString().slice(2)
  const json = JSON.stringify(value).slice(1, -1)
  return [...new Set([value, percent, form, json])]
}

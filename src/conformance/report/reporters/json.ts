// The report as JSON, version 1 of its schema.
import { defineReporter } from './reporter.js'

export const json = defineReporter({
  id: 'json',
  summary: 'the whole report as JSON',
  render: (report) => `${JSON.stringify(report, null, 2)}\n`,
})

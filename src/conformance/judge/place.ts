// The place of a request, for findings about it.
import type { ObservedExchange, Transcript } from '../transcript.js'
import { type Place, placeOf } from './verdict.js'

/** The place of a request that belongs to a transcript, and of one of its parameters. */
export function placeIn(
  { transcript, exchange }: { readonly transcript: Transcript; readonly exchange: ObservedExchange },
  parameter: string | null = null,
): Place {
  return placeOf(transcript, exchange.number, parameter)
}

// Answers of the token endpoint that are legal and unusual: every check that a client takes one has the same rows.
import type { Level } from '../../src/conformance/judge/checks/check.js'
import type { ClientKind } from '../../src/conformance/transcript.js'
import type { Row } from './judge-table.js'
import { mistakeOf } from './mistakes.js'
import { around, aroundSilent, json, oddLogin, undecided } from './odd-answers.js'
import { transcript } from './transcript-builder.js'

export interface LegalAnswer {
  /** Variant of the scenario `honest-variants`. */
  readonly variant: string
  /** The members of the token answer. */
  readonly members: object
  /** What a pass says of it. */
  readonly said: RegExp
  /** What it costs to refuse it. */
  readonly level: Level
}

/** A client that takes the answer passes, one that fails over it is blamed, and one of which nothing was seen is neither. */
export function legalAnswerRows({ variant, members, said, level }: LegalAnswer): readonly Row[] {
  const unusual = (kind: ClientKind = 'native') => oddLogin('honest-variants', variant, json(members), kind)
  return [
    {
      name: 'passes a client that goes on as always',
      transcripts: around(unusual().api().callback().ended('client-finished', 0)),
      expected: 'passes',
      saying: [said],
    },
    {
      name: 'needs no closing control where the login was seen to go on',
      transcripts: around(unusual().api().callback().ended('client-finished', 0)).slice(0, 2),
      expected: 'passes',
    },
    {
      name: 'blames a program that ends with an error',
      transcripts: around(unusual().callback(400).ended('client-gave-up', 1)),
      expected: { fails: { refused: level } },
      saying: [/ended with exit code 1, and did not call the API, as it does otherwise/],
    },
    {
      name: 'blames a server-side app that shows an error page',
      transcripts: around(unusual('web').callback(500).ended('client-gave-up')),
      expected: { fails: { refused: level } },
      saying: [/answered its callback with status 500/],
    },
    {
      name: 'passes a client without an API call that ends as it does otherwise',
      transcripts: aroundSilent(unusual().callback().ended('client-finished', 0)),
      expected: 'passes',
      saying: [/as in the undisturbed login/],
    },
    {
      name: 'blames a client without an API call that ends otherwise',
      transcripts: aroundSilent(unusual().callback(400).ended('client-gave-up', 1)),
      expected: { fails: { refused: level } },
    },
    {
      name: 'does not blame a client whose call was refused for another reason',
      transcripts: around(
        unusual()
          .api({ refused: true, mistakes: [mistakeOf('token-altered', 'the token lost its end')] })
          .ended('client-gave-up', 1),
      ),
      expected: { inconclusive: /was refused: the token lost its end/ },
    },
    {
      name: 'does not blame silence',
      transcripts: around(unusual().ended('client-finished')),
      expected: { inconclusive: /left its callback unanswered/ },
    },
    {
      name: 'does not blame a run that ended at its time limit',
      transcripts: around(unusual().callback(200).ended('deadline')),
      expected: { inconclusive: /ended too early/ },
    },
    {
      name: 'does not take a control that failed for a proof',
      transcripts: [
        transcript().authorize().callback(500).ended('client-gave-up'),
        unusual().api().ended('client-finished', 0),
      ],
      expected: { inconclusive: /control run honest got no token/ },
    },
    ...undecided('honest-variants', variant),
  ]
}

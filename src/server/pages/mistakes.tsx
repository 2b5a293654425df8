// The mistakes of a request as people read them.
import type { Mistake } from '../protocol/mistake.js'
import { sentence } from '../protocol/sentence.js'

function Card({ mistake }: { mistake: Mistake }) {
  return (
    <li class="mistake">
      <p class="sentence">{sentence(mistake.sentence)}</p>
      <p class="fix">
        <strong>What to do: </strong>
        {mistake.fix}
      </p>
      <p class="kind">
        <code>{mistake.error}</code>
        {mistake.parameter !== null && (
          <>
            {' in parameter '}
            <code>{mistake.parameter}</code>
          </>
        )}
      </p>
    </li>
  )
}

/** All mistakes of a request, in the order in which they are told. */
export function Mistakes({ mistakes }: { mistakes: readonly Mistake[] }) {
  return (
    <ul>
      {mistakes.map((mistake) => (
        <Card key={mistake.kind} mistake={mistake} />
      ))}
    </ul>
  )
}

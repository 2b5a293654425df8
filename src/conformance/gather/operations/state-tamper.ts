// Answers with a state that belongs to another login of the same client.
import { type Operation, parameterOf, type Stage, withParameters } from './operation.js'

function withState({ answer }: Stage, state: string): string {
  return withParameters(answer, { state })
}

export const stateTamper: Readonly<Record<string, Operation>> = {
  earlier: (stage) =>
    stage.earlierState === null || parameterOf(stage.answer, 'state') === null
      ? stage.bring({ url: stage.answer })
      : stage.bring({ url: withState(stage, stage.earlierState), role: 'altered' }),

  async exchanged(stage) {
    const second = await stage.another(null)
    const [own, other] = [parameterOf(stage.answer, 'state'), second && parameterOf(second, 'state')]
    if (second === null || !own || !other) return stage.bring({ url: stage.answer })
    const first = await stage.bring({ url: withState(stage, other), role: 'altered' })
    await stage.rest()
    await stage.bring({ url: withParameters(second, { state: own }), role: 'altered' })
    return first
  },
}

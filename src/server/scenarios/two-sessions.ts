// Two browsers with a login each, or one login that ends in another browser. The mock stays honest.
import { defineScenario } from './scenario.js'

export const twoSessions = defineScenario({
  id: 'two-sessions',
  what: 'The kit plays two browsers with cookies of their own; the mock stays honest.',
  right: ['signs nobody in, and sends no token request for the other browser'],
  variants: [
    {
      id: 'answer-in-other-browser',
      what: 'The kit begins a login in one browser and delivers its answer in another that has begun none.',
      operatedBy: 'kit',
    },
    {
      id: 'answers-exchanged',
      what: 'The kit begins a login in each of two browsers and delivers to each the answer of the other.',
      operatedBy: 'kit',
    },
  ],
})

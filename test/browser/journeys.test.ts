import { describe } from 'vitest'
import { keyboardTests } from './keyboard.ts'
import { storyTests } from './story.ts'
import { describeServed } from './visit.ts'

describeServed('the whole program in a browser', (stageOf) => {
  describe('the whole story, from the questionnaire to a doctor', () => storyTests(stageOf))
  describe('without a mouse', () => keyboardTests(stageOf))
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeInChromium } from '../support/browser.ts'
import { keyboardTests } from './keyboard.ts'
import { patientPageTests } from './patient-pages.ts'
import { staffPageTests } from './staff-pages.ts'
import { storyTests } from './story.ts'
import { aStage, type Stage } from './visit.ts'

/** A server with its demonstration takes six seconds by itself, much more on a machine that does something else. */
const START_MS = 180_000
/** Some tests look at ten pages. */
const LONG_MS = 90_000

describeInChromium('the whole program in a browser', () => {
  let stage: Stage
  const stageOf = () => stage

  beforeAll(async () => {
    stage = await aStage()
  }, START_MS)

  afterAll(() => stage.close())

  describe('the whole story, from the questionnaire to a doctor', { timeout: LONG_MS }, () =>
    storyTests(stageOf),
  )
  describe('without a mouse', { timeout: LONG_MS }, () => keyboardTests(stageOf))
  describe('every page a patient may reach', { timeout: LONG_MS }, () => patientPageTests(stageOf))
  describe('every page of the staff', { timeout: LONG_MS }, () => staffPageTests(stageOf))

  test('T-28: every answer had its headers; nothing was refused, failed, or asked of another site', async () => {
    expect(stage.troubles).toEqual([])
    const page = await stage.visit()
    await page.goto('/questionnaire')
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "elsewhere"'
      document.body.append(script)
    })
    expect(await page.title()).not.toBe('elsewhere')
    await expect.poll(() => stage.troubles.join()).toContain('CSP script-src')
  })
})

import { expect, test } from 'vitest'
import { PAST_UNDO_MS, sendList } from './request.ts'
import { linkIn, openFromInbox, sendQuestionnaire, signIn } from './steps.ts'
import { describeServed } from './visit.ts'

describeServed('the whole program in a browser that runs no script', (stageOf) => {
  test('B2 B5: from the questionnaire and its errors to the list and its answer', async () => {
    const { visit, running } = stageOf()
    const page = await visit({ javaScriptEnabled: false })
    await page.goto('/questionnaire/coordonnees')
    await page.getByRole('button', { name: 'Continuer' }).click()
    await page.locator('.error-summary a').first().click()
    const email = 'sans.script@example.org'
    const reference = await sendQuestionnaire(page, { lastName: 'Toutsimple', email })

    const staff = await visit({ javaScriptEnabled: false })
    await signIn(staff, running)
    await openFromInbox(staff, reference)
    await staff.getByText('La carte n’a pas pu s’ouvrir').waitFor()
    for (const rank of [0, 1, 2]) await staff.locator('input[name=medecin]').nth(rank).check()
    await sendList(staff)
    await running.goAhead(PAST_UNDO_MS)

    await page.goto(linkIn((await running.mail.letter(email, 2)).text))
    expect(await page.locator('.doctor-card').count()).toBe(3)
    await page.getByRole('button', { name: 'Je n’ai pas encore appelé' }).click()
    await page.getByText('Prenez votre temps').waitFor()
  })
})

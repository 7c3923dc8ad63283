import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { AskedDoctor } from './brokered-steps.ts'

/** More than a turn of the jobs takes on a busy machine. */
const PATIENCE_MS = 60_000

/** The coordinator writes the mobile of a doctor down, in the register. */
export async function giveMobile(coordinator: Page, { rowId }: AskedDoctor): Promise<void> {
  await coordinator.goto(`/coordination/medecins/${rowId}`)
  await coordinator.fill('[name=mobile]', '06 39 98 66 77')
  await coordinator.getByRole('button', { name: 'Enregistrer' }).click()
  await coordinator.waitForURL('**/coordination/medecins?fait=**')
}

/** The six digits of the last SMS, where a demonstration shows them. */
export async function codeSent(coordinator: Page): Promise<string> {
  const texts = coordinator
    .locator('.message', { hasText: 'Code du médecin' })
    .locator('.letter-text')
  await expect
    .poll(
      async () => {
        await coordinator.goto('/coordination/envois')
        return texts.count()
      },
      { timeout: PATIENCE_MS },
    )
    .toBeGreaterThan(0)
  const text = await texts.first().textContent()
  return /votre code est (\d{6})/.exec(text ?? '')?.[1] ?? ''
}

import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { look } from './look.ts'

/** Goes through pages and looks at each as it stands: nothing may be wrong. `prefix` begins the names of its pictures. */
export function looker(pageOf: () => Page, prefix = '') {
  async function seen(name: string): Promise<void> {
    const faults = await look(pageOf(), `${prefix}${name}`)
    expect({ page: name, faults }).toEqual({ page: name, faults: [] })
  }

  async function open(path: string, name: string): Promise<void> {
    await pageOf().goto(path)
    await seen(name)
  }

  async function press(button: string, name: string): Promise<void> {
    const page = pageOf()
    const loaded = page.waitForEvent('load')
    await page.getByRole('button', { name: button }).last().click()
    await loaded
    await seen(name)
  }

  return { open, press, seen }
}

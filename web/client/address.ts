import { combobox } from './combobox/combobox.ts'

type Feature = { properties: { label: string; name?: string; postcode?: string; city?: string } }

const MIN_LENGTH = 3

for (const root of document.querySelectorAll<HTMLElement>('[data-island="address"]')) mount(root)

/** Proposes addresses while the street is typed; choosing one fills street, postal code and commune. */
function mount(root: HTMLElement): void {
  const field = (id: string) => root.querySelector<HTMLInputElement>(`#${id}`)
  const street = field('adresse')
  const postcode = field('code_postal')
  const commune = field('commune')
  if (!street || !postcode || !commune) return
  combobox<Feature>(street, {
    label: root.dataset.label ?? '',
    announce: (count) =>
      count === 1
        ? (root.dataset.countOne ?? '')
        : (root.dataset.countMany ?? '').replace(/\d+/, String(count)),
    search: (typed, signal) => suggestions(`${typed} ${commune.value}`.trim(), signal),
    labelOf: ({ properties }) => properties.label,
    choose: ({ properties }) => {
      street.value = properties.name ?? properties.label
      postcode.value = properties.postcode ?? ''
      commune.value = properties.city ?? ''
    },
  })
}

/** Nothing when the service is slow, absent or wrong: the three fields are enough. */
async function suggestions(q: string, signal: AbortSignal): Promise<Feature[]> {
  if (q.length < MIN_LENGTH) return []
  try {
    const answer = await fetch(`/api/adresses?q=${encodeURIComponent(q)}`, { signal })
    if (!answer.ok) return []
    const { features } = (await answer.json()) as { features?: Feature[] }
    return (features ?? []).slice(0, 6)
  } catch {
    return []
  }
}

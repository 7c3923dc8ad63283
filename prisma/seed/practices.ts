import { ADDRESSES, type DemoAddress } from './addresses.ts'
import type { DemoCommune } from './communes.ts'
import type { Draw } from './random.ts'
import { STREETS } from './streets.ts'

export type DemoPractice = { name: string; address: DemoAddress; phone: string; stepFree: string }

const KINDS = ['Cabinet', 'Cabinet médical', 'Maison de santé']
const PLACES =
  'de la Navette|du Houblon Vert|des Deux Beffrois|de la Halle aux Lins|du Rouet|de la Péniche Bleue|du Carillon|des Tilleuls Ronds|du Vieux Métier|de la Chicorée|du Canal Calme|de la Bobine|des Pignons|du Géant Rieur|de la Plaine Haute|du Grand Saule|de la Lucarne|des Quatre Vents du Nord|du Moulin Penché|de la Dentelle|du Lin Bleu|de la Cour Carrée|des Briques Rouges|du Tambour|de la Passerelle Haute|du Marché Couvert|de la Voûte|des Hirondelles|du Petit Beffroi|de la Mailloche|du Pont Bas|de la Clairière|des Filatures|du Colombier|de la Ruelle|du Phare de Brique|de la Levée|des Glycines|du Peigne d’Or|de la Roseraie|du Chat Perché|de la Source|des Marronniers|du Coin Clair|de la Sarbacane'.split(
    '|',
  )
/** Phones of practices: 03 53 01 20 00 and following, in the range kept for fiction. */
const FIRST_PHONE = 2000

/** Practices in these towns, each at an address of its own, spread over the streets. At most 135 names. */
export function drawPractices(
  draw: Draw,
  counts: readonly { commune: DemoCommune; count: number }[],
): DemoPractice[][] {
  const names = draw.shuffle(PLACES.flatMap((place) => KINDS.map((kind) => `${kind} ${place}`)))
  const phones = Array.from(names, (_, i) => phoneAt(i))
  return counts.map(({ commune, count }) =>
    spread(draw, commune, count).map((address) => ({
      name: names.pop() ?? 'Cabinet',
      address,
      phone: phones.shift() ?? phoneAt(0),
      stepFree: draw.pick(['oui', 'oui', 'oui', 'oui', 'oui', 'non', '']),
    })),
  )
}

/** Addresses taken street after street, so that no part of the town is left without a practice. */
function spread(draw: Draw, commune: DemoCommune, count: number): DemoAddress[] {
  const streets = STREETS.filter((street) => street.commune === commune).map(({ name }) =>
    draw.shuffle(housesOfStreet(commune, name)),
  )
  const rounds = Math.max(...streets.map(({ length }) => length))
  return Array.from({ length: rounds }, (_, round) =>
    streets.flatMap((houses) => houses.slice(round, round + 1)),
  )
    .flat()
    .slice(0, count)
}

function housesOfStreet(commune: DemoCommune, name: string): DemoAddress[] {
  return ADDRESSES.filter((address) => address.commune === commune && address.street === name)
}

function phoneAt(rank: number): string {
  const [start, end] = [Math.floor((FIRST_PHONE + rank) / 100), (FIRST_PHONE + rank) % 100]
  return `03 53 01 ${start} ${String(end).padStart(2, '0')}`
}

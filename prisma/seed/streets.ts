import type { DemoCommune } from './communes.ts'
import type { Metres } from './ground.ts'

/** A street of the demonstration: none of these names exists in these towns. */
export type Street = {
  commune: DemoCommune
  name: string
  from: Metres
  to: Metres
  /** How many numbers it has, odd on the left and even on the right, counted from `from`. */
  houses: number
  /** Numbers that also have a bis, or a bis and a ter. */
  repeated?: Readonly<Record<number, readonly ('bis' | 'ter')[]>>
}

const lille: readonly Street[] = inTown('lille', [
  ['Rue de la Toile-Bise', [-900, -300], [-500, 100], 16, { 7: ['bis'] }],
  ['Rue des Trois-Navettes', [-400, 200], [200, 300], 14, { 4: ['bis', 'ter'] }],
  ["Rue du Fil-d'Avoine", [300, 500], [800, 300], 12],
  ['Rue de la Brume-au-Lin', [900, 800], [1300, 400], 12, { 11: ['bis'] }],
  ['Allée des Bobineuses-de-Nuit', [-200, -500], [-50, -750], 8],
  ['Rue du Beffroi-Dormant', [100, -200], [500, -500], 14],
  ['Place de la Lanterne-Sourde', [-100, 700], [50, 750], 8],
  ['Rue du Moulin-Sans-Ailes', [1100, -300], [1600, -500], 14, { 2: ['bis'] }],
  ['Rue de la Chicorée-Bleue', [-1400, 300], [-1000, 500], 12],
  ['Impasse de la Chicorée-Bleue', [-1150, 420], [-1250, 560], 8],
  ['Rue du Canal-aux-Feuilles', [-1900, -100], [-1500, 200], 12],
  ['Boulevard de la Bise-Franche', [600, -900], [1400, -1200], 16, { 15: ['bis', 'ter'] }],
  ['Avenue des Houblons-Tardifs', [1700, 300], [2300, 100], 14],
  ['Quai de la Péniche-Endormie', [-2000, 400], [-1700, 600], 8],
  ["Rue du Géant-d'Osier", [200, 1000], [600, 1300], 12],
  ["Rue de l'Écluse-Muette", [-700, 1000], [-300, 1200], 10],
  ['Rue des Pavés-de-Pluie', [1500, -900], [1900, -700], 10],
  ['Rue du Colporteur-de-Lunes', [300, -1100], [600, -1400], 12],
  ['Chemin du Coq-de-Cuivre', [1000, 1100], [1400, 1200], 8],
  ['Rue de la Dernière-Maille', [600, 1835], [1350, 1722], 12],
  ['Rue du Pont-de-Paille', [2080, 1385], [2480, 1185], 8],
  ['Rue du Grenier-aux-Vents', [-1300, -1500], [-900, -1700], 10],
  ['Rue de la Sixième-Cloche', [-800, -2000], [-400, -2100], 8],
  ['Allée du Petit-Malteur', [-1500, -1650], [-1300, -1850], 6],
])

const lambersart: readonly Street[] = inTown('lambersart', [
  ['Rue du Lièvre-au-Tambour', [-3000, 1700], [-2500, 1800], 14],
  ['Rue de la Mare-aux-Étoiles', [-2400, 2100], [-2000, 2400], 12, { 9: ['bis'] }],
  ['Avenue du Verger-Clair-Obscur', [-1900, 1900], [-1300, 2100], 14],
  ['Rue du Pigeonnier-Gris-Perle', [-3200, 2500], [-2800, 2800], 12],
  ["Rue des Gaufres-d'Hiver", [-2300, 2900], [-1800, 3100], 12],
  ['Allée du Saule-Chuchoteur', [-1500, 2600], [-1350, 2800], 8],
  ['Rue de la Barque-Renversée', [-2200, 1300], [-1700, 1450], 10, { 6: ['bis'] }],
  ["Clos du Merle-d'Étain", [-2700, 3300], [-2550, 3400], 6],
  ['Rue du Moulin-Sans-Ailes', [-3500, 2000], [-3200, 2200], 8],
])

const laMadeleine: readonly Street[] = inTown('laMadeleine', [
  ['Rue du Cerf-Volant-Perdu', [300, 2500], [800, 2600], 12],
  ["Rue de la Clef-d'Ardoise", [900, 2900], [1400, 3000], 12],
  ['Avenue des Nuages-Bas', [200, 3200], [700, 3400], 12, { 3: ['bis'] }],
  ['Rue du Sablier-Couché', [1200, 3400], [1500, 3600], 8],
  ['Rue de la Première-Maille', [620, 1925], [1370, 1812], 10],
])

const armentieres: readonly Street[] = inTown('armentieres', [
  ["Rue de la Cloche-d'Étoupe", [-700, 300], [-200, 400], 14],
  ['Rue du Tisserand-Distrait', [100, 500], [600, 300], 14, { 8: ['bis'] }],
  ["Rue de l'Herbe-au-Rouet", [-1000, -300], [-600, -500], 12],
  ['Place du Métier-Muet', [0, 0], [150, 50], 8],
  ['Quai des Deux-Hérons-Gris', [-600, 900], [-100, 950], 10],
  ['Rue du Malt-Ambré', [300, -500], [700, -800], 12],
  ['Impasse du Malt-Ambré', [600, -600], [720, -500], 6],
  ['Avenue de la Trame-Longue', [700, 700], [1200, 500], 14, { 12: ['bis', 'ter'] }],
  ['Rue du Gant-de-Bruyère', [-300, -900], [100, -1000], 12],
  ['Rue de la Gaufrière-de-Fer', [-1400, 500], [-1100, 200], 10],
  ['Chemin de la Frontière-aux-Roseaux', [1740, 900], [1820, 740], 6],
])

/** Every street, towns and streets in a fixed order. */
export const STREETS: readonly Street[] = [...lille, ...lambersart, ...laMadeleine, ...armentieres]

type Drawn = readonly [
  name: string,
  from: Metres,
  to: Metres,
  houses: number,
  repeated?: NonNullable<Street['repeated']>,
]

function inTown(commune: DemoCommune, drawn: readonly Drawn[]): Street[] {
  return drawn.map(([name, from, to, houses, repeated]) => ({
    commune,
    name,
    from,
    to,
    houses,
    ...(repeated ? { repeated } : {}),
  }))
}

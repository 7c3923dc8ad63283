import type { Draw } from './random.ts'

/** First halves of family names made up for the demonstration. */
const STARTS =
  'Houble Linve Brume Wambre Escaute Toile Orge Lysen Argile Galve Hazel Iseline Perle Vieste Moline Quenne Colve Estra Saulve Ostre Tisse Verlin Chicore Jonque Filve Amble Noire Brique'.split(
    ' ',
  )

/** Second halves. */
const ENDS =
  'lande hove quin beck drez pré noy vigne main rive court bois mare taine sart vent'.split(' ')

/** Made up too, of other sounds: a town speaks more than one language. */
const FROM_AFAR =
  'Belkhandari Zouamrane Tassourani Kowalindra Brzelinek Ferdouzari Quintavelha Demirkanat Nguyelan Okondela Sissokelé Abdelmouna Haddarine Moreiranda Pietrosanti Ostrowinska Ramanivo Tchoumbali Karaboulut Luongdan Benazzoura Djemalik Silvarinho Petroveska'.split(
    ' ',
  )

const FIRST_NAMES =
  'Adèle Achille Amina Anselme Apolline Basile Bérénice Blaise Camille Casimir Céleste Cyprien Clélia Darius Diane Edgar Élise Émeric Faustine Félix Flore Gaspard Garance Hélène Honoré Ilyès Inès Isaure Jonas Joséphine Karim Lazare Léonie Lin Lubin Madeleine Malo Mariam Marius Maud Mehdi Myriam Nestor Nina Noé Octave Olga Ondine Otto Pauline Perceval Prune Rachid Rémi Romane Rosalie Samir Sidonie Solène Tadeusz Thaïs Théodore Ulysse Valère Victoire Wanda Yacine Yolande Zélie Zoé'.split(
    ' ',
  )

export type PersonName = { firstName: string; lastName: string }

/** People with family names that are all different, in an order drawn. At most 472 of them. */
export function drawNames(draw: Draw, count: number): PersonName[] {
  const coined = STARTS.flatMap((start) => ENDS.map((end) => `${start}${end}`))
  return draw
    .shuffle([...coined, ...FROM_AFAR])
    .slice(0, count)
    .map((lastName) => ({ lastName, firstName: draw.pick(FIRST_NAMES) }))
}

/** `prenom.nom@example.org`, in plain letters. */
export function mailOf({ firstName, lastName }: PersonName): string {
  const plain = `${firstName}.${lastName}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return `${plain}@example.org`
}

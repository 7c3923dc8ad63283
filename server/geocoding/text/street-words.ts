/** Street types, each with the ways it is shortened in mail, on signs and in administrative files. */
const TYPES: Record<string, string> = {
  allee: 'all al allees alle',
  avenue: 'av ave aven avn',
  berge: 'berges',
  boulevard: 'bd bld bvd blvd boul boulv blv',
  carrefour: 'carr',
  chaussee: 'chs chse chaus',
  chemin: 'ch che chem chm',
  cite: 'cit',
  clos: 'cls',
  contour: 'ctr',
  coron: 'corons',
  cour: '',
  couree: '',
  cours: 'crs',
  digue: '',
  domaine: 'dom dme',
  dreve: '',
  esplanade: 'esp espl',
  faubourg: 'fg fbg fb',
  ferme: '',
  galerie: 'gal',
  hameau: 'ham hmu',
  impasse: 'imp ipse',
  jardin: 'jardins',
  lieudit: 'ld',
  lotissement: 'lot lott',
  mail: '',
  montee: 'mte',
  parc: '',
  parvis: 'prv',
  passage: 'pass psg',
  place: 'pl plc',
  placette: '',
  pont: '',
  porte: 'pte',
  promenade: 'prom',
  quai: 'q',
  quartier: 'quart qua',
  rang: '',
  residence: 'res resid',
  rondpoint: 'rpt',
  route: 'rte',
  rue: 'r',
  ruelle: 'rle ruel',
  ruellette: '',
  sente: '',
  sentier: 'sen sent',
  square: 'sq sqr',
  terrasse: 'tsse',
  traverse: 'trav',
  venelle: 'ven',
  villa: 'vla',
  voie: 'vc',
  voyette: '',
  zone: 'za zi zac zal',
}

/** Titles and usual words of street names, each with its abbreviations. */
const NAME_WORDS: Record<string, string> = {
  abbe: 'abb',
  adjudant: 'adj',
  amiral: 'aml',
  avenue: 'av ave',
  boulevard: 'bd bld bvd',
  capitaine: 'cne cpt capt cap',
  chemin: 'chem che',
  colonel: 'col',
  commandant: 'cdt cmdt cdnt',
  docteur: 'dr doct',
  faubourg: 'fg fbg',
  general: 'gal gl gen gnl',
  grand: 'gd grande gde',
  ingenieur: 'ing',
  lieutenant: 'lt lieut ltn',
  madame: 'mme',
  marechal: 'mal mar mch mchal',
  monseigneur: 'mgr',
  nd: 'notredame',
  petit: 'petite pt pte',
  place: 'pl',
  president: 'pdt pres pdte',
  professeur: 'prof pr',
  residence: 'res',
  route: 'rte',
  saint: 'st',
  sainte: 'ste',
  saints: 'sts',
  sergent: 'sgt',
  square: 'sq',
  vieux: 'vx',
  '1': 'premier premiere',
  '2': 'deux deuxieme',
  '3': 'trois troisieme',
  '4': 'quatre quatrieme',
  '5': 'cinq cinquieme',
  '6': 'six',
  '7': 'sept',
  '8': 'huit',
  '9': 'neuf',
  '10': 'dix',
  '11': 'onze',
  '12': 'douze',
  '14': 'quatorze',
}

const TITLES =
  'abbe adjudant amiral capitaine colonel commandant docteur general ingenieur lieutenant madame marechal monseigneur pere president professeur saint sainte sergent'

/** Each way to write a street type, and the type. */
export const STREET_TYPES: ReadonlyMap<string, string> = expand(TYPES)
/** Titles that people leave out of a street name. */
export const TITLE_WORDS: ReadonlySet<string> = new Set(TITLES.split(' '))
/** Adjectives that stand before their type: Grand'Rue, Petite Place, Vieux Chemin. */
export const TYPE_ADJECTIVES: ReadonlySet<string> = new Set(
  'grand grande petit petite vieux vieille ancien ancienne haute basse'.split(' '),
)
/** Linking words: they carry almost nothing, and people drop or swap them. */
export const LINKING_WORDS: ReadonlySet<string> = new Set(
  'a au aux d de des du e en es et l la le les lez ls s sous sur un une'.split(' '),
)

const CANONICAL: ReadonlyMap<string, string> = expand(NAME_WORDS)

/** The one spelling under which a word of a street name is indexed and searched. */
export function canonicalWord(word: string): string {
  return CANONICAL.get(word) ?? word
}

function expand(table: Record<string, string>): Map<string, string> {
  const pairs = Object.entries(table).flatMap(([word, short]) =>
    [word, ...short.split(' ').filter(Boolean)].map((form) => [form, word] as const),
  )
  return new Map(pairs)
}

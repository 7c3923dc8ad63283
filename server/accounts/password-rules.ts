/** Long enough to need no composition rule (ANSSI, CNIL: length first, and a list of common ones refused). */
const SHORTEST = 12
export const LONGEST_PASSWORD = 200

/** Why this password is refused, with how to mend it, or null when it will do. */
export function passwordProblem(password: string, email: string): string | null {
  const length = [...password].length
  if (length < SHORTEST)
    return `Choisissez au moins ${SHORTEST} caractères. Quatre mots au hasard font très bien l’affaire.`
  if (length > LONGEST_PASSWORD) return `Choisissez ${LONGEST_PASSWORD} caractères au plus.`
  const plain = plainOf(password)
  if (plain === plainOf(email) || plain === plainOf(email.split('@')[0] ?? ''))
    return 'Choisissez un mot de passe différent de votre adresse mail.'
  if (COMMON.has(plain) || REPEATED.test(plain))
    return 'Ce mot de passe est trop connu. Choisissez quatre mots au hasard, par exemple.'
  return null
}

/** Lower case, without accents nor anything else than letters and figures. */
function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}

/** A few characters, again and again. */
const REPEATED = /^(.{1,4})\1{2,}$/

/** Long ones that everybody tries first, in `plainOf` writing. */
const COMMON = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '1234567890azerty',
  '123456789azerty',
  'abcdefghijkl',
  'abcdefghijklm',
  'abcdefghijklmnopqrstuvwxyz',
  'administrateur',
  'administrator',
  'administration',
  'azertyuiop12',
  'azertyuiop123',
  'azertyuiopqs',
  'azertyuiopqsdfghjklm',
  'bonjourbonjour',
  'bonjour12345',
  'changezmoi123',
  'coordination',
  'coordinatrice',
  'coordinateur',
  'jetaime12345',
  'liverpool123',
  'loulou123456',
  'medecintraitant',
  'monmotdepasse',
  'motdepasse12',
  'motdepasse123',
  'motdepasse1234',
  'motdepasse2026',
  'passwordpassword',
  'password1234',
  'password12345',
  'password123456',
  'princesse123',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'qwertyuiopasdfghjkl',
  'soleil123456',
  'traitdunion12',
  'traitdunion123',
  'traitdunion2026',
])

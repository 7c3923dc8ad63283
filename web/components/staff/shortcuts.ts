import { type Html, html } from '../../html.ts'

const shortcuts: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/'], 'Chercher'],
  [['j'], 'Ligne suivante'],
  [['k'], 'Ligne précédente'],
  [['Entrée'], 'Ouvrir la ligne'],
  [['x'], 'Cocher le médecin'],
  [['e'], 'Préparer l’envoi, sans rien envoyer'],
  [['n'], 'Noter un appel'],
  [['g', 'd'], 'Aller aux demandes'],
  [['g', 'f'], 'Aller à ce qui est à faire'],
  [['g', 'm'], 'Aller aux médecins'],
  [['g', 'a'], 'Aller aux adresseurs'],
  [['g', 'p'], 'Aller à la carte'],
  [['g', 'e'], 'Aller aux envois'],
  [['g', 'i'], 'Aller aux indicateurs'],
  [['g', 'r'], 'Aller aux réglages'],
  [['flèches', '+', '−'], 'Sur la carte : se déplacer, agrandir, réduire'],
  [['0'], 'Sur la carte : revenir au départ'],
  [['?'], 'Montrer cette liste'],
]

/** The list of shortcuts, opened by `?` or by its button. Without the island neither shows. */
export function shortcutsDialog(): Html {
  return html`<div class="shortcuts no-print" data-island="shortcuts"><button class="button button-quiet" type="button" data-shortcuts-open hidden>Raccourcis clavier</button>
<dialog class="dialog stack" aria-labelledby="raccourcis" data-shortcuts-dialog>
<h2 id="raccourcis">Raccourcis clavier</h2>
<p class="soft small">Jamais pendant que vous écrivez dans un champ.</p>
<div class="choice"><input class="choice-input" type="checkbox" id="raccourcis-actifs" checked data-shortcuts-enabled><label class="choice-label" for="raccourcis-actifs">Utiliser les raccourcis sur cet appareil</label></div>
<dl class="shortcuts-list">${shortcuts.map(
    ([keys, does]) =>
      html`<div><dt>${keys.map((key, i) => html`${i > 0 && ' '}<kbd>${key}</kbd>`)}</dt><dd>${does}</dd></div>`,
  )}</dl>
<div class="actions"><button class="button" type="button" data-shortcuts-close>Fermer</button></div>
</dialog></div>`
}

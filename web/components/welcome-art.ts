import { type Html, raw } from '../html.ts'

/** A house, a dash, a practice. Decorative. */
export const houseAndPractice: Html =
  raw(`<svg viewBox="0 0 640 220" aria-hidden="true" focusable="false">
<circle class="art-light" cx="320" cy="70" r="30"/><path class="art-ground" d="M28 196h584"/>
<path class="art-wall" d="M84 108v88h112v-88"/><path class="art-roof" d="M66 116 140 52l74 64Z"/><path class="art-roof" d="M174 62h12v26h-12z"/>
<path class="art-wall" d="M126 196v-44h30v44"/><path class="art-light" d="M96 130h20v24H96zM166 130h20v24h-20z"/>
<path class="art-line-2" d="M44 196v-34M600 196v-22"/><circle class="art-leaf" cx="44" cy="148" r="18"/><circle class="art-leaf" cx="600" cy="166" r="14"/>
<path class="art-dash" d="M238 160h38M301 160h38M364 160h38"/>
<path class="art-wall-2" d="M440 80h128v116H440z"/><path class="art-roof-2" d="M428 64h152v18H428z"/><path class="art-wall-2" d="M488 196v-46h32v46"/>
<path class="art-line-2" d="M486 98v10a12 12 0 0 0 24 0V98M498 120v4a14 14 0 0 0 28 0v-6M456 150h16v18h-16zM536 150h16v18h-16z"/><circle class="art-wall-2" cx="526" cy="112" r="6"/>
</svg>`)

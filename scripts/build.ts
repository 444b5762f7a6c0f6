import { build as buildElectron } from 'electron-vite'
import { join } from 'node:path'
import { build as buildVite } from 'vite'
import { copyH5pPlayer } from './h5p-player.ts'

/** Builds the learner's player into out/player; packages take it from there. */
export async function buildPlayer(): Promise<void> {
  await buildVite({ configFile: join(import.meta.dirname, '../src-player/vite.config.ts') })
}

const at = (path: string): string => join(import.meta.dirname, '..', path)

/** Builds the page with which a phone sends clips: one classic script for any browser of the last years, and one style sheet. */
async function buildPhonePage(): Promise<void> {
  await buildVite({
    configFile: false,
    root: at('src-renderer/phone-page'),
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: [{ find: /^#shared\//, replacement: `${at('src-shared')}/` }] },
    build: {
      outDir: at('out/app/phone-page'),
      emptyOutDir: true,
      target: ['es2020', 'chrome87', 'safari14', 'firefox78'],
      cssTarget: ['chrome88', 'safari14.1', 'firefox78'],
      reportCompressedSize: false,
      lib: { entry: 'page.ts', formats: ['iife'], name: 'tidbitPhone', fileName: () => 'page.js', cssFileName: 'page' },
    },
  })
}

/** Builds the learning platform in which packages are tried: classic scripts, beside packages of others in a frame. */
async function buildPlatformPage(): Promise<void> {
  await buildPlatformScript('platform', true)
  await buildPlatformScript('h5p-page', false)
  await copyH5pPlayer(at('out/app/h5p-player'))
}

async function buildPlatformScript(name: string, isFirst: boolean): Promise<void> {
  await buildVite({
    configFile: false,
    root: at('src-renderer/platform-page'),
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: [{ find: /^#shared\//, replacement: `${at('src-shared')}/` }] },
    build: {
      outDir: at('out/app/platform-page'),
      emptyOutDir: isFirst,
      target: 'chrome130',
      reportCompressedSize: false,
      lib: { entry: `${name}.ts`, formats: ['iife'], name: 'tidbitPlatform', fileName: () => `${name}.js` },
    },
  })
}

/** Builds the desktop application into out/app. */
export async function buildApp(): Promise<void> {
  await buildPhonePage()
  await buildPlatformPage()
  await buildElectron({ logLevel: 'warn' })
}

/** `npm run build`. */
if (import.meta.main) {
  await buildPlayer()
  await buildApp()
}

import { build as buildElectron } from 'electron-vite'
import { join } from 'node:path'
import { build as buildVite } from 'vite'

/** Builds the learner's player into out/player; packages take it from there. */
export async function buildPlayer(): Promise<void> {
  await buildVite({ configFile: join(import.meta.dirname, '../src-player/vite.config.ts') })
}

/** Builds the desktop application into out/app. */
export async function buildApp(): Promise<void> {
  await buildElectron({ logLevel: 'warn' })
}

/** `npm run build`. */
if (import.meta.main) {
  await buildPlayer()
  await buildApp()
}

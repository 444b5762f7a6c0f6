import { build } from 'electron-vite'

/** Builds the desktop application into out/app. */
export async function buildApp(): Promise<void> {
  await build({ logLevel: 'warn' })
}

if (import.meta.main) await buildApp()

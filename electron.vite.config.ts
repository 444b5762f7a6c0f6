import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { join } from 'node:path'

const at = (path: string) => join(import.meta.dirname, path)

/**
 * Code for Node 20 and Chrome 130, so that the closed-network runtime (Electron 33) runs what Electron 45 runs.
 * Most packages stay in node_modules; the preload alone is bundled whole, because a sandboxed one can require nothing.
 */
export default defineConfig({
  main: {
    build: {
      outDir: at('out/app/main'),
      target: 'node20',
      // These come into every start: a file of our own is read faster than their hundred, of which most is not used.
      externalizeDeps: { exclude: ['birpc', 'chardet', 'yauzl', 'zod'] },
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: at('src-main/desktop/main.ts'),
          'media-process': at('src-main/media-process/main.ts'),
          'library-process': at('src-main/library-process/main.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/app/preload'),
      target: 'node20',
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          preload: at('src-main/desktop/preload/preload.ts'),
          'portable-preload': at('src-main/desktop/preload/portable-preload.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/app/renderer'),
      target: 'chrome130',
      // Less to read before the library shows.
      minify: true,
      // Small files as data: URLs would need an exception in the content security policy.
      assetsInlineLimit: 0,
      sourcemap: true,
      rolldownOptions: { input: { index: at('src-renderer/index.html'), portable: at('src-renderer/wasm-media/index.html') } },
    },
    worker: { format: 'es' },
  },
})

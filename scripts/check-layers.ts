import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

// `npm run check:layers`: dependency-cruiser under the TypeScript that still has a compiler API (docs/adr/0003).
const fromCompilerApi = createRequire(new URL('compiler-api/package.json', import.meta.url))
registerHooks({
  resolve(specifier, context, next) {
    const isCompiler = /^typescript(\/|$)/.test(specifier) && !context.parentURL?.includes('/compiler-api/')
    return isCompiler
      ? { url: pathToFileURL(fromCompilerApi.resolve(specifier)).href, shortCircuit: true }
      : next(specifier, context)
  },
})

await import(new URL('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs', import.meta.url).href)

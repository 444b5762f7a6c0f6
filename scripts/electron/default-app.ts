/**
 * The stand-in for Electron's own default app, which this runtime lacks: loads `electron [-r module] path args`.
 * It awaits the application, so that code before `app.whenReady` still runs before the event.
 */
export const defaultAppManifest = '{"name":"default_app","version":"1.0.0","type":"module","main":"main.js"}\n'

export const defaultAppSource = `import { app } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const args = process.argv.slice(1)
const required = []
let target = null
for (let index = 0; index < args.length; index++) {
  if (args[index] === '-r' || args[index] === '--require') required.push(args[++index])
  else if (!args[index].startsWith('-')) {
    target = path.resolve(args[index])
    process.argv.splice(1, index + 1, args[index])
    break
  }
}
if (required.length > 0) Module._preloadModules(required)
if (target === null) {
  console.log('electron v' + process.versions.electron)
  app.exit(0)
} else {
  process.defaultApp = true
  let entry = target
  if (statSync(target).isDirectory()) {
    const manifest = JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8'))
    app.name = manifest.productName ?? manifest.name
    if (manifest.version) app.setVersion(manifest.version)
    app.setAppPath(target)
    entry = path.join(target, manifest.main)
  } else app.setAppPath(path.dirname(target))
  await import(pathToFileURL(entry).href)
}
`

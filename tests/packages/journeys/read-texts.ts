import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { PackageTexts } from '#main/core/headless-learner/lesson-page.ts'
import type { ScormScripts } from '#main/core/headless-learner/run-journey.ts'
import { readCmi5Structure, readImsManifest } from '#main/core/try-platform/read-manifest.ts'
import type { PackageFormat } from '#shared/package/package-plan.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { PackageStart } from '#shared/trial/package-kind.ts'
import { planOf, playerFolder } from '../build-package.ts'

const playerTexts = new Map<string, Promise<string>>()

/** What a headless learner reads of a package: all but films, pictures and fonts. */
export async function readTexts(document: LessonDocument, format: PackageFormat): Promise<PackageTexts> {
  const texts = new Map<string, string>()
  for (const file of planOf(document, format).files) {
    if (file.kind === 'text') texts.set(file.path, file.text)
    if (file.kind !== 'player' || !file.path.endsWith('.js')) continue
    const read = playerTexts.get(file.name) ?? readFile(join(playerFolder, file.name), 'utf8')
    playerTexts.set(file.name, read)
    texts.set(file.path, await read)
  }
  return texts
}

/** What the control document of a package says of its only lesson. */
export function readStart(texts: PackageTexts): Pick<PackageStart, 'passMark' | 'moveOn'> {
  const cmi5 = texts.get('cmi5.xml')
  const manifest = cmi5 === undefined ? readImsManifest(texts.get('imsmanifest.xml') ?? '') : readCmi5Structure(cmi5)
  return manifest?.starts[0] ?? { passMark: null, moveOn: null }
}

export async function readScormScripts(): Promise<ScormScripts> {
  const { resolve } = createRequire(import.meta.url)
  const read = (name: string): Promise<string> => readFile(resolve(name), 'utf8')
  return { scorm12: await read('scorm-again/scorm12/min'), scorm2004: await read('scorm-again/scorm2004/min') }
}

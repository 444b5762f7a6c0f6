import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SpeechEngine } from '#shared/speech/engines.ts'
import { modelCatalogue, type CatalogueModel } from '#shared/speech/model-catalogue.ts'
import { speechModelIdSchema } from '#shared/speech/models.ts'
import { whisperLanguages } from '#shared/speech/whisper-languages.ts'
import { hashFile } from '../files/content-hash.ts'
import { findModel, isZip } from './find-model.ts'
import type { ModelNote } from './model-folder.ts'
import { isMultilingual } from './whisper-file.ts'

/** How the makers of Vosk write languages in the names of their models, where it is not BCP 47. */
const voskTags: Readonly<Record<string, string>> = { cn: 'zh', vn: 'vi', kz: 'kk', ua: 'uk' }

/** What a file of the user is before it is placed; one of the catalogue is known by its sum. Throws `file.*`, `cancelled`. */
export async function identifySource(
  source: string,
  { signal, catalogue = modelCatalogue }: { readonly signal: AbortSignal; readonly catalogue?: readonly CatalogueModel[] },
): Promise<{ readonly known: CatalogueModel | null; readonly key: string; readonly engine: SpeechEngine }> {
  if ((await stat(source).catch(() => null))?.isDirectory())
    return { known: null, key: await folderKey(source, signal), engine: 'vosk' }
  // Before anything is read whole: an archive, or a file that begins as models do.
  const engine = (await isZip(source)) ? 'vosk' : (await findModel(source)).engine
  const { sha256 } = await hashFile(source, { signal })
  return { known: catalogue.find((model) => model.sha256 === sha256) ?? null, key: sha256, engine }
}

/** The files and what the acoustic model holds: enough to tell two models apart. */
async function folderKey(folder: string, signal: AbortSignal): Promise<string> {
  const { modelPath } = await findModel(folder).catch(() => ({ modelPath: folder }))
  const hash = createHash('sha256')
  for (const name of ['am/final.mdl', 'final.mdl']) {
    const found = await hashFile(path.join(modelPath, name), { signal }).catch(() => null)
    if (found) hash.update(found.sha256)
  }
  hash.update((await readdir(modelPath).catch(() => [])).toSorted().join('\n'))
  return hash.digest('hex')
}

/** The note of a model of the user that was placed. */
export async function describeOwn(
  source: string,
  key: string,
  placed: { readonly engine: ModelNote['engine']; readonly modelPath: string; readonly byteLength: number },
): Promise<ModelNote> {
  const name = path.basename(source).replace(/\.(?:bin|zip)$/iu, '') || 'model'
  return {
    modelId: speechModelIdSchema.parse(`own-${key.slice(0, 16)}`),
    name,
    engine: placed.engine,
    languages:
      placed.engine === 'vosk' ? voskLanguages(name) : (await isMultilingual(placed.modelPath)) ? whisperLanguages : ['en'],
    byteLength: placed.byteLength,
    origin: 'own',
    licence: null,
  }
}

/** "vosk-model-small-de-0.15" says German; other names say nothing. */
function voskLanguages(name: string): readonly string[] {
  const [, language, region] = /^vosk-model-(?:small-)?([a-z]{2,3})(?:-([a-z]{2}))?-/u.exec(name) ?? []
  if (language === undefined) return []
  const tag = voskTags[language] ?? language
  return [region === undefined ? tag : `${tag}-${region.toUpperCase()}`]
}

import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
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
      placed.engine === 'vosk'
        ? await voskLanguages(name, placed.modelPath)
        : (await isMultilingual(placed.modelPath))
          ? whisperLanguages
          : ['en'],
    byteLength: placed.byteLength,
    origin: 'own',
    licence: null,
  }
}

/** The first words of a README may be longer than these, but not what they say of the language. */
const readmeCharacters = 2000

/**
 * The language of a Vosk model: by its name, as "vosk-model-small-de-0.15" or "es-0.42" say it, else by what its README calls it, as
 * "German model for Vosk". Empty where neither says.
 */
export async function voskLanguages(name: string, modelPath: string): Promise<readonly string[]> {
  const [, language, region] = /^(?:vosk-model-)?(?:small-)?([a-z]{2,3})(?:-([a-z]{2}))?-v?\d/u.exec(name.toLowerCase()) ?? []
  if (language !== undefined) {
    const tag = voskTags[language] ?? language
    if (nameOf(tag) !== null) return [region === undefined ? tag : `${tag}-${region.toUpperCase()}`]
  }
  const readme = await readFile(path.join(modelPath, 'README'), 'utf8')
    .catch(() => readFile(path.join(modelPath, 'README.md'), 'utf8'))
    .catch(() => '')
  const found = languageIn(readme.slice(0, readmeCharacters))
  return found === null ? [] : [found]
}

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/** The English name of a language; null where a tag is none. */
function nameOf(tag: string): string | null {
  return names.of(tag) ?? null
}

/** The language that a text names before any other, among those that models are made for. */
function languageIn(text: string): string | null {
  const [, region, english] = /\b(?:(US|Indian|British) )?(English)\b/u.exec(text) ?? []
  const regions: Readonly<Record<string, string>> = { US: 'en-US', Indian: 'en-IN', British: 'en-GB' }
  const known = new Set([...whisperLanguages, ...modelCatalogue.flatMap(({ languages }) => languages.map(baseOf))])
  const places = [...known].flatMap((tag) => {
    const at = nameOf(tag) === null ? -1 : text.search(new RegExp(`\\b${nameOf(tag)}\\b`, 'u'))
    return at < 0 ? [] : [{ tag, at }]
  })
  const first = places.toSorted((a, b) => a.at - b.at)[0]?.tag ?? null
  return first === 'en' && english !== undefined ? (regions[region ?? ''] ?? 'en') : first
}

const baseOf = (tag: string): string => tag.split('-')[0] ?? tag

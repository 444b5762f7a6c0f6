import { compareText } from '../base/compare-text.ts'
import { matchEmoji } from '../overlay/emoji.ts'
import { readStickerArt } from '../overlay/stickers.ts'
import { assetReferences } from '../project/asset-references.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { shippedLicence, shippedSoundOf } from '../sound/sounds.ts'
import { creativeCommonsUrl } from './licence-url.ts'

/** One thing of a lesson that somebody made, and under which terms it is used. */
export type Credit = {
  readonly title: string
  readonly kind: 'video' | 'sound' | 'picture' | 'stickers' | 'emoji'
  readonly author: string
  /** An SPDX id, such as "CC-BY-4.0"; empty where only the author is known. */
  readonly licence: string
  readonly licenceUrl: string
  readonly sourceUrl: string
  /** The licence asks for the name. */
  readonly required: boolean
}

/** Licences that ask for nothing. */
const freeLicences: ReadonlySet<string> = new Set(['CC0-1.0', 'PDDL-1.0', 'Unlicense', '0BSD', 'WTFPL'])

function licenceUrl(spdx: string): string {
  return creativeCommonsUrl(spdx) ?? (spdx === '' ? '' : `https://spdx.org/licenses/${spdx}.html`)
}

const kinds = { video: 'video', audio: 'sound', image: 'picture' } as const

/** What a lesson uses whose author or licence is known: its media, our stickers, emoji. Sorted, each once. */
export function listCredits(document: LessonDocument): readonly Credit[] {
  const used = new Set(assetReferences(document).map(({ assetId }) => assetId))
  const credits = Object.values(document.assets).flatMap((asset): Credit[] => {
    const ours = shippedSoundOf(asset)
    // A lesson that came as lesson.json knows no licences, but our own music is known by its content.
    const { spdx, attribution, sourceUrl } = ours ? shippedLicence : asset.licence
    if (!used.has(asset.id) || asset.kind === 'lut' || (spdx === null && attribution === '')) return []
    const title = ours?.title ?? asset.fileName
    const licence = spdx ?? ''
    const required = attribution !== '' && !freeLicences.has(licence)
    return [
      { title, kind: kinds[asset.kind], author: attribution, licence, licenceUrl: licenceUrl(licence), sourceUrl, required },
    ]
  })
  const each = new Map([...credits, ...drawnCredits(document)].map((credit) => [JSON.stringify(credit), credit]))
  return [...each.values()].toSorted((a, b) => compareText(a.title, b.title) || compareText(a.author, b.author))
}

function drawnCredits(document: LessonDocument): readonly Credit[] {
  const contents = Object.values(document.overlays).map(({ content }) => content)
  const arts = contents.map((content) => (content.kind === 'sticker' ? readStickerArt(content.name)?.kind : undefined))
  const texts = [
    ...contents.map((content) => (content.kind === 'text' ? content.text : '')),
    ...Object.values(document.captions).map(({ text }) => text),
  ]
  const credits: Credit[] = []
  if (arts.includes('drawing'))
    credits.push({
      title: 'Tidbit Studio stickers',
      kind: 'stickers',
      author: 'Tidbit Studio',
      licence: 'CC0-1.0',
      licenceUrl: licenceUrl('CC0-1.0'),
      sourceUrl: '',
      required: false,
    })
  if (arts.includes('emoji') || texts.some(hasEmoji))
    credits.push({
      title: 'Twemoji',
      kind: 'emoji',
      author: 'Twitter, Inc. and other contributors',
      licence: 'CC-BY-4.0',
      licenceUrl: licenceUrl('CC-BY-4.0'),
      sourceUrl: 'https://github.com/jdecked/twemoji',
      required: true,
    })
  return credits
}

function hasEmoji(text: string): boolean {
  const codePoints = [...text].map((character) => character.codePointAt(0) ?? 0)
  return codePoints.some((_, index) => matchEmoji(codePoints, index) !== null)
}

/** Whether a licence of what the lesson uses asks for its author's name. */
export const needsCredits = (credits: readonly Credit[]): boolean => credits.some(({ required }) => required)

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** The credits as plain text, as learners read them. */
export function formatCredits(title: string, credits: readonly Credit[]): string {
  const entries = credits.map(({ title: name, kind, author, licence, licenceUrl: url, sourceUrl }) =>
    [
      `${oneLine(name)} (${kind})`,
      ...(author === '' ? [] : [`  by ${oneLine(author)}`]),
      ...(licence === '' ? [] : [`  licence: ${oneLine(licence)}${url === '' ? '' : ` (${url})`}`]),
      ...(sourceUrl === '' ? [] : [`  from ${oneLine(sourceUrl)}`]),
    ].join('\n'),
  )
  return `Credits for "${oneLine(title)}"\n\n${entries.join('\n\n')}\n`
}

import path from 'node:path'
import {
  captionFormatOf,
  captionFormats,
  findCaptionLosses,
  type CaptionFormatName,
} from '#shared/caption/formats/caption-formats.ts'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import { trackCues } from '#shared/caption/track-cues.ts'
import { appError } from '#shared/messages/app-error.ts'
import { describeCaptionNote } from '#shared/messages/caption-notes.ts'
import { captionExport } from '#shared/messages/ui/caption-export.ts'
import { describeCaptionLosses } from '#shared/messages/ui/describe-caption-losses.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { captionTracksInOrder, mainCaptionTrack } from '#shared/project/selectors.ts'
import { captionLimitMb, parseCaptions } from '../../core/captions-import/parse-captions.ts'
import { writeFileAtomically } from '../../core/files/atomic-file.ts'
import { readSmallFile } from '../../core/files/read-small-file.ts'
import type { Session } from '../session.ts'
import type { CaptionsInvocation } from '../arguments/captions.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<CaptionsInvocation>

type Source = { readonly cues: readonly ImportedCue[]; readonly language: string }

/** Writes the captions of a file or of a lesson's track in another format. Throws `captions.*`, `file.*`, `lesson.*`, `usage`. */
export async function convertCaptions(order: Order, session: Pick<Session, 'load' | 'progress' | 'signal'>): Promise<string> {
  const format = captionFormatOf(path.extname(order.out))
  if (format === null) throw appError('usage', { detail: `--out “${order.out}” must end in ${knownEndings()}.` })
  const file = path.resolve(order.file)
  const out = path.resolve(order.out)
  if (file === out) throw appError('usage', { detail: '--out names the file that is read; give the new one another name.' })
  const source = /\.json$/i.test(file) ? await readLesson(order, session) : await readFile(order, file, session)
  const title = path.basename(file, path.extname(file))
  await writeFileAtomically(out, captionFormats[format].write(source.cues, { language: source.language, title }))
  session.progress.end()
  return describe(source.cues, format, path.basename(out))
}

function knownEndings(): string {
  const endings = Object.values(captionFormats).map(({ extensions }) => `.${extensions[0]}`)
  return `${endings.slice(0, -1).join(', ')} or ${endings.at(-1) ?? ''}`
}

async function readFile(
  { track }: Order,
  file: string,
  { progress, signal }: Pick<Session, 'progress' | 'signal'>,
): Promise<Source> {
  const { cues, report } = parseCaptions(await readSmallFile(file, captionLimitMb, signal), path.basename(file))
  for (const note of report) progress.warn(describeCaptionNote(note))
  return { cues, language: track ?? 'und' }
}

async function readLesson({ file, track: wanted }: Order, { load }: Pick<Session, 'load'>): Promise<Source> {
  const { document } = await load(file)
  const tracks = captionTracksInOrder(document)
  const track = wanted === null ? mainCaptionTrack(document) : (tracks.find((each) => isIn(each, wanted)) ?? null)
  const cues = track ? trackCues(document, track.id) : []
  if (track === null || cues.length === 0)
    throw appError('captions.no-track', {
      file,
      language: wanted ?? '',
      languages: tracks.map(({ language }) => language).join(', '),
    })
  return { cues, language: track.language }
}

/** `pt` is in `pt-BR`, too. */
function isIn({ language }: CaptionTrack, wanted: string): boolean {
  const [one, other] = [language.toLowerCase(), wanted.toLowerCase()]
  return one === other || one.startsWith(`${other}-`)
}

function describe(cues: readonly ImportedCue[], format: CaptionFormatName, fileName: string): string {
  const lost = describeCaptionLosses(findCaptionLosses(cues, format))
  return `${captionExport.written(cues.length, fileName)}${lost === null ? '' : ` ${lost}`}\n`
}

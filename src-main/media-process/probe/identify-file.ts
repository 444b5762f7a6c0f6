import { appError } from '#shared/messages/app-error.ts'
import type { MediaKind } from '#main/core/media/identify-messages.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import { closeInput, isImageFormat, openInput } from '../ffmpeg/open-input.ts'
import { chooseStreams } from './choose-streams.ts'

/** What a file holds by its first bytes and its streams, whatever it is called. Throws `file.not-found`, `media.*`. */
export function identifyFile(file: string): MediaKind {
  const context = openInput(file, maxPicturePixels)
  try {
    const { video, audio } = chooseStreams(context)
    if (video && isImageFormat(context.iformat?.name ?? '')) return 'image'
    if (video) return 'video'
    if (audio) return 'audio'
    throw appError('media.not-media', { file })
  } finally {
    closeInput(context)
  }
}

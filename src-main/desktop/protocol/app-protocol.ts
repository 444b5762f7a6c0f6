import { normalize } from 'node:path'
import { emojiPath, stickerPath } from '#main/core/overlay-raster/bundled-files.ts'
import { shippedSoundPath } from '#main/core/sounds/shipped-sounds.ts'
import { portableOrigin } from '#shared/ipc/channel-names.ts'
import { learnerOrigin } from '#shared/ipc/learner-frame.ts'
import type { PortableFiles } from '../portable/portable-files.ts'
import { isStudioUrl } from '../window/studio-url.ts'
import { createLearnerPage } from './learner-page.ts'
import { answerFileOf, fileOf, refused } from './own-files.ts'
import type { AnswerRequest } from './schemes.ts'

const originOf = (url: URL): string => `${url.protocol}//${url.host}`

const emojiUrl = /^\/emoji\/([0-9a-f-]+)\.svg$/
const stickerUrl = /^\/stickers\/([a-z0-9-]+)\.svg$/
const soundUrl = /^\/sounds\/([a-z0-9-]+)\.ogg$/

/** Emoji come from their package, stickers, music and sounds from the resources: files that the build need not copy. */
function bundledFile(url: URL): string | null {
  const emoji = emojiUrl.exec(url.pathname)?.[1]
  const sticker = stickerUrl.exec(url.pathname)?.[1]
  const sound = soundUrl.exec(url.pathname)?.[1]
  try {
    if (emoji !== undefined) return emojiPath(emoji)
    if (sound !== undefined) return shippedSoundPath(sound)
    return sticker === undefined ? null : stickerPath(sticker)
  } catch {
    return null
  }
}

/**
 * Answers with the built renderer, and the pictures of emoji and stickers, as `app://studio`; for the portable engine also as `app://portable`;
 * and the learner's player as `app://learner`.
 */
export function createAppAnswers(rendererFolder: string, playerFolder: string, portableFiles: PortableFiles): AnswerRequest {
  const answerLearner = createLearnerPage(playerFolder)
  const folder = normalize(rendererFolder)
  return async (request) => {
    const url = new URL(request.url)
    if (originOf(url) === learnerOrigin && request.method === 'GET') return answerLearner(url)
    const portable = originOf(url) === portableOrigin
    const answer = portable ? portableFiles.answer(request) : null
    if (answer) return answer
    if (!(portable || isStudioUrl(request.url)) || request.method !== 'GET') return refused(403)
    const file = bundledFile(url) ?? fileOf(url, folder)
    if (file === null) return refused(404)
    return answerFileOf(file, portable ? 'portable' : 'studio')
  }
}

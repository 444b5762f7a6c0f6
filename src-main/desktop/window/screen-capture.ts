import { desktopCapturer, webContents, type Session, type WebContents } from 'electron'
import type { Screen, ScreenId } from '#shared/ipc/areas/recording.ts'
import type { DeviceAccess } from './device-access.ts'

/** Twice what the picker shows, for sharp screens. */
const thumbnailSize = { width: 400, height: 240 }
const jpegQuality = 80

/** The screens and windows that can be recorded, with a picture of each. */
export async function listScreens(): Promise<readonly Screen[]> {
  const sources = await desktopCapturer.getSources({ types: ['screen', 'window'], thumbnailSize })
  return sources
    .filter(({ thumbnail }) => !thumbnail.isEmpty())
    .map(({ id, name, thumbnail }) => ({
      screenId: id as ScreenId,
      name,
      thumbnail: new Uint8Array(thumbnail.toJPEG(jpegQuality)),
    }))
}

export type ScreenChoices = {
  /** What the window's next request for a screen gets. */
  choose(contents: WebContents, screenId: ScreenId): void
}

/** Answers requests for a screen with what the user chose in the window; each choice counts once. */
export function serveScreens(session: Session, deviceAccess: Pick<DeviceAccess, 'isOpen'>): ScreenChoices {
  const chosen = new WeakMap<WebContents, ScreenId>()
  session.setDisplayMediaRequestHandler((request, answer) => {
    const contents = request.frame ? webContents.fromFrame(request.frame) : undefined
    const screenId = contents && chosen.get(contents)
    if (!contents || screenId === undefined || !request.videoRequested || !deviceAccess.isOpen(contents)) return answer(null)
    chosen.delete(contents)
    desktopCapturer.getSources({ types: ['screen', 'window'], thumbnailSize: { width: 0, height: 0 } }).then(
      (sources) => {
        const video = sources.find(({ id }) => id === screenId)
        answer(video ? { video } : null)
      },
      () => answer(null),
    )
  })
  return { choose: (contents, screenId) => void chosen.set(contents, screenId) }
}

import { announce } from '#renderer/ui/announcer.tsx'
import { addOverlays, type NewOverlay } from '#shared/edit/commands/overlays.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { readStickerArt, stickerSides } from '#shared/overlay/stickers.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { visibleSpan } from '#shared/project/timeline.ts'
import { stagesOf } from '#shared/overlay/overlay-motion.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Puts things on the picture where the playhead stands, and selects them. */
export function addToPicture(editor: LessonEditor, name: string, items: readonly NewOverlay[]): boolean {
  editor.pause()
  if (!editor.run(addOverlays, { items, atTicks: editor.playheadTicks })) return false
  announce(text.overlays.added(name))
  showWhole(editor)
  if (items.some(({ content }) => content.kind === 'text')) editor.requestFocus('overlay-text')
  return true
}

/** What comes in with a motion is not there yet at its first instant: the playhead goes on to where it stands. */
function showWhole(editor: LessonEditor): void {
  const { document, session, playheadTicks } = editor
  const stands = session.getSnapshot().selection.flatMap((item) => {
    const overlay = item.kind === 'overlay' ? document.overlays[item.id] : undefined
    const span = overlay && visibleSpan(document, overlay.anchor, overlay.durationTicks)
    return overlay && span ? [{ from: stagesOf(overlay, span).enterEnd, span }] : []
  })
  const [first] = stands
  if (!first) return
  const whole = Math.min(Math.max(...stands.map(({ from }) => from)), first.span.endTicks - 1)
  if (playheadTicks < whole || playheadTicks >= first.span.endTicks) editor.seek(ticks(whole))
}

const popped: Overlay['enter'] = { kind: 'pop', durationTicks: secondsToTicks(0.35) }
const emojiUnits = 260

/** A sticker in the middle of the picture; null for a name that means none. */
export function stickerOverlay(name: string): NewOverlay | null {
  const art = readStickerArt(name)
  if (!art) return null
  const sides = art.kind === 'drawing' ? stickerSides(art.sticker) : { width: emojiUnits, height: emojiUnits }
  const isQuiet = art.kind === 'drawing' && art.sticker.id === 'spotlight'
  return {
    content: { kind: 'sticker', name },
    box: { anchorPoint: 'center', x: 0, y: 0, ...sides },
    ...(isQuiet ? { enter: { kind: 'fade', durationTicks: secondsToTicks(0.4) } } : { enter: popped }),
  }
}

/** The most of the picture that a picture takes when it is put there, in canvas units. */
const largest = { width: 620, height: 760 } as const

/** A picture of the lesson in its own proportions; null for what is none. */
export function pictureOverlay({ id, imageSize, altText }: Asset): NewOverlay | null {
  if (!imageSize) return null
  const factor = Math.min(largest.width / imageSize.width, largest.height / imageSize.height)
  const [width, height] = [imageSize.width * factor, imageSize.height * factor].map((side) => Math.max(1, Math.round(side)))
  return {
    content: { kind: 'image', assetId: id },
    box: { anchorPoint: 'center', x: 0, y: 0, width: width ?? 1, height: height ?? 1 },
    enter: { kind: 'fade', durationTicks: secondsToTicks(0.3) },
    altText,
  }
}

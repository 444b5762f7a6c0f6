import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { addMusic, addSound } from '#shared/edit/commands/music.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { loopTicksOf, shippedLicence, type ShippedSound } from '#shared/sound/sounds.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

const words = text.music

/** Puts an asset into the lesson as music from the playhead on, or as a sound where the playhead stood; false where that was refused. */
export function placeSound(editor: LessonEditor, asset: Asset, name: string, kind: 'music' | 'sound', atTicks: Ticks): boolean {
  if (kind === 'music') {
    // At the very end there is nothing to play under: then the whole lesson is meant.
    const from = atTicks >= deriveTimeline(editor.document).durationTicks ? zeroTicks : atTicks
    if (!editor.run(addMusic, { asset, atTicks: from, loopTicks: loopTicksOf(asset) })) return false
    announce(words.addedMusic(name))
    return true
  }
  if (!editor.run(addSound, { asset, kind: 'effects', atTicks })) return false
  announce(words.addedSound(name, formatLength(atTicks)))
  return true
}

/** Brings a sound of the product into the lesson, once, and puts it where the playhead stands. */
export async function addShipped(editor: LessonEditor, sound: ShippedSound): Promise<void> {
  const atTicks = editor.playheadTicks
  const known = Object.values(editor.document.assets).find(({ sha256 }) => sha256 === sound.sha256)
  if (known && !editor.missing.getState().has(known.id)) {
    placeSound(editor, known, sound.title, sound.kind, atTicks)
    return
  }
  try {
    announce(words.adding(sound.title))
    const { grant } = await call('sounds.open', { soundId: sound.id })
    await editor.imports.add([grant], (asset) =>
      placeSound(editor, { ...asset, licence: shippedLicence }, sound.title, sound.kind, atTicks),
    )
    tellFailure(editor, grant.fileName)
  } catch (thrown) {
    editor.tellError(toErrorData(thrown))
  }
}

/** The media panel, which lists what failed, may not be open. */
function tellFailure(editor: LessonEditor, fileName: string): void {
  for (const { id, error, fileName: name } of editor.imports.store.getState().imports) {
    if (error === null || name !== fileName) continue
    showToast(describeError(error))
    void editor.imports.dismiss(id)
  }
}

import { addAsset } from '#shared/edit/commands/assets.ts'
import { addVoice } from '#shared/edit/commands/music.ts'
import { addTrackClip } from '#shared/edit/commands/tracks.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { RecordingId, VoicePlace } from '#shared/ipc/areas/recording.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from './editor/lesson-editor.ts'
import type { Place } from './editor/media/imports.ts'
import { call } from './ipc/client.ts'

type Recorded = { readonly recordingId: RecordingId; readonly grant: Grant }

const lessonStart: VoicePlace = { atTicks: zeroTicks, sourceInTicks: zeroTicks }

/** Every recording has a name of its own. */
const assetOf = (editor: LessonEditor, { grant }: Recorded): Asset | undefined =>
  Object.values(editor.document.assets).find(({ fileName }) => fileName === grant.fileName)

/** Of what is recorded here, a voice-over alone has no picture. */
const isVoice = ({ grant }: Recorded): boolean => grant.fileName.endsWith('.wav')

/** Only what is stored in its lesson is not offered any more. */
async function settle(editor: LessonEditor, recorded: Recorded): Promise<void> {
  if (assetOf(editor, recorded) && (await editor.autosave.flush()))
    await call('recording.settle', { recordingId: recorded.recordingId })
}

/** Where the last clip of an asset begins. */
function startOf(editor: LessonEditor, asset: Asset): Ticks {
  const { mainClipIds, clipSpans } = deriveTimeline(editor.document)
  const clipId = mainClipIds.findLast((id) => editor.document.clips[id]?.assetId === asset.id)
  return (clipId && clipSpans.get(clipId)?.startTicks) ?? zeroTicks
}

/** Brings a recording into a lesson: to its end, or where `place` puts it; over its clip the camera that was recorded with it. */
export async function addRecording(
  editor: LessonEditor,
  main: Recorded,
  over: Recorded | null = null,
  place?: Place,
): Promise<void> {
  await editor.imports.add([main.grant], place)
  await settle(editor, main)
  if (!over) return
  const below = assetOf(editor, main)
  await editor.imports.add([over.grant], (asset) => {
    if (!editor.run(addAsset, { asset })) return false
    const atTicks = below ? startOf(editor, below) : zeroTicks
    return editor.run(addTrackClip, { assetId: asset.id, kind: 'picture-in-picture', atTicks })
  })
  await settle(editor, over)
}

/** Brings an interrupted recording into a lesson: a voice to where it was spoken, the rest to the end. */
export async function addInterrupted(editor: LessonEditor, recorded: Recorded, voicePlace: VoicePlace | null): Promise<void> {
  const asVoice: Place = (asset) => {
    const sourceOutTicks = asset.interpretation?.durationTicks ?? zeroTicks
    return editor.run(addVoice, { asset, parts: [{ ...(voicePlace ?? lessonStart), sourceOutTicks }] })
  }
  await addRecording(editor, recorded, null, isVoice(recorded) ? asVoice : undefined)
}

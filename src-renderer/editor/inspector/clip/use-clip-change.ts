import { setClipPicture, setClipSound } from '#shared/edit/commands/clip-look.ts'
import type { Clip, ClipPicture, ClipSound } from '#shared/project/schema/clip.ts'
import { useEditor } from '../../editor-context.tsx'

/** Changes picture settings of a clip at once; a drag of one control (`name`) is one step to undo. */
export function usePictureChange(clip: Clip): (changes: Partial<ClipPicture>, name: string) => void {
  const editor = useEditor()
  return (changes, name) => {
    editor.run(setClipPicture, { clipIds: [clip.id], changes }, { mergeKey: `picture:${clip.id}:${name}` })
  }
}

/** The same for its sound. */
export function useSoundChange(clip: Clip): (changes: Partial<ClipSound>, name: string) => void {
  const editor = useEditor()
  return (changes, name) => {
    editor.run(setClipSound, { clipIds: [clip.id], changes }, { mergeKey: `sound:${clip.id}:${name}` })
  }
}

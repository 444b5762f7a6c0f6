import { Layers, Mic, Music, PictureInPicture2, Plus, Sparkles } from 'lucide-react'
import { Menu } from '#renderer/ui/overlays.tsx'
import { addTrack } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor } from '../editor-context.tsx'

const words = text.timeline.track
const kinds = [
  { kind: 'overlays', icon: Layers },
  { kind: 'picture-in-picture', icon: PictureInPicture2 },
  { kind: 'voice-over', icon: Mic },
  { kind: 'music', icon: Music },
  { kind: 'effects', icon: Sparkles },
] as const

/** Adds an empty track; those that are needed come by themselves. */
export function AddTrack() {
  const editor = useEditor()
  const entries = kinds.map(({ kind, icon }) => ({
    id: kind,
    label: words.kinds[kind],
    icon,
    onAction: () => editor.run(addTrack, { kind }),
  }))
  return <Menu label={words.add} icon={Plus} entries={entries} />
}

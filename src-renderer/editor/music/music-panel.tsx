import { useEffect, useState } from 'react'
import { Mic } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor } from '../editor-context.tsx'
import panel from '../panel.module.css'
import { VoiceOverView } from '../voice-over/voice-over-view.tsx'
import { voiceOverOf } from '../voice-over/voice-over.ts'
import { FileList } from './file-list.tsx'
import { MusicList, ShortSoundList } from './shipped-list.tsx'
import { SoundPlayer } from './sound-player.ts'
import styles from './music.module.css'

const words = text.music
const kinds = ['music', 'sounds', 'files'] as const
type Kind = (typeof kinds)[number]

/** Music and sounds to add, and the voice-over. */
export function MusicPanel() {
  const editor = useEditor()
  const voiceOver = voiceOverOf(editor)
  const isOpen = useStore(voiceOver.store, (state) => state.isOpen)
  const [kind, setKind] = useState<Kind>('music')
  if (isOpen) return <VoiceOverView voiceOver={voiceOver} />
  return (
    <>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
        <Button icon={Mic} variant="quiet" onPress={() => void voiceOver.open()}>
          {words.voice.open}
        </Button>
      </header>
      <div className={styles['kinds']}>
        <Segmented
          label={words.kinds}
          labelHidden
          value={kind}
          options={kinds.map((value) => ({ value, label: words.kind[value] }))}
          onChange={setKind}
        />
      </div>
      <div className={panel['scroll']}>
        <Choice key={kind} kind={kind} />
      </div>
    </>
  )
}

/** What plays ends with the list that it stands in. */
function Choice({ kind }: { readonly kind: Kind }) {
  const editor = useEditor()
  const [player] = useState(() => new SoundPlayer())
  useEffect(() => {
    const stops = [
      editor.view.subscribe((view, before) => {
        if (view.playing && !before.playing) player.stop()
      }),
      player.store.subscribe(({ playingId }) => {
        if (playingId !== null) editor.pause()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      player.close()
    }
  }, [editor, player])
  if (kind === 'music') return <MusicList player={player} />
  return kind === 'sounds' ? <ShortSoundList player={player} /> : <FileList player={player} />
}

import { Plus, Trash2 } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { addCaptionTrack, deleteCaptionTrack, setCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { captionTracksInOrder, mainCaptionTrack } from '#shared/project/selectors.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useDocument, useEditor, useView } from '../editor-context.tsx'
import { shownCaptionTrack } from './open-track.ts'
import { tellWithUndo } from './tell-with-undo.ts'
import styles from './captions.module.css'

const words = text.captions.tracks
const noCaptions = 'none'
const kinds = ['captions', 'subtitles', 'descriptions'] as const
const languages = text.inspector.languages.map(([value, label]) => ({ value: value as string, label: label as string }))

/** The caption tracks of the lesson: which one is edited, which one the preview shows, what each is for, more of them, fewer of them. */
export function TrackBar({ track }: { readonly track: CaptionTrack }) {
  const editor = useEditor()
  const document = useDocument()
  const tracks = captionTracksInOrder(document)
  const chosen = useView((view) => view.shownCaptions)
  const shown = shownCaptionTrack(document, chosen)
  const open = (captionTrackId: CaptionTrack['id'] | null): void => {
    // A selected caption would open its own track again.
    editor.select([])
    editor.view.setState({ captionTrackId })
  }
  const add = (): void => {
    const used = new Set(tracks.map(({ language }) => language))
    const language = languages.find(({ value }) => !used.has(value))?.value ?? document.metadata.language
    if (!editor.run(addCaptionTrack, { language, kind: 'subtitles' })) return
    open(captionTracksInOrder(editor.document).at(-1)?.id ?? null)
  }
  const remove = (): void => {
    if (!editor.run(deleteCaptionTrack, { captionTrackId: track.id })) return
    open(null)
    tellWithUndo(editor, words.removed(trackName(track)))
  }
  const change = (changes: Partial<Pick<CaptionTrack, 'language' | 'kind'>>): void => {
    editor.run(setCaptionTrack, { captionTrackId: track.id, changes })
  }
  return (
    <section className={styles['tool']} aria-label={words.title}>
      <Select
        label={words.open}
        value={track.id as string}
        options={tracks.map((each) => ({ value: each.id as string, label: describeTrack(document, each) }))}
        onChange={(id) => open(tracks.find((each) => each.id === id)?.id ?? null)}
      />
      <Select
        label={words.preview}
        value={(shown?.id as string | undefined) ?? noCaptions}
        options={[
          ...tracks.map((each) => ({ value: each.id as string, label: describeTrack(document, each) })),
          { value: noCaptions, label: words.previewNone },
        ]}
        onChange={(id) =>
          editor.view.setState({
            shownCaptions: id === noCaptions ? 'none' : (tracks.find((each) => each.id === id)?.id ?? null),
          })
        }
      />
      <Select
        label={words.language}
        value={track.language as string}
        options={
          languages.some(({ value }) => value === track.language)
            ? languages
            : [{ value: track.language, label: track.language }, ...languages]
        }
        onChange={(language) => change({ language })}
      />
      <Select
        label={words.kind}
        value={track.kind}
        options={kinds.map((value) => ({ value, label: words.kinds[value], description: words.kindHints[value] }))}
        onChange={(kind) => change({ kind })}
      />
      <div className={styles['toolRow']}>
        <Button icon={Plus} onPress={add}>
          {words.add}
        </Button>
        <Button icon={Trash2} isDisabled={tracks.length < 2} onPress={remove}>
          {words.remove}
        </Button>
      </div>
    </section>
  )
}

function trackName({ label, language }: CaptionTrack): string {
  return label || (languages.find(({ value }) => value === language)?.label ?? language)
}

function describeTrack(document: LessonDocument, track: CaptionTrack): string {
  const name = `${trackName(track)}: ${words.kinds[track.kind].toLowerCase()}`
  return mainCaptionTrack(document)?.id === track.id ? words.shown(name) : name
}

import { useEffect, useState } from 'react'
import { Captions, Languages, X } from 'lucide-react'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { startTranslation } from '#shared/edit/commands/translations.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { captionTracksInOrder, mainCaptionTrack } from '#shared/project/selectors.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { showCaptionWork } from '../type-along/open.ts'
import { TranslationDesk } from './translation-desk.tsx'
import styles from './translation.module.css'
import panel from '../panel.module.css'

const words = text.translation
const languages = text.inspector.languages.map(([value, label]) => ({ value: value as string, label: label as string }))
const another = 'another'

/** Captions beside their translation, over the width of the window. */
export function TranslationPanel() {
  const editor = useEditor()
  const document = useDocument()
  const tracks = captionTracksInOrder(document)
  const [sourceId, setSourceId] = useState<CaptionTrack['id'] | null>(null)
  const [targetId, setTargetId] = useState<CaptionTrack['id'] | typeof another | null>(editor.view.getState().captionTrackId)
  const source = tracks.find(({ id }) => id === sourceId) ?? originalOf(document)
  const targets = tracks.filter(({ id }) => id !== source?.id)
  const target = targetId === another ? undefined : (targets.find(({ id }) => id === targetId) ?? targets[0])
  const targetTrackId = target?.id
  const hasCaptions =
    source !== null && Object.values(document.captions).some(({ captionTrackId }) => captionTrackId === source.id)
  useEffect(() => {
    const before = editor.view.getState().shownCaptions
    if (targetTrackId) editor.view.setState({ shownCaptions: targetTrackId })
    return () => editor.view.setState({ shownCaptions: before })
  }, [editor, targetTrackId])
  const start = (language: string): void => {
    if (!source || !editor.run(startTranslation, { sourceTrackId: source.id, language })) return
    setTargetId(captionTracksInOrder(editor.document).at(-1)?.id ?? null)
  }
  return (
    <div className={styles['panel']}>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
        <IconButton icon={X} label={words.close} onPress={() => showCaptionWork(editor, 'list')} />
      </header>
      {hasCaptions ? (
        <>
          <div className={styles['tracks']}>
            <Select
              label={words.from}
              value={source.id as string}
              options={tracks.filter(({ id }) => id !== target?.id).map(toOption)}
              onChange={(id) => setSourceId(tracks.find((track) => track.id === id)?.id ?? null)}
            />
            {targets.length > 0 && (
              <Select
                label={words.into}
                value={(target?.id as string | undefined) ?? another}
                options={[...targets.map(toOption), { value: another, label: words.newLanguage }]}
                onChange={(id) => setTargetId(targets.find((track) => track.id === id)?.id ?? another)}
              />
            )}
          </div>
          {target ? (
            <TranslationDesk key={`${source.id} ${target.id}`} source={source} target={target} />
          ) : (
            <LanguageForm tracks={tracks} onStart={start} />
          )}
        </>
      ) : (
        <EmptyState icon={Captions} title={words.noCaptions} body={words.noCaptionsBody} />
      )}
    </div>
  )
}

/** The captions that learners see first are the original, unless all there is are subtitles. */
function originalOf(document: LessonDocument): CaptionTrack | null {
  return captionTracksInOrder(document).find(({ kind }) => kind === 'captions') ?? mainCaptionTrack(document)
}

function toOption({ id, label, language, kind }: CaptionTrack): { readonly value: string; readonly label: string } {
  const name = label || (languages.find(({ value }) => value === language)?.label ?? language)
  return { value: id, label: `${name}: ${text.captions.tracks.kinds[kind].toLowerCase()}` }
}

type FormProps = { readonly tracks: readonly CaptionTrack[]; readonly onStart: (language: string) => void }

function LanguageForm({ tracks, onStart }: FormProps) {
  const used = new Set(tracks.map(({ language }) => language))
  const free = languages.filter(({ value }) => !used.has(value))
  const [language, setLanguage] = useState(free[0]?.value ?? 'en')
  return (
    <EmptyState icon={Languages} title={words.startTitle} body={words.startBody}>
      <div className={styles['start']}>
        <Select label={words.language} value={language} options={free.length > 0 ? free : languages} onChange={setLanguage} />
        <Button variant="primary" size="large" onPress={() => onStart(language)}>
          {words.start}
        </Button>
      </div>
    </EmptyState>
  )
}

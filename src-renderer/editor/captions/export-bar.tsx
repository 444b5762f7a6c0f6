import { useMemo, useState } from 'react'
import { Download } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import {
  captionFormatNames,
  captionFormats,
  findCaptionLosses,
  type CaptionFormatName,
} from '#shared/caption/formats/caption-formats.ts'
import { trackCues } from '#shared/caption/track-cues.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeCaptionLosses } from '#shared/messages/ui/describe-caption-losses.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import styles from './captions.module.css'

const words = text.captionExport

/** Saves the captions of a track as a file of a format that the user chooses, and says before what that format cannot hold. */
export function ExportBar({ track }: { readonly track: CaptionTrack }) {
  const editor = useEditor()
  const document = useDocument()
  const [format, setFormat] = useState<CaptionFormatName>('vtt')
  const cues = useMemo(() => trackCues(document, track.id), [document, track.id])
  const losses = describeCaptionLosses(findCaptionLosses(cues, format))
  const save = async (): Promise<void> => {
    const { title } = document.metadata
    const { language } = track
    const [extension] = captionFormats[format].extensions
    const content = captionFormats[format].write(cues, { language, title })
    try {
      const { fileName } = await call('textFiles.save', { suggestedName: `${title} ${language}`, extension, text: content })
      if (fileName !== null) showToast(words.saved(fileName))
    } catch (thrown) {
      editor.tellError(toErrorData(thrown))
    }
  }
  return (
    <section className={styles['tool']} aria-label={words.title}>
      <Select
        label={words.format}
        value={format}
        options={captionFormatNames.map((value) => ({
          value,
          label: words.formats[value].name,
          description: words.formats[value].hint,
        }))}
        onChange={setFormat}
      />
      <p className={styles['toolNote']}>{losses ?? words.keepsAll}</p>
      <div className={styles['toolRow']}>
        <Button icon={Download} onPress={() => void save()}>
          {words.save}
        </Button>
      </div>
    </section>
  )
}

import { useState } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { shiftCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { useDocument, useEditor, useSelection, useView } from '../editor-context.tsx'
import { captionItems } from '../timeline/timeline-items.ts'
import { tellWithUndo } from './tell-with-undo.ts'
import styles from './captions.module.css'

const words = text.captions.shift
const directions = ['earlier', 'later'] as const
const extents = ['all', 'here'] as const

/** Moves all captions of a track in time, or those from the selected one on (from the playhead on where none is). */
export function ShiftBar({ track }: { readonly track: CaptionTrack }) {
  const editor = useEditor()
  const document = useDocument()
  const selected = useSelection().find((item) => item.kind === 'caption')
  const playheadTicks = useView((view) => view.playheadTicks)
  const [direction, setDirection] = useState<(typeof directions)[number]>('later')
  const [extent, setExtent] = useState<(typeof extents)[number]>('all')
  const [seconds, setSeconds] = useState(0.5)
  const caption = selected && document.captions[selected.id]
  const fromTicks = caption ? captionStretch(document, caption).startTicks : playheadTicks
  const shift = (): void => {
    const deltaTicks = secondsToTicks(direction === 'later' ? seconds : -seconds)
    const from = extent === 'here' ? { fromTicks } : {}
    const moved = captionItems(document, track.id).filter(({ span }) => extent === 'all' || span.startTicks >= fromTicks)
    if (editor.run(shiftCaptions, { captionTrackId: track.id, deltaTicks, ...from }))
      tellWithUndo(editor, words.done(moved.length))
  }
  return (
    <section className={styles['tool']} aria-label={words.title}>
      <Segmented
        label={words.which}
        value={extent}
        options={extents.map((value) => ({ value, label: words.whichOnes[value] }))}
        hint={extent === 'all' ? words.all : words.here(formatClockTime(fromTicks))}
        onChange={setExtent}
      />
      <Segmented
        label={words.direction}
        labelHidden
        value={direction}
        options={directions.map((value) => ({ value, label: words.directions[value] }))}
        onChange={setDirection}
      />
      <div className={styles['toolRow']}>
        <NumberField
          label={words.by}
          unit={words.unit}
          min={0}
          max={180}
          step={0.1}
          decimals={2}
          value={seconds}
          onChange={setSeconds}
        />
        <Button isDisabled={seconds === 0} onPress={shift}>
          {words.run}
        </Button>
      </div>
    </section>
  )
}

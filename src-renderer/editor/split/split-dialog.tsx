import { useEffect, useState } from 'react'
import { Combine, Scissors } from 'lucide-react'
import { useStore } from 'zustand'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Segmented, Slider } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { documentMarkers } from '#shared/split/document-markers.ts'
import { lessonLengths, type Part } from '#shared/split/parts.ts'
import type { SplitAnalysis, SplitBasis } from '#shared/split/split-analysis.ts'
import { splitBases } from '#shared/split/split-analysis.ts'
import { subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { useEditor } from '../editor-context.tsx'
import { Overview } from './overview.tsx'
import { PartFilm } from './part-film.tsx'
import { SplitWork } from './split-work.ts'
import styles from './split.module.css'

const words = text.split
const [shortestTarget, longestTarget, targetStep] = [15, 90, 5]
const rowFilm = { widthPx: 100, heightPx: 44 } as const

/** A long recording, proposed as a series of short lessons, each cut to be moved, taken away or added before they are made. */
export function SplitDialog({ asset, onClose }: { readonly asset: Asset; readonly onClose: () => void }) {
  const editor = useEditor()
  const [work] = useState(
    () =>
      new SplitWork({
        projectId: editor.projectId,
        asset,
        markers: documentMarkers(editor.document, asset.id),
        tellError: (error) => editor.tellError(error),
      }),
  )
  const state = useStore(work.store)
  useEffect(() => {
    void work.analyse(false)
    return () => work.close()
  }, [work])
  const create = async (): Promise<void> => {
    // The lessons take over what is stored of this one: its language and its shape.
    if (!(await editor.autosave.flush())) return
    const count = await work.create()
    if (count === null) return
    announce(words.created(count))
    showToast(words.created(count))
    onClose()
  }
  const { analysis, parts, running, creating, error } = state
  return (
    <Dialog
      title={words.title(asset.fileName)}
      open
      onClose={onClose}
      closable={!creating}
      wide
      actions={
        <>
          <p className={styles['keeps']}>{words.keeps}</p>
          <Button onPress={onClose} isDisabled={creating}>
            {text.common.cancel}
          </Button>
          <Button variant="primary" isDisabled={creating || running !== null || parts.length === 0} onPress={() => void create()}>
            {words.create(Math.max(1, parts.length))}
          </Button>
        </>
      }
    >
      <div className={styles['content']}>
        {error && (
          <Notice
            tone="error"
            title={analysis ? describeError(error) : words.failed}
            actions={analysis ? undefined : <Button onPress={() => void work.analyse(false)}>{words.again}</Button>}
          >
            {!analysis && <p>{describeError(error)}</p>}
          </Notice>
        )}
        {running && (
          <Progress
            label={running.scenes ? words.looking : words.listening}
            fraction={running.fraction}
            remark={text.common.percent(running.fraction)}
          />
        )}
        {analysis && (
          <>
            <Wishes work={work} analysis={analysis} by={state.by} targetSeconds={state.targetSeconds} />
            {analysis.silences.length === 0 && state.by === 'silence' && parts.length > 1 && (
              <Notice tone="warning" title={words.noPauses} />
            )}
            {/* While scenes are looked for nothing can be changed that the new cuts would undo. */}
            <div className={styles['cuts']} inert={running !== null} aria-busy={running !== null}>
              <Overview work={work} asset={asset} analysis={analysis} parts={parts} />
              <PartList work={work} asset={asset} parts={parts} />
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}

type WishesProps = {
  readonly work: SplitWork
  readonly analysis: SplitAnalysis
  readonly by: SplitBasis
  readonly targetSeconds: number
}

function Wishes({ work, analysis, by, targetSeconds }: WishesProps) {
  const bases = splitBases.filter((basis) => basis !== 'markers' || analysis.markers.length > 0)
  return (
    <div className={styles['wishes']}>
      <Segmented
        label={words.by}
        value={by}
        options={bases.map((value) => ({ value, label: words.bases[value] }))}
        onChange={(basis) => work.choose(basis)}
      />
      <Slider
        label={words.target}
        value={targetSeconds}
        min={shortestTarget}
        max={longestTarget}
        step={targetStep}
        format={words.targetValue}
        onChange={(seconds) => work.aim(seconds)}
      />
    </div>
  )
}

type PartListProps = { readonly work: SplitWork; readonly asset: Asset; readonly parts: readonly Part[] }

function PartList({ work, asset, parts }: PartListProps) {
  const titles = work.titles(parts)
  const pictures = useStore(work.store, (state) => state.pictures)
  return (
    <ol className={styles['parts']} aria-label={words.parts}>
      {parts.map((part, index) => (
        // A part keeps its place while its ends are moved.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className={styles['part']} aria-label={words.part(index + 1)}>
          <img className={styles['first']} src={pictures[part.startTicks] ?? assetUrl(asset.id, 'poster')} alt="" />
          <PartFilm asset={asset} startTicks={part.startTicks} endTicks={part.endTicks} {...rowFilm} />
          <div className={styles['partText']}>
            <TextField
              label={words.partTitle(index + 1)}
              labelHidden
              value={part.title}
              placeholder={titles[index] ?? ''}
              onChange={(title) => work.name(index, title)}
            />
            <PartFacts part={part} />
          </div>
          <IconButton icon={Scissors} label={words.divide(index + 1)} onPress={() => work.divide(index)} />
          <IconButton
            icon={Combine}
            label={words.join(index + 1)}
            isDisabled={index === parts.length - 1}
            onPress={() => work.join(index)}
          />
        </li>
      ))}
    </ol>
  )
}

function PartFacts({ part: { startTicks, endTicks } }: { readonly part: Part }) {
  const length = subtractTicks(endTicks, startTicks)
  const warning = length > lessonLengths.soft ? words.long : length < lessonLengths.shortest / 3 ? words.short : null
  return (
    <p className={styles['facts']}>
      <span>{words.times(formatLength(startTicks), formatLength(endTicks))}</span>
      <span>{words.length(ticksToSeconds(length).toFixed(1))}</span>
      {warning !== null && <span className={styles['warning']}>{warning}</span>}
    </p>
  )
}

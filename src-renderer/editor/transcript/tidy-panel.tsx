import { useEffect, useMemo, useRef, useState } from 'react'
import { Play, Scissors, Square, Undo2, WandSparkles, X } from 'lucide-react'
import { useStore } from 'zustand'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Checkbox, Slider } from '#renderer/ui/choices.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { Pressable } from '#renderer/ui/pressable.tsx'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { canRestore, restoreStretch } from '#shared/edit/commands/restore-stretch.ts'
import { findTidy, savedTicks, type TidyFind, type TidyWish } from '#shared/edit/tidy-speech.ts'
import type { WaveformPeaks } from '#shared/ipc/waveform-file.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { fillerExamples } from '#shared/speech/fillers.ts'
import { millisecondsToTicks, subtractTicks, ticks, ticksToMilliseconds, ticksToSeconds } from '#shared/time/ticks.ts'
import { tellWithUndo } from '../captions/tell-with-undo.ts'
import { useOpenTrack } from '../captions/use-open-track.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { loadWaveform } from '../timeline/waveform.tsx'
import { showCaptionWork } from '../type-along/open.ts'
import { CutPreview } from './preview-cut.ts'
import { cutOutFinds, findKey, pausesOf, tidyOf, type CutOut } from './tidy-work.ts'
import styles from './tidy.module.css'
import panel from '../panel.module.css'

const words = text.transcript.tidy
const seconds = (length: number): string => ticksToSeconds(ticks(length)).toFixed(1)

/** Finds pauses and fillers, cuts out those that are ticked in one step, and puts each back that was a mistake. */
export function TidyPanel() {
  const editor = useEditor()
  const document = useDocument()
  const isEmpty = document.mainTrack.length === 0
  return (
    <div className={styles['panel']}>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
        <IconButton icon={X} label={text.transcript.close} onPress={() => showCaptionWork(editor, 'list')} />
      </header>
      {isEmpty ? <EmptyState icon={WandSparkles} title={words.title} body={words.needsClip} /> : <TidyDesk />}
    </div>
  )
}

function TidyDesk() {
  const editor = useEditor()
  const document = useSettledDocument()
  const track = useOpenTrack()
  const store = tidyOf(editor)
  const { wish, levelDb, left, cutOut } = useStore(store)
  const waveforms = useWaveforms()
  const [preview] = useState(() => new CutPreview(editor))
  useEffect(() => () => preview.end(), [preview])
  const pauses = useMemo(() => (waveforms ? pausesOf(document, waveforms, levelDb) : []), [document, waveforms, levelDb])
  const finds = useMemo(() => findTidy(document, track, pauses, wish), [document, track, pauses, wish])
  const back = useMemo(() => cutOut.filter(({ removed }) => canRestore(document, removed)), [cutOut, document])
  const chosen = finds.filter((find) => !left.has(findKey(find)))
  const scroller = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useKeepFocus(scroller, { parts: '[data-row]', last: () => heading.current })
  const cut = (): void => {
    const saved = cutOutFinds(editor, chosen)
    if (saved === null) return
    tellWithUndo(editor, words.done(chosen.length, seconds(saved)))
    heading.current?.focus()
  }
  const tick = (find: TidyFind, isChosen: boolean): void => {
    const next = new Set(left)
    if (isChosen) next.delete(findKey(find))
    else next.add(findKey(find))
    store.setState({ left: next })
  }
  const tickAll = (isChosen: boolean): void => store.setState({ left: new Set(isChosen ? [] : finds.map(findKey)) })
  return (
    <>
      <div ref={scroller} className={panel['scroll']}>
        <Wishes language={track?.language ?? document.metadata.language} />
        <section aria-label={words.found}>
          <div className={styles['head']}>
            <h3 ref={heading} tabIndex={-1}>
              {words.foundCount(finds.length)}
            </h3>
            {finds.length > 1 && (
              <Button variant="quiet" onPress={() => tickAll(chosen.length < finds.length)}>
                {chosen.length < finds.length ? words.tickAll : words.tickNone}
              </Button>
            )}
          </div>
          {finds.length === 0 ? (
            <p className={styles['none']}>{waveforms ? words.none : words.listening}</p>
          ) : (
            <ul className={styles['list']}>
              {finds.map((find) => (
                <li key={findKey(find)} className={styles['row']} data-row>
                  <Checkbox
                    label={words.cutThis(describe(find), formatClockTime(find.span.startTicks))}
                    labelHidden
                    checked={!left.has(findKey(find))}
                    onChange={(isChosen) => tick(find, isChosen)}
                  />
                  <FindText find={find} />
                  <PreviewButton preview={preview} find={find} />
                </li>
              ))}
            </ul>
          )}
        </section>
        {back.length > 0 && <CutOutList cutOut={back} />}
      </div>
      <footer className={panel['footer']}>
        <Button icon={Scissors} variant="primary" wide isDisabled={chosen.length === 0} onPress={cut}>
          {words.cut(chosen.length, seconds(savedTicks(chosen)))}
        </Button>
      </footer>
    </>
  )
}

function Wishes({ language }: { readonly language: string }) {
  const editor = useEditor()
  const store = tidyOf(editor)
  const { wish, levelDb } = useStore(store)
  const set = (changes: Partial<TidyWish>): void => store.setState({ wish: { ...wish, ...changes } })
  const [sounds, crutches] = [fillerExamples(language, 'sound'), fillerExamples(language, 'word')]
  const has = (kind: 'sound' | 'word'): boolean => wish.fillers.includes(kind)
  const toggle = (kind: 'sound' | 'word', on: boolean): void =>
    set({ fillers: [...wish.fillers.filter((each) => each !== kind), ...(on ? [kind] : [])] })
  return (
    <section className={styles['wishes']} aria-label={words.wishes}>
      {sounds.length > 0 && (
        <Checkbox label={words.sounds(sounds.join(', '))} checked={has('sound')} onChange={(on) => toggle('sound', on)} />
      )}
      {crutches.length > 0 && (
        <Checkbox label={words.crutches(crutches.join(', '))} checked={has('word')} onChange={(on) => toggle('word', on)} />
      )}
      <Checkbox label={words.pauses} checked={wish.pauses} onChange={(on) => set({ pauses: on })} />
      {wish.pauses && (
        <>
          <Slider
            label={words.shortest}
            value={ticksToSeconds(wish.shortestPauseTicks)}
            min={0.3}
            max={3}
            step={0.1}
            format={text.common.secondsShort}
            onChange={(value) => set({ shortestPauseTicks: millisecondsToTicks(Math.round(value * 1000)) })}
          />
          <Slider
            label={words.padding}
            value={ticksToMilliseconds(wish.paddingTicks) / 1000}
            min={0}
            max={0.5}
            step={0.05}
            format={words.paddingValue}
            onChange={(value) => set({ paddingTicks: millisecondsToTicks(Math.round(value * 1000)) })}
          />
          <Slider
            label={words.level}
            value={levelDb}
            min={-45}
            max={-20}
            step={5}
            format={words.levelValue}
            onChange={(value) => store.setState({ levelDb: value })}
          />
        </>
      )}
    </section>
  )
}

function FindText({ find }: { readonly find: TidyFind }) {
  const editor = useEditor()
  const { span } = find
  const start = formatClockTime(span.startTicks)
  const show = (): void => {
    editor.pause()
    editor.seek(span.startTicks)
    // Marked on the timeline, as with I and O.
    editor.view.setState({ range: span })
  }
  const length = words.length(seconds(subtractTicks(span.endTicks, span.startTicks)))
  const [from, middle, to] = around(find)
  return (
    <Pressable label={`${start} ${length} ${from}${middle}${to}`} className={styles['find'] ?? ''} onPress={show}>
      <span className={styles['facts']}>
        {/* The spaces are for who hears it as one sentence. */}
        <span>{`${start} `}</span>
        <span>{`${length} `}</span>
      </span>
      <Said find={find} />
    </Pressable>
  )
}

/** What is cut out between the words before and behind. */
function Said({ find }: { readonly find: TidyFind }) {
  const [from, middle, to] = around(find)
  return (
    <span className={styles['said']}>
      {from}
      <mark data-kind={find.kind}>{middle}</mark>
      {to}
    </span>
  )
}

function around({ kind, text: said, before, behind }: TidyFind): readonly [from: string, middle: string, to: string] {
  const middle = kind === 'pause' ? words.pause : said
  return [before === '' ? '' : `… ${before} `, middle, behind === '' ? '' : ` ${behind} …`]
}

function PreviewButton({ preview, find }: { readonly preview: CutPreview; readonly find: TidyFind }) {
  const isPlaying = useStore(preview.playing, (key) => key === findKey(find))
  const start = formatClockTime(find.span.startTicks)
  return (
    <IconButton
      icon={isPlaying ? Square : Play}
      label={isPlaying ? words.stopPreview(start) : words.preview(start)}
      data-stops-preview
      onPress={() => (isPlaying ? preview.end() : preview.play(findKey(find), find.span))}
    />
  )
}

/** What was cut out since the lesson was opened and can still be put back by itself. */
function CutOutList({ cutOut }: { readonly cutOut: readonly CutOut[] }) {
  const editor = useEditor()
  const putBack = ({ find, removed }: CutOut): void => {
    editor.pause()
    if (editor.run(restoreStretch, { removed })) announce(words.restored(describe(find)))
  }
  return (
    <section aria-label={words.cutOut}>
      <div className={styles['head']}>
        <h3>{words.cutOutCount(cutOut.length)}</h3>
      </div>
      <ul className={styles['list']} aria-label={words.cutOut}>
        {cutOut.map((entry) => (
          <li key={entry.id} className={styles['row']} data-row data-gone>
            <span className={styles['find']}>
              <span className={styles['facts']}>
                <span>{words.length(seconds(subtractTicks(entry.find.span.endTicks, entry.find.span.startTicks)))}</span>
              </span>
              <Said find={entry.find} />
            </span>
            <IconButton
              icon={Undo2}
              label={words.restoreThis(describe(entry.find), entry.find.before)}
              onPress={() => putBack(entry)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function describe({ kind, text: said }: TidyFind): string {
  return kind === 'pause' ? words.pause : `“${said}”`
}

/** Without what a preview shows for a moment. */
function useSettledDocument() {
  const editor = useEditor()
  const document = useDocument()
  const [settled, setSettled] = useState(document)
  const { dragging } = editor.session.getSnapshot()
  if (!dragging && settled !== document) setSettled(document)
  return dragging ? settled : document
}

/** The loudness of what is heard in the lesson; null until it has been looked at. */
function useWaveforms(): ReadonlyMap<AssetId, WaveformPeaks> | null {
  const editor = useEditor()
  const { assets } = useDocument()
  const made = useStore(editor.preparations.store, (state) => state.made)
  const [loaded, setLoaded] = useState<ReadonlyMap<AssetId, WaveformPeaks> | null>(null)
  useEffect(() => {
    let current = true
    const sounding = Object.values(assets).filter((asset) => asset.interpretation?.audio && made[asset.id] === 'all')
    void Promise.all(sounding.map(async (asset) => [asset.id, await loadWaveform(asset)] as const)).then((all) => {
      const known = all.flatMap(([id, waveform]) => (waveform ? [[id, waveform] as const] : []))
      const isAll = Object.values(assets).every((asset) => !asset.interpretation?.audio || made[asset.id] === 'all')
      if (current && (isAll || known.length > 0)) setLoaded(new Map(known))
    })
    return () => {
      current = false
    }
  }, [assets, made])
  return loaded
}

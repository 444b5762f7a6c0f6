import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { afterMenu } from '#renderer/ui/context-menu.tsx'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { useEditor, useLiveDocument, useLiveSelection, useView } from '../editor-context.tsx'
import { AddTrack } from './add-track.tsx'
import { useBoxSelect } from './box-select.ts'
import { headerPx, tailPx, toPixels, toTicks, type Sight } from './geometry.ts'
import { LaneHeader } from './lane-header.tsx'
import { LaneView } from './lane-view.tsx'
import { findItem, laneName, selectedItem, timelineLanes, type Lane } from './lanes.ts'
import { ItemMenu, type ItemMenuPlace } from './item-menu.tsx'
import { Minimap } from './minimap.tsx'
import { RangeBand } from './range-band.tsx'
import { Ruler } from './ruler.tsx'
import { Stage, StageProvider, useStage } from './stage.ts'
import styles from './timeline.module.css'
import { TimelineToolbar } from './toolbar.tsx'
import { useViewport } from './use-viewport.ts'

/** The lesson along its time: every track with all that stands on it. */
export function Timeline({ children }: { /** Above its tools. */ readonly children?: ReactNode }) {
  const [stage] = useState(() => new Stage())
  return (
    <StageProvider value={stage}>
      <Layout>{children}</Layout>
    </StageProvider>
  )
}

function Layout({ children }: { readonly children: ReactNode }) {
  const editor = useEditor()
  const stage = useStage()
  const document = useLiveDocument()
  const lanes = useLanes(document)
  const { sight, live, widthPx, fit } = useViewport(stage)
  const { durationTicks } = deriveTimeline(document)
  const pressEmpty = useBoxSelect(lanes)
  const attach = useCallback((scroller: HTMLElement | null) => stage.attach(scroller), [stage])
  const body = useRef<HTMLDivElement>(null)
  // Where the last item of a lane goes, the lane goes, too.
  useKeepFocus(body, { parts: '[role="option"]', last: () => body.current })
  const [menu, setMenu] = useState<ItemMenuPlace | null>(null)
  const openMenu = (event: MouseEvent): void => {
    const item = event.target instanceof Element ? event.target.closest('[data-item]') : null
    const found = item && findItem(lanes, item.getAttribute('data-item'))
    if (!found) return
    event.preventDefault()
    const { selection } = editor.session.getSnapshot()
    if (!selection.some(({ id }) => id === found.id)) editor.select([selectedItem(found)])
    // By the keyboard there is no place that was pressed: then it is about the playhead.
    const isPointer = event.button === 2
    const pointed = toTicks(event.clientX - stage.lanesX.left + stage.scrollPx, sight.scale)
    setMenu({ point: { x: event.clientX, y: event.clientY }, atTicks: isPointer ? pointed : editor.playheadTicks })
  }
  const closeMenu = (): void => {
    setMenu(null)
    // What was pressed may be gone: then the focus would fall to the page.
    afterMenu(() => {
      if (window.document.activeElement !== window.document.body) return
      const picked = body.current?.querySelector<HTMLElement>('[data-item][aria-selected="true"]')
      const next = picked ?? body.current?.querySelector<HTMLElement>('[role="option"]') ?? body.current
      next?.focus()
    })
  }
  useEscape()
  return (
    <section className={styles['timeline']} aria-label={text.timeline.label}>
      {children}
      <TimelineToolbar onFit={fit} />
      <div className={styles['overview']}>
        <Minimap lanes={lanes} durationTicks={durationTicks} />
      </div>
      <div ref={attach} className={styles['scroller']} id="timeline-lanes">
        <div
          ref={body}
          className={styles['content']}
          tabIndex={-1}
          style={{ inlineSize: headerPx + Math.max(widthPx, toPixels(durationTicks, sight.scale) + tailPx) }}
          onContextMenu={openMenu}
          onPointerDown={(event) => {
            if (event.target instanceof Element && event.target.matches('[data-lane], [data-rows], [data-row]')) pressEmpty(event)
          }}
        >
          <div className={styles['rulerRow']}>
            <div className={styles['corner']}>
              <AddTrack />
            </div>
            <Ruler {...live} frameRate={document.settings.frameRate} durationTicks={durationTicks} />
          </div>
          <Rows lanes={lanes} {...sight} />
          <Lines />
        </div>
      </div>
      {menu && <ItemMenu {...menu} onClose={closeMenu} />}
      <Announcement message={useSelectionWords()} />
    </section>
  )
}

/** The lanes; what did not change is what it was, so that it is not drawn again. */
function useLanes(document: LessonDocument): readonly Lane[] {
  const [keep] = useState(createLaneKeeper)
  return useMemo(() => keep(document), [keep, document])
}

function createLaneKeeper(): (document: LessonDocument) => readonly Lane[] {
  let before: readonly Lane[] = []
  return (document) => {
    before = timelineLanes(document, before)
    return before
  }
}

const keepsEscape = 'input, textarea, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]:not([data-lane])'

/** Escape picks nothing, wherever the focus is, unless what has it needs the key itself. */
function useEscape(): void {
  const editor = useEditor()
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(keepsEscape)) return
      if (editor.session.getSnapshot().selection.length > 0) editor.select([])
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [editor])
}

/** How many items were picked together; nothing for one, which speaks for itself. */
function useSelectionWords(): string {
  const count = useLiveSelection().length
  return count > 1 ? text.timeline.selected(count) : ''
}

function Rows({ lanes, scale, from, to }: { readonly lanes: readonly Lane[] } & Sight) {
  return (
    <div className={styles['rows']} data-rows>
      {lanes.map((lane) => (
        <div key={lane.key} className={styles['row']} data-row>
          <LaneHeader
            kind={lane.kind}
            name={laneName(lane)}
            track={'track' in lane ? lane.track : null}
            captionTrack={lane.kind === 'captions' ? lane.captionTrack : null}
            locked={lane.kind === 'questions' && lane.locked}
          />
          <LaneView lane={lane} scale={scale} from={from} to={to} />
        </div>
      ))}
    </div>
  )
}

/** What is drawn over the lanes: the playhead, the line that something snapped to, and the box of a selection. */
function Lines() {
  const { view } = useStage()
  const scale = useView((state) => state.scale)
  const playheadPx = useView((state) => toPixels(state.playheadTicks, state.scale))
  const snapTicks = useStore(view, (state) => state.snapTicks)
  const box = useStore(view, (state) => state.box)
  return (
    <div className={styles['lines']} data-live-scale>
      <RangeBand fromPx={headerPx} />
      <div className={styles['playhead']} style={{ transform: `translateX(${headerPx + playheadPx}px)` }} aria-hidden />
      {snapTicks !== null && (
        <div
          className={styles['snapLine']}
          style={{ transform: `translateX(${headerPx + toPixels(snapTicks, scale)}px)` }}
          aria-hidden
        />
      )}
      {box && (
        <div
          className={styles['box']}
          style={{ left: box.left, top: box.top, inlineSize: box.width, blockSize: box.height }}
          aria-hidden
        />
      )}
    </div>
  )
}

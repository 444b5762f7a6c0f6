import { memo, useMemo, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import { afterMenu, ContextMenu, type MenuPoint } from '#renderer/ui/context-menu.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import { deleteMarkers, moveMarker, setMarker } from '#shared/edit/commands/markers.ts'
import { snapTargets } from '#shared/edit/snapping.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Marker } from '#shared/project/schema/document.ts'
import { markersInOrder, type PlacedMarker } from '#shared/project/selectors.ts'
import { formatPlayhead, stepFrames } from '#shared/time/timecode.ts'
import { addTicks, clampTicks, secondsToTicks, zeroTicks } from '#shared/time/ticks.ts'
import { knownBeats } from '../music/known-beats.ts'
import { useEditor, useLiveDocument, useLiveSelection } from '../editor-context.tsx'
import { toPixels, type Sight } from './geometry.ts'
import { NameInput } from './name-input.tsx'
import { usePointerDrag } from './pointer-drag.ts'
import { snapMove } from './snapper.ts'
import { useStage } from './stage.ts'
import styles from './ruler.module.css'

const words = text.timeline.marker

/** The markers, on the ruler: a press goes there, a drag moves them, Enter or a double press renames. */
export function Markers({ scale, from, to, region }: Sight & { readonly region: RefObject<HTMLElement | null> }) {
  const lesson = useLiveDocument()
  const selectedId = useLiveSelection().find(({ kind }) => kind === 'marker')?.id
  const markers = useMemo(() => markersInOrder(lesson), [lesson])
  useKeepFocus(region, {
    parts: '[data-marker]',
    last: () => region.current?.querySelector<HTMLElement>('[role="slider"]') ?? null,
  })
  return markers
    .filter(({ marker, atTicks }) => marker.id === selectedId || (atTicks >= from && atTicks <= to))
    .map(({ marker, atTicks }) => (
      <MarkerFlag
        key={marker.id}
        marker={marker}
        atTicks={atTicks}
        leftPx={toPixels(atTicks, scale)}
        isPicked={marker.id === selectedId}
      />
    ))
}

type FlagProps = PlacedMarker & { readonly leftPx: number; readonly isPicked: boolean }

const MarkerFlag = memo(function MarkerFlag({ marker, atTicks, leftPx, isPicked }: FlagProps) {
  const editor = useEditor()
  const stage = useStage()
  const drag = usePointerDrag()
  const [renaming, setRenaming] = useState(false)
  const [menu, setMenu] = useState<MenuPoint | null>(null)
  const { id: markerId, label, colour } = marker
  const { frameRate } = editor.document.settings
  const goTo = (): void => {
    editor.select([{ kind: 'marker', id: markerId }])
    editor.seek(atTicks)
  }
  const press = (event: PointerEvent): void => {
    if (event.button !== 0) return
    event.stopPropagation()
    editor.select([{ kind: 'marker', id: markerId }])
    const { playheadTicks, scale, snapping } = editor.view.getState()
    const targets = snapping
      ? snapTargets(editor.document, { except: [{ kind: 'marker', id: markerId }], playheadTicks, beatsOf: knownBeats })
      : []
    drag(event, {
      follow: ({ deltaPx }) => {
        const snapped = snapMove([atTicks], secondsToTicks(deltaPx / scale), targets, scale, frameRate)
        stage.view.setState({ snapTicks: snapped.atTicks })
        const to = clampTicks(addTicks(atTicks, snapped.deltaTicks), zeroTicks, editor.durationTicks)
        editor.session.updateDrag(moveMarker, { markerId, atTicks: to })
      },
      click: goTo,
    })
  }
  const key = (event: KeyboardEvent): void => {
    const by = event.altKey ? { ArrowLeft: -1, ArrowRight: 1 }[event.key] : undefined
    if (by !== undefined) {
      const to = clampTicks(stepFrames(atTicks, by, frameRate), zeroTicks, editor.durationTicks)
      editor.run(moveMarker, { markerId, atTicks: to }, { mergeKey: `marker:${markerId}` })
    } else if (event.key === 'Enter' || event.key === 'F2') setRenaming(true)
    else return
    event.preventDefault()
  }
  return (
    <>
      <button
        type="button"
        data-marker
        className={styles['marker']}
        aria-label={words.at(label, formatPlayhead(atTicks, frameRate))}
        aria-pressed={isPicked}
        style={{ insetInlineStart: leftPx, '--marker': colour } as CSSProperties}
        onPointerDown={press}
        onFocus={() => {
          if (!isPicked) editor.select([{ kind: 'marker', id: markerId }])
        }}
        onKeyDown={key}
        onClick={(event) => {
          // By a key or a screen reader; the pointer's click is that of the drag.
          if (event.detail === 0) goTo()
        }}
        onDoubleClick={() => setRenaming(true)}
        onContextMenu={(event) => {
          event.preventDefault()
          event.stopPropagation()
          setMenu({ x: event.clientX, y: event.clientY })
        }}
      >
        <span className={styles['markerName']}>{label}</span>
      </button>
      {renaming && <MarkerName marker={marker} leftPx={leftPx} onDone={() => setRenaming(false)} />}
      {menu && (
        <ContextMenu
          label={words.at(label, formatPlayhead(atTicks, frameRate))}
          point={menu}
          onClose={() => setMenu(null)}
          entries={[
            { id: 'go', label: words.goTo, onAction: goTo },
            { id: 'rename', label: words.rename, onAction: () => afterMenu(() => setRenaming(true)) },
            {
              id: 'delete',
              label: words.delete,
              danger: true,
              onAction: () => editor.run(deleteMarkers, { markerIds: [markerId] }),
            },
          ]}
        />
      )}
    </>
  )
})

type NameProps = { readonly marker: Marker; readonly leftPx: number; readonly onDone: () => void }

function MarkerName({ marker, leftPx, onDone }: NameProps) {
  const editor = useEditor()
  return (
    <NameInput
      label={words.name}
      name={marker.label}
      className={styles['markerField'] ?? ''}
      inputClassName={styles['markerInput'] ?? ''}
      style={{ insetInlineStart: leftPx }}
      onName={(label) => editor.run(setMarker, { markerId: marker.id, changes: { label } })}
      onDone={onDone}
    />
  )
}

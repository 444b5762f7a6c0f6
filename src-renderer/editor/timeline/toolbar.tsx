import { memo } from 'react'
import {
  Bookmark,
  Captions,
  CircleHelp,
  Magnet,
  Maximize2,
  MousePointer2,
  MoveHorizontal,
  SquareSplitHorizontal,
  StretchHorizontal,
  Trash2,
  ZoomIn,
  ZoomOut,
  ArrowLeftToLine,
  ArrowRightToLine,
} from 'lucide-react'
import { ToggleButtonGroup, Toolbar } from 'react-aria-components'
import { Button, IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { Slider } from '#renderer/ui/choices.tsx'
import type { Icon } from '#renderer/ui/icon.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { secondsToTicks, type Ticks } from '#shared/time/ticks.ts'
import { deleteSelection, splitAtPlayhead } from '../actions/clips.ts'
import { trimToPlayhead } from '../actions/trim.ts'
import { addMarkerAtPlayhead } from '../actions/markers.ts'
import { addCaptionAtPlayhead, addQuestionAtPlayhead } from '../actions/cues.ts'
import { zoomStep } from '../actions/zoom.ts'
import { useEditor, useSession, useView } from '../editor-context.tsx'
import { timelineTools, type TimelineTool } from '../lesson-editor.ts'
import { useKeys } from '../shortcuts/use-keys.ts'
import { clampScale, maxScale, minScale } from './geometry.ts'
import styles from './timeline.module.css'

/** DESIGN.md section 1: a soft warning at 90 s, the hard cap at 180 s. */
const warnTicks = secondsToTicks(90)
const capTicks = secondsToTicks(180)

/** Zooming feels even on a logarithmic scale. */
const toZoom = (scale: number): number => Math.log(scale / minScale) / Math.log(maxScale / minScale)
const fromZoom = (zoom: number): number => minScale * (maxScale / minScale) ** zoom

// Only what is shown here draws it again: buttons are many.
const pickIsEmpty = ({ document }: EditSnapshot): boolean => deriveTimeline(document).durationTicks === 0
const pickLongTicks = ({ document }: EditSnapshot): Ticks | null => {
  const { durationTicks } = deriveTimeline(document)
  return durationTicks > warnTicks ? durationTicks : null
}
const pickHasSelection = ({ selection }: EditSnapshot): boolean => selection.length > 0

export const TimelineToolbar = memo(function TimelineToolbar({ onFit }: { readonly onFit: () => void }) {
  const editor = useEditor()
  const isEmpty = useSession(pickIsEmpty)
  const hasSelection = useSession(pickHasSelection)
  const markerKeys = useKeys('marker')
  const startKeys = useKeys('trim-start')
  const endKeys = useKeys('trim-end')
  return (
    <Toolbar className={styles['toolbar'] ?? ''} aria-label={text.editor.toolbar}>
      <Button variant="quiet" icon={SquareSplitHorizontal} isDisabled={isEmpty} onPress={() => splitAtPlayhead(editor)}>
        {text.timeline.splitShort}
      </Button>
      <IconButton
        icon={ArrowLeftToLine}
        label={text.timeline.trimStart}
        {...startKeys}
        isDisabled={isEmpty}
        onPress={() => trimToPlayhead(editor, 'start')}
      />
      <IconButton
        icon={ArrowRightToLine}
        label={text.timeline.trimEnd}
        {...endKeys}
        isDisabled={isEmpty}
        onPress={() => trimToPlayhead(editor, 'end')}
      />
      <IconButton
        icon={Trash2}
        label={text.timeline.delete}
        keys={text.shortcuts.keys.delete}
        isDisabled={!hasSelection}
        onPress={() => {
          deleteSelection(editor)
          // A button that cannot be pressed any more loses the focus.
          editor.requestFocus('inspector')
        }}
      />
      <span className={styles['divider']} />
      <Tools />
      <span className={styles['divider']} />
      <SnapToggle />
      <IconButton
        icon={Bookmark}
        label={text.timeline.marker.add}
        isDisabled={isEmpty}
        {...markerKeys}
        onPress={() => addMarkerAtPlayhead(editor)}
      />
      <span className={styles['divider']} />
      <Button variant="quiet" icon={CircleHelp} isDisabled={isEmpty} onPress={() => addQuestionAtPlayhead(editor)}>
        {text.quiz.add}
      </Button>
      <Button variant="quiet" icon={Captions} isDisabled={isEmpty} onPress={() => addCaptionAtPlayhead(editor)}>
        {text.captions.add}
      </Button>
      <span className={styles['spring']} />
      <LengthWarning />
      <Zoom />
      <IconButton icon={Maximize2} label={text.timeline.zoomFit} isDisabled={isEmpty} onPress={onFit} />
    </Toolbar>
  )
})

function Zoom() {
  const editor = useEditor()
  const zoomBy = (factor: number): void => editor.view.setState(({ scale }) => ({ scale: clampScale(scale * factor) }))
  return (
    <>
      <IconButton icon={ZoomOut} label={text.timeline.zoomOut} keys="−" onPress={() => zoomBy(1 / zoomStep)} />
      <ZoomSlider />
      <IconButton icon={ZoomIn} label={text.timeline.zoomIn} keys="+" onPress={() => zoomBy(zoomStep)} />
    </>
  )
}

/** On its own, because it follows every turn of the wheel. */
function ZoomSlider() {
  const editor = useEditor()
  // In steps of the slider: a wheel turns it on every frame.
  const zoom = useView((view) => Math.round(toZoom(view.scale) * 100) / 100)
  return (
    <div className={styles['zoom']}>
      <Slider
        label={text.timeline.zoom}
        labelHidden
        value={zoom}
        min={0}
        max={1}
        step={0.01}
        format={text.common.percent}
        onChange={(value) => editor.view.setState({ scale: clampScale(fromZoom(value)) })}
      />
    </div>
  )
}

const toolIcons: Readonly<Record<TimelineTool, Icon>> = {
  select: MousePointer2,
  slip: MoveHorizontal,
  slide: StretchHorizontal,
}

function Tools() {
  const editor = useEditor()
  const tool = useView((view) => view.tool)
  return (
    <ToggleButtonGroup
      className={styles['tools'] ?? ''}
      aria-label={text.timeline.tools.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[tool]}
      onSelectionChange={(keys) => {
        const chosen = timelineTools.find((name) => keys.has(name))
        if (chosen) editor.view.setState({ tool: chosen })
      }}
    >
      {timelineTools.map((name) => (
        <IconToggle key={name} id={name} icon={toolIcons[name]} label={text.timeline.tools[name]} />
      ))}
    </ToggleButtonGroup>
  )
}

function SnapToggle() {
  const editor = useEditor()
  const snapping = useView((view) => view.snapping)
  const keys = useKeys('snap')
  return (
    <IconToggle
      icon={Magnet}
      label={text.timeline.snap}
      {...keys}
      isSelected={snapping}
      onChange={(on) => editor.view.setState({ snapping: on })}
    />
  )
}

function LengthWarning() {
  const durationTicks = useSession(pickLongTicks)
  if (durationTicks === null) return null
  const length = formatLength(durationTicks)
  const tooLong = durationTicks > capTicks
  return (
    <output className={styles['lengthWarning']} data-tone={tooLong ? 'error' : 'warning'}>
      {tooLong ? text.editor.lengthError(length) : text.editor.lengthWarning(length)}
    </output>
  )
}

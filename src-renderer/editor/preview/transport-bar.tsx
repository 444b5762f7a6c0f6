import { Gauge, Pause, Play, Repeat, SkipBack, StepBack, StepForward } from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { Menu } from '#renderer/ui/overlays.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { formatLength, formatPlayhead } from '#shared/time/timecode.ts'
import { seekStart, stepPlayhead } from '../actions/playhead.ts'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import type { FrameRate } from '#shared/time/frame-rate.ts'
import { useEditor, useSession, useView } from '../editor-context.tsx'
import { useKeys } from '../shortcuts/use-keys.ts'
import { toggleLoop } from './play-controls.ts'
import { playRates, stretchOf } from './play-settings.ts'
import styles from './preview.module.css'

const words = text.editor.preview

// Only what is shown here draws it again: after an edit the picture waits for everything that does.
const pickLength = ({ document }: EditSnapshot): string => formatLength(deriveTimeline(document).durationTicks)
const pickIsEmpty = ({ document }: EditSnapshot): boolean => deriveTimeline(document).durationTicks === 0
const pickFrameRate = ({ document }: EditSnapshot): FrameRate => document.settings.frameRate
const pickHasStretch = ({ document, selection }: EditSnapshot): boolean => stretchOf(document, selection) !== null

/** What plays the lesson, and where it stands. */
export function TransportBar() {
  const editor = useEditor()
  const playing = useView((view) => view.playing || view.shuttle !== null)
  const isEmpty = useSession(pickIsEmpty)
  return (
    <Toolbar className={styles['transport'] ?? ''} aria-label={text.editor.transport}>
      <LoopToggle isDisabled={isEmpty} />
      <IconButton
        icon={SkipBack}
        label={words.toStart}
        {...useKeys('start')}
        isDisabled={isEmpty}
        onPress={() => seekStart(editor)}
      />
      <IconButton
        icon={StepBack}
        label={words.frameBack}
        {...useKeys('frame-back')}
        isDisabled={isEmpty}
        onPress={() => stepPlayhead(editor, -1)}
      />
      <IconButton
        icon={playing ? Pause : Play}
        size="large"
        variant="secondary"
        label={playing ? words.pause : words.play}
        {...useKeys('play')}
        isDisabled={isEmpty}
        onPress={() => editor.togglePlay()}
        data-stops-preview
      />
      <IconButton
        icon={StepForward}
        label={words.frameForward}
        {...useKeys('frame-forward')}
        isDisabled={isEmpty}
        onPress={() => stepPlayhead(editor, 1)}
      />
      <SpeedMenu isDisabled={isEmpty} />
      <Clock />
    </Toolbar>
  )
}

type ControlProps = { readonly isDisabled: boolean }

function LoopToggle({ isDisabled }: ControlProps) {
  const editor = useEditor()
  const loop = useView((view) => view.loop)
  const hasRange = useView((view) => view.range !== null)
  const hasStretch = useSession(pickHasStretch)
  const offer = hasRange ? text.range.loop : hasStretch ? words.loopSelection : words.loopLesson
  const isRange = loop !== null && loop !== 'lesson'
  const label = isRange ? words.loops(formatLength(loop.startTicks), formatLength(loop.endTicks)) : offer
  return (
    <IconToggle
      icon={Repeat}
      label={loop === 'lesson' ? words.loopLesson : label}
      {...useKeys('loop')}
      isSelected={loop !== null}
      isDisabled={isDisabled}
      onChange={() => toggleLoop(editor)}
    />
  )
}

function SpeedMenu({ isDisabled }: ControlProps) {
  const editor = useEditor()
  const rate = useView((view) => view.rate)
  const speed = useView((view) => view.shuttle?.speed ?? view.rate)
  return (
    <span className={styles['speed']}>
      <Menu
        label={words.speed}
        icon={Gauge}
        caption={words.speedOf(speed)}
        isDisabled={isDisabled}
        entries={playRates.map((each) => ({
          id: String(each),
          label: words.speedOf(each),
          selected: each === rate,
          onAction: () => editor.view.setState({ rate: each }),
        }))}
      />
    </span>
  )
}

function Clock() {
  const length = useSession(pickLength)
  const frameRate = useSession(pickFrameRate)
  const now = useView((view) => formatPlayhead(view.playheadTicks, frameRate))
  return (
    <span className={styles['clock']} role="timer" aria-label={words.timeLabel}>
      <strong>{now}</strong> / {length}
    </span>
  )
}

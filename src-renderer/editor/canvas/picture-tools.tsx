import { memo } from 'react'
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignStartHorizontal,
  AlignStartVertical,
  ChevronLeft,
  ChevronRight,
  Crop,
  Diamond,
  Spline,
} from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { IconButton, IconToggle } from '#renderer/ui/button.tsx'
import { Menu } from '#renderer/ui/overlays.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Easing } from '#shared/project/easing.ts'
import { easingFrom, keyframeAt, neighbouringKeyframes } from '#shared/project/placement-keyframes.ts'
import { useEditor, useSelection, useView } from '../editor-context.tsx'
import { useKeys } from '../shortcuts/use-keys.ts'
import { isSelected } from './pick-on-picture.ts'
import { alignSelection, canCrop, chooseEasing, seekKeyframe, startCrop, toggleKeyframe } from './picture-actions.ts'
import { movingOf } from './place-change.ts'
import { alignments, type Alignment } from './snap.ts'
import { usePictured, useScene } from './use-scene.ts'
import { useSafeChoice } from './view-choices.ts'
import styles from './canvas.module.css'

const words = text.canvas
/** Most used first. */
const easings = Object.keys(words.keyframe.easings) as readonly Easing[]

const alignIcons = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
} as const satisfies Record<Alignment, unknown>

/** What can be done with the selection on the picture, beside it. */
export function PictureTools() {
  const document = usePictured()
  const selection = useSelection()
  const scene = useScene()
  const playhead = useView((view) => view.playheadTicks)
  const safe = useSafeChoice()
  const chosen = scene.filter((item) => !item.locked && isSelected(selection, item))
  const [first] = chosen
  const moving = first ? movingOf(document, first) : null
  const near = moving && neighbouringKeyframes(document, moving, playhead)
  return (
    <Tools
      alignTo={chosen.length > 1 ? words.alignWithOthers : safe === 'off' ? words.alignWithPicture : words.alignWithSafe}
      isChosen={chosen.length > 0}
      hasPicture={chosen.some((item) => canCrop(document, item))}
      moves={moving !== null}
      stands={moving !== null && keyframeAt(document, moving, playhead) !== null}
      easing={moving && easingFrom(document, moving, playhead)}
      isReversed={moving?.kind === 'clip' && moving.record.reversed}
      hasBefore={(near?.before ?? null) !== null}
      hasBehind={(near?.after ?? null) !== null}
    />
  )
}

type ToolsProps = {
  readonly alignTo: string
  readonly isChosen: boolean
  /** Something of it can be cropped. */
  readonly hasPicture: boolean
  /** Something of it can have keyframes. */
  readonly moves: boolean
  /** There is a keyframe here. */
  readonly stands: boolean
  readonly easing: Easing | null
  readonly isReversed: boolean
  readonly hasBefore: boolean
  readonly hasBehind: boolean
}

/** Drawn anew only where one of its words or buttons changes: most edits and frames change none. */
const Tools = memo(function Tools(props: ToolsProps) {
  const { alignTo, isChosen, hasPicture, moves, stands, easing, isReversed, hasBefore, hasBehind } = props
  const editor = useEditor()
  // Backwards, a clip would jump first and stay then.
  const offered = easings.filter((each) => each !== 'hold' || !isReversed)
  return (
    <Toolbar className={styles['tools'] ?? ''} orientation="vertical" aria-label={words.tools}>
      <Menu
        label={`${words.align}: ${alignTo}`}
        icon={AlignCenterVertical}
        isDisabled={!isChosen}
        entries={alignments.map((alignment) => ({
          id: alignment,
          label: words.alignments[alignment],
          icon: alignIcons[alignment],
          onAction: () => alignSelection(editor, alignment),
        }))}
      />
      <IconButton icon={Crop} label={words.crop.start} isDisabled={!hasPicture} onPress={() => startCrop(editor)} />
      <span className={styles['rule']} aria-hidden />
      <span className={styles['diamond']}>
        <IconToggle
          icon={Diamond}
          label={words.keyframe.here}
          {...useKeys('keyframe')}
          isSelected={stands}
          isDisabled={!moves}
          onChange={() => toggleKeyframe(editor)}
        />
      </span>
      <Menu
        label={easing === null ? words.keyframe.easing : `${words.keyframe.easing}: ${words.keyframe.easings[easing]}`}
        icon={Spline}
        isDisabled={easing === null}
        entries={offered.map((each) => ({
          id: each,
          label: words.keyframe.easings[each],
          selected: each === easing,
          onAction: () => chooseEasing(editor, each),
        }))}
      />
      <IconButton
        icon={ChevronLeft}
        label={words.keyframe.before}
        {...useKeys('keyframe-before')}
        isDisabled={!hasBefore}
        onPress={() => seekKeyframe(editor, 'before')}
      />
      <IconButton
        icon={ChevronRight}
        label={words.keyframe.after}
        {...useKeys('keyframe-after')}
        isDisabled={!hasBehind}
        onPress={() => seekKeyframe(editor, 'after')}
      />
    </Toolbar>
  )
})

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lays its parts out along a timeline */
import { memo } from 'react'
import { CircleHelp, ImageIcon, Shapes, Smile, Type } from 'lucide-react'
import type { Icon } from '#renderer/ui/icon.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Transition } from '#shared/project/schema/clip.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { BeatMarks } from './beat-marks.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { keyframeCount, KeyframeMarks } from './keyframe-marks.tsx'
import type { ItemDrag } from './lane-drag.ts'
import { clipName, hasPicture, type ClipItem, type OverlayItem, type TimelineItem } from './timeline-items.ts'
import styles from './items.module.css'
import { Waveform } from './waveform.tsx'

type ItemViewProps = {
  readonly item: TimelineItem
  /** On a track beside the main one. */
  readonly inTrack: boolean
  readonly leftPx: number
  readonly widthPx: number
  /** How far it is drawn from its place while it is moved. */
  readonly floatPx: number
  /** The part of it that is in sight, from its left edge. */
  readonly fromPx: number
  readonly toPx: number
  readonly scale: number
  readonly isPicked: boolean
  readonly isStop: boolean
  readonly drag: ItemDrag | null
  /** With which it begins. */
  readonly transition: Transition['kind'] | null
  readonly position: number
  readonly count: number
}

/** Parts that a finger could not tell apart are left out below these widths; CSS pixels. */
const handlesFromPx = 22
const wordsFromPx = 28
const factsFromPx = 36

/** One item of a lane. */
export const ItemView = memo(function ItemView(props: ItemViewProps) {
  const { item, leftPx, widthPx, floatPx, fromPx, toPx, scale, isPicked, isStop, drag, position, count } = props
  const isInstant = item.kind === 'question'
  const hasHandles = !isInstant && (widthPx >= handlesFromPx || isPicked)
  return (
    <div
      role="option"
      data-item={item.id}
      className={styles[classNames(props)]}
      {...(!saysItself(props) && { 'aria-label': `${nameOf(item)}${transitionSaid(props)}` })}
      aria-selected={isPicked}
      aria-posinset={position}
      aria-setsize={count}
      tabIndex={isStop ? 0 : -1}
      data-dragging={drag !== null || undefined}
      data-narrow={(!isInstant && widthPx < wordsFromPx) || undefined}
      data-moving={floatPx !== 0 || undefined}
      style={{
        insetInlineStart: leftPx,
        ...(!isInstant && { inlineSize: Math.max(2, widthPx - (item.kind === 'clip' || item.kind === 'gap' ? 0 : 1)) }),
        ...(floatPx !== 0 && { transform: `translateX(${floatPx}px)` }),
      }}
    >
      <Inside {...props} />
      {(item.kind === 'clip' || item.kind === 'overlay') && widthPx >= wordsFromPx && (
        <KeyframeMarks item={item} scale={scale} widthPx={widthPx} fromPx={fromPx} toPx={toPx} />
      )}
      {hasHandles && item.kind !== 'gap' && <span className={styles['handle']} data-edge="start" />}
      {hasHandles && <span className={styles['handle']} data-edge="end" />}
      {drag && !drag.floats && <DragBubble drag={drag} item={item} />}
    </div>
  )
})

function classNames({ item, inTrack }: ItemViewProps): string {
  return item.kind === 'clip' && inTrack ? 'trackClip' : item.kind
}

/** What is written on a wide clip of the main track is what a screen reader says. */
function saysItself({ item, inTrack, widthPx }: ItemViewProps): boolean {
  return item.kind === 'clip' && !inTrack && widthPx >= factsFromPx
}

/** As a screen reader says it. */
function nameOf(item: TimelineItem): string {
  const start = formatLength(item.span.startTicks)
  const length = text.common.secondsShort(ticksToSeconds(subtractTicks(item.span.endTicks, item.span.startTicks)))
  switch (item.kind) {
    case 'clip':
      return `${text.timeline.clip} ${text.timeline.trackClip(clipName(item.clip, item.asset), start, length)}${keyframesSaid(item)}`
    case 'gap':
      return text.timeline.trackClip(text.timeline.gap, start, length)
    case 'overlay':
      return `${text.timeline.overlay(overlayName(item), start, length)}${keyframesSaid(item)}`
    case 'caption':
      return text.timeline.caption(item.caption.text, start)
    case 'question':
      return text.timeline.question(item.question.prompt, start)
  }
}

function keyframesSaid(item: ClipItem | OverlayItem): string {
  const count = keyframeCount(item)
  return count === 0 ? '' : `, ${text.timeline.keyframes(count)}`
}

function transitionSaid({ transition }: Pick<ItemViewProps, 'transition'>): string {
  return transition === null ? '' : `, ${text.timeline.transition(text.clipSettings.transition.kinds[transition])}`
}

function overlayName({ overlay: { content }, asset }: OverlayItem): string {
  const names = text.timeline.overlayNames
  switch (content.kind) {
    case 'text':
      return names.text(content.text.replaceAll(/\s+/g, ' '))
    case 'image':
      return names.image(asset?.fileName ?? '')
    case 'sticker':
      return names.sticker(content.name.replaceAll('-', ' '))
    case 'shape':
      return names.shape[content.shape]
  }
}

const overlayIcons: Readonly<Record<Overlay['content']['kind'], Icon>> = {
  text: Type,
  image: ImageIcon,
  sticker: Smile,
  shape: Shapes,
}

function Inside(props: ItemViewProps) {
  const { item, widthPx, inTrack } = props
  const hasWords = widthPx >= wordsFromPx
  switch (item.kind) {
    case 'clip':
      return <ClipInside {...props} item={item} hasWords={hasWords} />
    case 'gap':
      return null
    case 'overlay': {
      const IconShape = overlayIcons[item.overlay.content.kind]
      return hasWords ? (
        <>
          <IconShape size={12} aria-hidden />
          <span className={styles['words']}>{overlayName(item)}</span>
        </>
      ) : null
    }
    case 'caption':
      return hasWords ? <span className={styles['words']}>{item.caption.text}</span> : null
    case 'question':
      return (
        <>
          <CircleHelp size={14} aria-hidden />
          <span className={styles['words']} data-in-track={inTrack || undefined}>
            {item.question.prompt || text.quiz.untitled}
          </span>
        </>
      )
  }
}

type ClipInsideProps = ItemViewProps & { readonly item: ClipItem; readonly hasWords: boolean }

function ClipInside({ item, inTrack, widthPx, fromPx, toPx, scale, hasWords, transition }: ClipInsideProps) {
  const name = clipName(item.clip, item.asset)
  const stretch = { widthPx, fromPx, toPx }
  if (inTrack) {
    return (
      <>
        {hasWords && <Waveform item={item} scale={scale} {...stretch} place="track" />}
        {hasWords && <BeatMarks item={item} scale={scale} {...stretch} />}
        {hasWords && <span className={styles['trackClipName']}>{name}</span>}
      </>
    )
  }
  const length = text.common.secondsShort(ticksToSeconds(subtractTicks(item.span.endTicks, item.span.startTicks)))
  return (
    <>
      <Filmstrip item={item} {...stretch} />
      {hasWords && <Waveform item={item} scale={scale} {...stretch} place={hasPicture(item) ? 'strip' : 'clip'} />}
      {widthPx >= factsFromPx && (
        <>
          <span className={styles['spoken']}>{text.timeline.clip} </span>
          <span className={styles['clipName']}>{name}</span>
          <span className={styles['spoken']}>, </span>
          <span className={styles['clipLength']}>{[length, ...howItPlays(item.clip)].join(' · ')}</span>
          <span className={styles['spoken']}>
            , {text.timeline.startsAt(formatLength(item.span.startTicks))}
            {keyframesSaid(item)}
            {transitionSaid({ transition })}
          </span>
        </>
      )}
    </>
  )
}

/** Where it is not as it was filmed. */
function howItPlays({ speed, reversed }: ClipItem['clip']): readonly string[] {
  const factor = speed.num / speed.den
  return [
    ...(factor === 1 ? [] : [text.timeline.speed(Number(factor.toFixed(2)))]),
    ...(reversed ? [text.timeline.backwards] : []),
  ]
}

function DragBubble({ drag, item }: { readonly drag: ItemDrag; readonly item: TimelineItem }) {
  if (item.kind === 'caption' || item.kind === 'question') return null
  if (drag.part === 'whole' && drag.toldSeconds === null) return null
  const before = ticksToSeconds(subtractTicks(drag.span.endTicks, drag.span.startTicks))
  const now = ticksToSeconds(subtractTicks(item.span.endTicks, item.span.startTicks))
  return (
    <span className={styles['bubble']} data-edge={drag.part === 'end' ? 'end' : 'start'}>
      {drag.toldSeconds === null
        ? text.timeline.trimming(now.toFixed(2), signed(now - before))
        : text.timeline.shifting(signed(drag.toldSeconds))}
    </span>
  )
}

/** Seconds with their sign, as a change is shown. */
function signed(seconds: number): string {
  return `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(2)}`
}

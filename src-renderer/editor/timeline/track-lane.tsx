/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lays its parts out along a timeline */
import { useMemo } from 'react'
import { text } from '#shared/messages/ui/catalogue.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { useEditor, useSelection, useView } from '../editor-context.tsx'
import { itemsInView, toPixels, type Sight } from './geometry.ts'
import { LaneList, leftPx, tabStop } from './lane-list.tsx'
import { clipName, type TrackItems } from './timeline-items.ts'
import styles from './timeline.module.css'
import { Waveform, type SightStore } from './waveform.tsx'

/** The clips of one track beside the main one: music, voices, sounds, pictures in the picture. */
export function TrackLane({ track, items, sight, scale, from, to }: TrackItems & Sight & { readonly sight: SightStore }) {
  const editor = useEditor()
  const selectedId = useSelection()[0]?.id
  const shift = useView((view) => view.shift)
  const refs = useMemo(() => items.map(({ id }) => ({ kind: 'clip' as const, id })), [items])
  const drawn = itemsInView(items, from, to, selectedId)
  const stop = tabStop(drawn, selectedId)
  return (
    <LaneList label={track.name} kind="track" items={refs}>
      {drawn.map((item) => {
        const { id, clip, asset, span } = item
        const lengthTicks = subtractTicks(span.endTicks, span.startTicks)
        const length = text.common.secondsShort(ticksToSeconds(lengthTicks))
        const select = (): void => editor.select([{ kind: 'clip', id }])
        return (
          <div
            key={id}
            role="option"
            data-item={id}
            className={styles['trackClip']}
            aria-label={text.timeline.trackClip(clipName(clip, asset), formatLength(span.startTicks), length)}
            aria-selected={id === selectedId}
            tabIndex={id === stop ? 0 : -1}
            style={{
              insetInlineStart: leftPx(span.startTicks, scale, shift),
              inlineSize: Math.max(3, toPixels(lengthTicks, scale)),
            }}
            onFocus={() => {
              if (editor.session.getSnapshot().selection[0]?.id !== id) select()
            }}
            onPointerDown={select}
          >
            <Waveform item={item} sight={sight} place="track" />
            <span className={styles['trackClipName']}>{clipName(clip, asset)}</span>
          </div>
        )
      })}
    </LaneList>
  )
}

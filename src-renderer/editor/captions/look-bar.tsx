import { useMemo } from 'react'
import { Slider } from '#renderer/ui/choices.tsx'
import { captionLooks, lookOf } from '#shared/caption/looks.ts'
import { setCaptionStyle } from '#shared/edit/commands/caption-tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { alphaOf, readableContrast, textContrast, withAlpha } from '#shared/overlay/contrast.ts'
import { resolveTextStyle } from '#shared/project/brand.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import { bottomShare, safeMargins } from '#shared/overlay/safe-margins.ts'
import type { CaptionStyle, CaptionTrack } from '#shared/project/schema/text.ts'
import { useDocument, useEditor, useSelection } from '../editor-context.tsx'
import { PaintField } from '../brand/paint-field.tsx'
import { useBrandKit } from '../brand/use-brand-kit.ts'
import { LookTiles } from './look-tiles.tsx'
import { sampleLesson } from './sample-lesson.ts'
import { SamplePicture } from './sample-picture.tsx'
import styles from './captions.module.css'

const words = text.captions.look
/** DESIGN.md section 10: smaller captions are hard to read on a phone. */
const smallSize = 54
/** Canvas units; above it captions would stand in the upper half. */
const highest = 960
/** CSS pixels. */
const pictureHeight = 188

type Changes = Partial<Omit<CaptionStyle, 'text'>> & { readonly text?: Partial<CaptionStyle['text']> }

/** How the captions of a track look and where they stand. */
export function LookBar({ track }: { readonly track: CaptionTrack }) {
  const editor = useEditor()
  const { style } = track
  const set = (changes: Changes, name: string): void => {
    editor.run(setCaptionStyle, { captionTrackId: track.id, changes }, { mergeKey: `caption-style:${track.id}:${name}` })
  }
  const { safeBox } = useDocument().settings
  const lowest = safeMargins[safeBox].bottom
  const kit = useBrandKit()
  const contrast = textContrast(resolveTextStyle(style.text, kit))
  const { boxColour } = style.text
  return (
    <section className={styles['tool']} data-tall aria-label={words.title}>
      <LookTiles style={style} onChoose={(name) => set(captionLooks[name], 'look')} />
      <div className={styles['place']}>
        <PlacePicture track={track} />
        <div className={styles['placeSettings']}>
          <Slider
            label={words.size}
            value={style.text.size}
            min={32}
            max={140}
            step={2}
            format={words.units}
            onChange={(size) => set({ text: { size } }, 'size')}
          />
          {style.text.size < smallSize && <p className={styles['remark']}>{words.small}</p>}
          <Slider
            label={words.position}
            value={Math.min(highest, Math.max(style.bottomMargin, lowest))}
            min={lowest}
            max={highest}
            step={10}
            format={words.units}
            onChange={(bottomMargin) => set({ bottomMargin }, 'position')}
          />
          <p className={styles['hint']}>{words.safe[safeBox]}</p>
        </div>
      </div>
      <PaintField
        label={words.colour}
        customLabel={words.custom}
        value={style.text.colour}
        onChange={(colour) => set({ text: { colour } }, 'colour')}
      />
      {boxColour !== null && (
        <PaintField
          label={words.boxColour}
          customLabel={words.custom}
          value={boxColour}
          onChange={(colour) => set({ text: { boxColour: withAlpha(colour, alphaOf(boxColour)) } }, 'box')}
        />
      )}
      {lookOf(style) === 'karaoke' && (
        <PaintField
          label={words.highlight}
          customLabel={words.custom}
          value={style.highlightColour}
          onChange={(highlightColour) => set({ highlightColour }, 'highlight')}
        />
      )}
      {contrast !== null && contrast < readableContrast && (
        <p className={styles['remark']}>{words.contrast(Math.round(contrast * 10) / 10)}</p>
      )}
    </section>
  )
}

/** The whole picture, small: the caption where it stands, and what of the picture is never covered. */
function PlacePicture({ track }: { readonly track: CaptionTrack }) {
  const { settings, captions, brandKit } = useDocument()
  const { canvas, safeBox } = settings
  const selected = useSelection().find((item) => item.kind === 'caption')
  const written = selected && captions[selected.id]?.text.trim()
  const { style } = track
  const lesson = useMemo(
    () => ({ ...sampleLesson(written || words.sample, style, { canvas, safeBox }), brandKit }),
    [canvas, safeBox, style, written, brandKit],
  )
  const view = useMemo(() => ({ x: 0, y: 0, ...canvas }), [canvas])
  const scale = Math.min(pictureHeight / canvas.height, 120 / canvas.width)
  const { left, right, top, bottom } = safeMargins[safeBox]
  const unitPx = unitOf(canvas) * scale
  const share = bottomShare(canvas)
  return (
    <div className={styles['placePicture']}>
      <SamplePicture lesson={lesson} view={view} widthPx={canvas.width * scale} />
      <div
        className={styles['safe']}
        style={{
          left: left * unitPx,
          right: right * unitPx,
          top: top * share * unitPx,
          bottom: bottom * share * unitPx,
        }}
      />
    </div>
  )
}

import { useMemo } from 'react'
import { Save } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented, Slider } from '#renderer/ui/choices.tsx'
import { captionLooks } from '#shared/caption/looks.ts'
import { isSame } from '#shared/base/is-same.ts'
import { setBrandKit } from '#shared/edit/commands/brand.ts'
import { setCaptionStyle } from '#shared/edit/commands/caption-tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { alphaOf, captionContrast, readableContrast, withAlpha } from '#shared/overlay/contrast.ts'
import { defaultBrandKit, resolveCaptionStyle } from '#shared/project/brand.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import { bottomShare, safeMargins } from '#shared/overlay/safe-margins.ts'
import type { CaptionStyle, CaptionTrack } from '#shared/project/schema/text.ts'
import { useDocument, useEditor, useSelection } from '../editor-context.tsx'
import { PaintField } from '../brand/paint-field.tsx'
import { useBrandKit } from '../brand/use-brand-kit.ts'
import { LookTiles } from './look-tiles.tsx'
import { sampleLesson } from './sample-lesson.ts'
import { SamplePicture } from './sample-picture.tsx'
import { tellWithUndo } from './tell-with-undo.ts'
import { useBackdrop } from './use-backdrop.ts'
import styles from './captions.module.css'

const words = text.captions.look
/** DESIGN.md section 10: smaller captions are hard to read on a phone. */
const smallSize = 54
/** Canvas units; half of a tall picture. */
const furthest = 960
/** DESIGN.md section 10. */
const usualLines = 2
const usualLetters = 21
/** CSS pixels. */
const pictureHeight = 188

const noWords: readonly string[] = []

type Changes = Partial<Omit<CaptionStyle, 'text'>> & { readonly text?: Partial<CaptionStyle['text']> }

const places = (['top', 'middle', 'bottom'] as const).map((value) => ({ value, label: words.places[value] }))
const lineCounts = ([1, 2, 3] as const).map((count) => ({ value: String(count), label: words.lineCounts[count] }))

/** How the captions of a track look and where they stand. */
export function LookBar({ track }: { readonly track: CaptionTrack }) {
  const editor = useEditor()
  const { style } = track
  const set = (changes: Changes, name: string): void => {
    editor.run(setCaptionStyle, { captionTrackId: track.id, changes }, { mergeKey: `caption-style:${track.id}:${name}` })
  }
  const { safeBox } = useDocument().settings
  const { place } = style
  const least = safeMargins[safeBox][place === 'top' ? 'top' : 'bottom']
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
          {place !== 'middle' && (
            <Slider
              label={words.position[place]}
              value={Math.min(furthest, Math.max(style.bottomMargin, least))}
              min={least}
              max={furthest}
              step={10}
              format={words.units}
              onChange={(bottomMargin) => set({ bottomMargin }, 'position')}
            />
          )}
          <p className={styles['hint']}>{words.safe[safeBox]}</p>
        </div>
      </div>
      <Segmented label={words.place} value={place} options={places} onChange={(next) => set({ place: next }, 'place')} />
      {place === 'middle' && <p className={styles['remark']}>{words.middleCovers}</p>}
      <Segmented
        label={words.lines}
        value={String(style.maxLines)}
        options={lineCounts}
        onChange={(count) => set({ maxLines: Number(count) }, 'lines')}
      />
      {style.maxLines > usualLines && <p className={styles['remark']}>{words.manyLines}</p>}
      <Slider
        label={words.lineLength}
        value={style.maxCharactersPerLine}
        min={10}
        max={42}
        step={1}
        format={words.letters}
        onChange={(maxCharactersPerLine) => set({ maxCharactersPerLine }, 'line-length')}
      />
      {style.maxCharactersPerLine > usualLetters && <p className={styles['remark']}>{words.longLines}</p>}
      <LookColours style={style} onChange={set} />
      <Slider
        label={words.emphasisSize}
        value={style.emphasisScale}
        min={1}
        max={1.6}
        step={0.05}
        format={words.timesSize}
        onChange={(emphasisScale) => set({ emphasisScale }, 'emphasis-size')}
      />
      <SchoolLook track={track} />
    </section>
  )
}

/** The look that new captions of the school begin with: kept from here, and taken over to here. */
function SchoolLook({ track: { id, style } }: { readonly track: CaptionTrack }) {
  const editor = useEditor()
  const kit = useBrandKit()
  const known = kit?.captionStyle
  if (known && isSame(known, style)) return <p className={styles['hint']}>{words.isSchools}</p>
  const keep = (): void => {
    const brandKit = { ...(kit ?? { ...defaultBrandKit, name: text.schoolStyle.usualName }), captionStyle: style }
    if (editor.run(setBrandKit, { brandKit })) tellWithUndo(editor, words.keptForSchool)
  }
  return (
    <div className={styles['schoolLook']}>
      {known && (
        <Button onPress={() => editor.run(setCaptionStyle, { captionTrackId: id, changes: known })}>{words.takeSchools}</Button>
      )}
      <Button icon={Save} onPress={keep}>
        {words.keepForSchool}
      </Button>
    </div>
  )
}

type LookColoursProps = { readonly style: CaptionStyle; readonly onChange: (changes: Changes, name: string) => void }

/** The colours of letters, of what is behind or around them, and of what stands out; and whether they can be told apart. */
function LookColours({ style, onChange }: LookColoursProps) {
  const kit = useBrandKit()
  const { boxColour, outlineColour } = style.text
  const contrast = captionContrast(resolveCaptionStyle(style, kit))
  return (
    <>
      <PaintField
        label={words.colour}
        customLabel={words.custom}
        value={style.text.colour}
        onChange={(colour) => onChange({ text: { colour } }, 'colour')}
      />
      {boxColour !== null && (
        <PaintField
          label={words.boxColour}
          customLabel={words.custom}
          value={boxColour}
          onChange={(colour) => onChange({ text: { boxColour: withAlpha(colour, alphaOf(boxColour)) } }, 'box')}
        />
      )}
      {boxColour === null && outlineColour !== null && (
        <PaintField
          label={words.outlineColour}
          customLabel={words.custom}
          value={outlineColour}
          onChange={(colour) => onChange({ text: { outlineColour: colour } }, 'outline')}
        />
      )}
      <PaintField
        label={style.animation === 'karaoke' ? words.highlight : words.emphasis}
        customLabel={words.custom}
        value={style.highlightColour}
        onChange={(highlightColour) => onChange({ highlightColour }, 'highlight')}
      />
      {contrast === null && <p className={styles['remark']}>{words.bare}</p>}
      {contrast !== null && contrast < readableContrast && (
        <p className={styles['remark']}>{words.contrast(Math.round(contrast * 10) / 10)}</p>
      )}
    </>
  )
}

/** The whole picture, small: the caption where it stands, and what of the picture is never covered. */
function PlacePicture({ track }: { readonly track: CaptionTrack }) {
  const { settings, captions, brandKit } = useDocument()
  const { canvas, safeBox } = settings
  const selected = useSelection().find((item) => item.kind === 'caption')
  const chosen = selected && captions[selected.id]
  const written = chosen?.text.trim()
  const emphasis = written ? (chosen?.emphasis ?? noWords) : words.sampleEmphasis
  const { style } = track
  const lesson = useMemo(
    () => ({ ...sampleLesson(written || words.sample, style, { canvas, safeBox }, emphasis), brandKit }),
    [canvas, safeBox, style, written, emphasis, brandKit],
  )
  const view = useMemo(() => ({ x: 0, y: 0, ...canvas }), [canvas])
  const backdrop = useBackdrop()
  const scale = Math.min(pictureHeight / canvas.height, 120 / canvas.width)
  const { left, right, top, bottom } = safeMargins[safeBox]
  const unitPx = unitOf(canvas) * scale
  const share = bottomShare(canvas)
  return (
    <div className={styles['placePicture']}>
      <SamplePicture lesson={lesson} view={view} widthPx={canvas.width * scale} backdrop={backdrop} />
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

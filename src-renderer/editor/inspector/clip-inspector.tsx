import { useState } from 'react'
import { Trash2 } from 'lucide-react'
import { IconButton } from '#renderer/ui/button.tsx'
import { Checkbox, Segmented, Slider } from '#renderer/ui/choices.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import { setClipPicture, setClipSound, setClipText } from '#shared/edit/commands/clip-look.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Clip, ClipPicture } from '#shared/project/schema/clip.ts'
import { clipDurationTicks } from '#shared/project/timeline.ts'
import { atSpeed } from '#shared/time/rational.ts'
import { secondsToTicks, subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { deleteSelection } from '../actions/clips.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { AssetLicence } from '../media/asset-licence.tsx'
import { ClipFindings } from '../media/clip-findings.tsx'
import { clipName } from '../timeline/timeline-items.ts'
import { useKeys } from '../shortcuts/use-keys.ts'
import { ColourSettings } from './clip/colour-settings.tsx'
import { HideSettings } from './clip/hide-settings.tsx'
import { MusicLength } from './clip/music-length.tsx'
import { PictureSettings } from './clip/picture-settings.tsx'
import { ScreenSettings } from './clip/screen-settings.tsx'
import { SoundSettings } from './clip/sound-settings.tsx'
import { SpeedSettings } from './clip/speed-settings.tsx'
import { TransitionSettings } from './clip/transition-settings.tsx'
import styles from './inspector.module.css'

const fits = ['fill', 'fit', 'fit-blur'] as const satisfies readonly ClipPicture['fit'][]
const minGainDb = -30
const maxGainDb = 12

export function ClipInspector({ clip }: { readonly clip: Clip }) {
  const editor = useEditor()
  const document = useDocument()
  const asset = document.assets[clip.assetId] ?? null
  const lengthTicks = clipDurationTicks(clip, document.settings.frameRate)
  const sourceTicks = asset?.interpretation?.durationTicks ?? null
  const clips = text.inspector.clip
  const hasPicture = document.tracks[clip.trackId]?.band !== 'audio'

  const moveEdge = (edge: 'start' | 'end', seconds: number): void => {
    const now = edge === 'start' ? clip.sourceInTicks : clip.sourceOutTicks
    const deltaTicks = atSpeed(subtractTicks(secondsToTicks(seconds), now), clip.speed)
    editor.run(trimClip, { clipId: clip.id, edge, deltaTicks }, { mergeKey: `trim:${clip.id}:${edge}` })
  }

  return (
    <>
      <section className={styles['section']}>
        <h2 className={styles['heading']}>
          {clips.title}
          <IconButton icon={Trash2} label={clips.delete} {...useKeys('delete')} onPress={() => deleteSelection(editor)} />
        </h2>
        <dl className={styles['facts']}>
          <dt>{clips.name}</dt>
          <dd>{clipName(clip, asset)}</dd>
          <dt>{clips.length}</dt>
          <dd>{text.common.secondsShort(ticksToSeconds(lengthTicks))}</dd>
          {sourceTicks !== null && (
            <>
              <dt>{clips.sourceLength}</dt>
              <dd>{text.common.secondsShort(ticksToSeconds(sourceTicks))}</dd>
            </>
          )}
        </dl>
        {clip.freezeTicks === null && !clip.reversed && (
          <div className={styles['pair']}>
            <NumberField
              label={clips.in}
              value={ticksToSeconds(clip.sourceInTicks)}
              onChange={(seconds) => moveEdge('start', seconds)}
              unit="s"
              min={0}
              max={ticksToSeconds(clip.sourceOutTicks)}
              step={0.1}
              decimals={2}
            />
            <NumberField
              label={clips.out}
              value={ticksToSeconds(clip.sourceOutTicks)}
              onChange={(seconds) => moveEdge('end', seconds)}
              unit="s"
              min={ticksToSeconds(clip.sourceInTicks)}
              {...(sourceTicks !== null && { max: ticksToSeconds(sourceTicks) })}
              step={0.1}
              decimals={2}
            />
          </div>
        )}
      </section>
      {hasPicture && (
        <section className={styles['section']}>
          <Segmented
            label={clips.fit}
            value={clip.picture.fit}
            options={fits.map((value) => ({ value, label: clips.fits[value] }))}
            hint={clips.fitHints[clip.picture.fit]}
            onChange={(fit) => editor.run(setClipPicture, { clipIds: [clip.id], changes: { fit } })}
          />
          <TextField
            label={clips.altText}
            hint={clips.altTextHint}
            lines={2}
            value={clip.altText}
            onChange={(altText) => editor.run(setClipText, { clipId: clip.id, altText }, { mergeKey: `alt-text:${clip.id}` })}
          />
        </section>
      )}
      {asset?.interpretation?.audio && <Sound clip={clip} />}
      <MusicLength clip={clip} />
      <TransitionSettings clip={clip} />
      <SpeedSettings clip={clip} />
      {hasPicture && (
        <>
          <PictureSettings clip={clip} />
          <ColourSettings clip={clip} />
          <HideSettings clip={clip} />
          <ScreenSettings clip={clip} />
        </>
      )}
      {asset?.interpretation?.audio && <SoundSettings clip={clip} />}
      {asset && <AssetLicence asset={asset} />}
      {asset?.interpretation && asset.interpretation.findings.length > 0 && (
        <section className={styles['section']}>
          <h3 className={styles['subheading']}>{text.editor.media.findings}</h3>
          <ClipFindings findings={asset.interpretation.findings} />
        </section>
      )}
    </>
  )
}

function Sound({ clip }: { readonly clip: Clip }) {
  const editor = useEditor()
  const [draftDb, setDraftDb] = useState<number | null>(null)
  const clips = text.inspector.clip
  return (
    <section className={styles['section']}>
      <Slider
        label={clips.volume}
        value={draftDb ?? clip.sound.gainDb}
        min={minGainDb}
        max={maxGainDb}
        step={1}
        format={clips.volumeValue}
        disabled={clip.sound.muted}
        onChange={setDraftDb}
        onChangeEnd={(gainDb) => {
          setDraftDb(null)
          editor.run(setClipSound, { clipIds: [clip.id], changes: { gainDb } }, { mergeKey: `volume:${clip.id}` })
        }}
      />
      <Checkbox
        label={clips.mute}
        checked={clip.sound.muted}
        onChange={(muted) => editor.run(setClipSound, { clipIds: [clip.id], changes: { muted } })}
      />
    </section>
  )
}

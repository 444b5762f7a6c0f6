import { useRef } from 'react'
import { Trash2 } from 'lucide-react'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import { moveItems } from '#shared/edit/commands/move-items.ts'
import { trimItem } from '#shared/edit/commands/trim-item.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { judgeReadingSpeed } from '#shared/caption/readability.ts'
import { findUncovered } from '#shared/overlay/find-uncovered.ts'
import { readStickerArt } from '#shared/overlay/stickers.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { visibleSpan } from '#shared/project/timeline.ts'
import { secondsToTicks, subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { deleteSelection } from '../actions/clips.ts'
import { useDocument, useEditor, useSelection } from '../editor-context.tsx'
import { useFocusRequest } from '../focus-request.ts'
import { AssetLicence } from '../media/asset-licence.tsx'
import { GroundSettings } from './ground-settings.tsx'
import { MotionSettings } from './motion-settings.tsx'
import { PlaceSettings } from './place-settings.tsx'
import { ShapeSettings } from './shape-settings.tsx'
import { TextSettings } from './text-settings.tsx'
import { differingSettings, selectedAlike } from './selected-alike.ts'
import { useOverlayChange } from './use-overlay-change.ts'
import styles from './inspector.module.css'

const words = text.overlays.inspector

/** All that can be changed about a text, sticker, picture or shape over the clips. */
export function OverlayInspector({ overlay }: { readonly overlay: Overlay }) {
  const editor = useEditor()
  const change = useOverlayChange(overlay)
  const document = useDocument()
  const selection = useSelection()
  const alike = selectedAlike(document, selection, overlay)
  const { content } = overlay
  const picture = content.kind === 'image' ? document.assets[content.assetId] : undefined
  return (
    <>
      <section className={styles['section']}>
        <h2 className={styles['heading']}>
          {words.titles[content.kind]}
          <IconButton icon={Trash2} label={words.delete} onPress={() => deleteSelection(editor)} />
        </h2>
        {selection.length > 1 && (
          <p className={styles['hint']}>{words.selected(selection.length, alike.length, differingSettings(alike))}</p>
        )}
        {content.kind === 'text' && <Words overlay={overlay} content={content} />}
        {content.kind === 'shape' && <ShapeSettings overlay={overlay} content={content} />}
        {(content.kind === 'sticker' || content.kind === 'image') && <Shown content={content} />}
      </section>
      {content.kind === 'text' && (
        <section className={styles['section']} aria-label={words.style}>
          <TextSettings overlay={overlay} style={content.style} />
        </section>
      )}
      {content.kind === 'text' && <GroundSettings overlay={overlay} style={content.style} />}
      <PlaceSettings overlay={overlay} />
      <MotionSettings overlay={overlay} />
      <section className={styles['section']} aria-label={words.time}>
        <Time overlay={overlay} />
        {content.kind !== 'text' && (
          <TextField
            label={words.altText}
            hint={words.altTextHint}
            lines={2}
            value={overlay.altText}
            onChange={(altText) => change({ altText }, 'alt-text')}
          />
        )}
      </section>
      {picture && <AssetLicence asset={picture} />}
    </>
  )
}

type TextContent = Extract<Overlay['content'], { kind: 'text' }>

function Words({ overlay, content }: { readonly overlay: Overlay; readonly content: TextContent }) {
  const change = useOverlayChange(overlay)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useFocusRequest('overlay-text', field)
  const document = useDocument()
  const span = visibleSpan(document, overlay.anchor, overlay.durationTicks)
  const seconds = span ? ticksToSeconds(subtractTicks(span.endTicks, span.startTicks)) : 0
  const tooFast = seconds > 0 && judgeReadingSpeed(content.text.length / seconds, document.settings.audience) === 'too-fast'
  const uncovered = findUncovered(content.text, content.style)
  return (
    <TextField
      label={words.text}
      lines={2}
      inputRef={field}
      value={content.text}
      onFocus={() => field.current?.select()}
      onChange={(next) => change({ text: next }, 'text')}
      problem={uncovered.length > 0 ? words.letters(uncovered.join(' ')) : undefined}
      warning={content.text.trim() === '' ? words.empty : tooFast ? words.tooFast : undefined}
    />
  )
}

type ShownContent = Extract<Overlay['content'], { kind: 'sticker' | 'image' }>

function Shown({ content }: { readonly content: ShownContent }) {
  const editor = useEditor()
  const { assets } = useDocument()
  const art = content.kind === 'sticker' ? readStickerArt(content.name) : null
  const address =
    content.kind === 'image'
      ? assetUrl(content.assetId, 'picture')
      : art?.kind === 'drawing'
        ? `/stickers/${art.sticker.id}.svg`
        : `/emoji/${art?.key ?? ''}.svg`
  const name =
    content.kind === 'image'
      ? (assets[content.assetId]?.fileName ?? '')
      : art?.kind === 'drawing'
        ? art.sticker.name
        : text.overlays.emojiName(content.name)
  return (
    <div className={styles['shown']}>
      <span className={styles['thumb']}>
        <img src={address} alt="" draggable={false} />
      </span>
      <span className={styles['shownName']}>{name}</span>
      <Button variant="quiet" onPress={() => editor.show('overlays')}>
        {words.more}
      </Button>
    </div>
  )
}

function Time({ overlay }: { readonly overlay: Overlay }) {
  const editor = useEditor()
  const document = useDocument()
  const span = visibleSpan(document, overlay.anchor, overlay.durationTicks)
  if (!span) return <p className={styles['hint']}>{words.hidden}</p>
  const item = { kind: 'overlay', id: overlay.id } as const
  return (
    <div className={styles['pair']}>
      <NumberField
        label={words.start}
        unit="s"
        min={0}
        step={0.1}
        decimals={2}
        value={ticksToSeconds(span.startTicks)}
        onChange={(seconds) => {
          const deltaTicks = subtractTicks(secondsToTicks(seconds), span.startTicks)
          editor.run(moveItems, { items: [item], deltaTicks }, { mergeKey: `overlay:${overlay.id}:start` })
        }}
      />
      <NumberField
        label={words.length}
        unit="s"
        min={0.1}
        step={0.1}
        decimals={2}
        value={ticksToSeconds(subtractTicks(span.endTicks, span.startTicks))}
        onChange={(seconds) => {
          const lengthTicks = subtractTicks(span.endTicks, span.startTicks)
          const deltaTicks = subtractTicks(secondsToTicks(seconds), lengthTicks)
          editor.run(trimItem, { item, edge: 'end', deltaTicks }, { mergeKey: `overlay:${overlay.id}:length` })
        }}
      />
    </div>
  )
}

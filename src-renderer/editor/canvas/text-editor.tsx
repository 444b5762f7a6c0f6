import { useEffect, useRef, type CSSProperties } from 'react'
import { setOverlays } from '#shared/edit/commands/overlays.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { anchorShares, unitOf } from '#shared/overlay/place-box.ts'
import { fontStack } from '#shared/overlay/fonts.ts'
import { resolveTextStyle } from '#shared/project/brand.ts'
import { useEditor } from '../editor-context.tsx'
import { boxStyle } from './box-style.ts'
import type { SceneItem } from './scene.ts'
import { usePictured } from './use-scene.ts'
import styles from './canvas.module.css'

type Props = {
  readonly scene: SceneItem
  /** CSS pixels of a pixel of the canvas. */
  readonly pixelsPer: number
  readonly onLeave: () => void
}

/** The words of a text, written where they stand; the preview leaves them out meanwhile. */
export function TextEditor({ scene, pixelsPer, onLeave }: Props) {
  const editor = useEditor()
  const { overlays, settings, brandKit } = usePictured()
  const field = useRef<HTMLTextAreaElement>(null)
  const { item, place, name } = scene
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const overlay = item.kind === 'overlay' ? overlays[item.id] : undefined
  if (overlay?.content.kind !== 'text') return null
  const style = resolveTextStyle(overlay.content.style, brandKit)
  // As large as its box was made by keyframes.
  const grown = place.width / (overlay.box.width * unitOf(settings.canvas))
  const unitPx = unitOf(settings.canvas) * pixelsPer * grown
  const { down } = anchorShares(overlay.box.anchorPoint)
  const look: CSSProperties = {
    fontFamily: fontStack(style.fontFamily, style.fontWeight)
      .map(({ family }) => `"${family}"`)
      .join(),
    fontSize: style.size * unitPx,
    lineHeight: style.lineHeight,
    textAlign: style.align,
    color: style.colour,
    paintOrder: 'stroke',
    ...(style.outlineColour !== null && { WebkitTextStroke: `${style.outlineWidth * 2 * unitPx}px ${style.outlineColour}` }),
    ...(style.boxColour !== null && {
      background: style.boxColour,
      padding: style.boxPadding * unitPx,
      borderRadius: style.boxRadius * unitPx,
    }),
  }
  return (
    <div
      className={styles['writing']}
      style={{ ...boxStyle(place, settings.canvas), alignItems: down === 0 ? 'start' : down === 1 ? 'end' : 'center' }}
    >
      <textarea
        ref={field}
        className={styles['words']}
        style={look}
        aria-label={text.canvas.editText(name)}
        rows={1}
        value={overlay.content.text}
        spellCheck={false}
        onChange={({ target }) =>
          editor.run(
            setOverlays,
            { overlayIds: [overlay.id], changes: { text: target.value } },
            { mergeKey: `overlay:${overlay.id}:text` },
          )
        }
        onBlur={onLeave}
        onKeyDown={(event) => {
          // While letters are put together, both keys are theirs.
          if (event.nativeEvent.isComposing) return
          if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return
          event.preventDefault()
          event.stopPropagation()
          field.current?.blur()
        }}
      />
    </div>
  )
}

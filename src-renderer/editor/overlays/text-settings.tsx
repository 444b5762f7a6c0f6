import { Segmented, Select, Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { readableContrast, textContrast } from '#shared/overlay/contrast.ts'
import { resolveTextStyle } from '#shared/project/brand.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import { brandFontOptions } from '../brand/brand-fonts.ts'
import { PaintField } from '../brand/paint-field.tsx'
import { useBrandKit } from '../brand/use-brand-kit.ts'
import { useOverlayChange } from './use-overlay-change.ts'
import styles from './inspector.module.css'

const words = text.overlays.inspector
const weights = [400, 500, 600, 700, 800] as const
const aligns = ['start', 'center', 'end'] as const

type Props = { readonly overlay: Overlay; readonly style: TextStyle }

/** Font, size, thickness, colour and alignment of a text. */
export function TextSettings({ overlay, style }: Props) {
  const change = useOverlayChange(overlay)
  const set = (next: Partial<TextStyle>): void => change({ style: next }, `style:${Object.keys(next).join()}`)
  const kit = useBrandKit()
  const contrast = textContrast(resolveTextStyle(style, kit))
  return (
    <>
      <div className={styles['pair']}>
        <Select
          label={words.font}
          value={style.fontFamily}
          options={brandFontOptions(style.fontFamily, kit)}
          onChange={(fontFamily) => set({ fontFamily })}
        />
        <Select
          label={words.weight}
          value={String(style.fontWeight)}
          options={weights.map((value) => ({ value: String(value), label: words.weights[value] }))}
          onChange={(key) => {
            const fontWeight = weights.find((value) => String(value) === key)
            if (fontWeight) set({ fontWeight })
          }}
        />
      </div>
      <Slider
        label={words.size}
        value={style.size}
        min={24}
        max={480}
        step={2}
        format={(value) => `${value} ${words.units}`}
        onChange={(size) => set({ size })}
      />
      <Segmented
        label={words.align}
        value={style.align}
        options={aligns.map((value) => ({ value, label: words.aligns[value] }))}
        onChange={(align) => set({ align })}
      />
      <PaintField label={words.colour} customLabel={words.custom} value={style.colour} onChange={(colour) => set({ colour })} />
      {contrast !== null && contrast < readableContrast && (
        <output className={styles['warning']}>{words.contrast(contrast.toFixed(1))}</output>
      )}
      <Slider
        label={words.lineHeight}
        value={style.lineHeight}
        min={0.9}
        max={2}
        step={0.02}
        format={(value) => value.toFixed(2)}
        onChange={(lineHeight) => set({ lineHeight })}
      />
    </>
  )
}

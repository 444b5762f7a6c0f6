import { Checkbox, Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { alphaOf, withAlpha } from '#shared/overlay/contrast.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import { SettingsGroup } from '../inspector/disclosure.tsx'
import { PaintField } from '../brand/paint-field.tsx'
import { useOverlayChange } from './use-overlay-change.ts'

const words = text.overlays.inspector
const dark = '#101418'
const usualOutline = 8
const units = (value: number): string => `${value} ${words.units}`

type Props = { readonly overlay: Overlay; readonly style: TextStyle }

/** What sets letters off from the picture. */
export function GroundSettings({ overlay, style }: Props) {
  const change = useOverlayChange(overlay)
  const set = (next: Partial<TextStyle>): void => change({ style: next }, `style:${Object.keys(next).join()}`)
  const { outlineColour, outlineWidth, boxColour, boxPadding, boxRadius } = style
  return (
    <SettingsGroup title={words.ground} isChanged={boxColour !== null || outlineColour !== null}>
      <Checkbox
        label={words.outline}
        checked={outlineColour !== null}
        onChange={(on) => set(on ? { outlineColour: dark, outlineWidth: outlineWidth || usualOutline } : { outlineColour: null })}
      />
      {outlineColour !== null && (
        <>
          <PaintField
            label={words.outlineColour}
            customLabel={words.custom}
            value={outlineColour}
            onChange={(colour) => set({ outlineColour: colour })}
          />
          <Slider
            label={words.outlineWidth}
            value={outlineWidth}
            min={1}
            max={30}
            step={1}
            format={units}
            onChange={(width) => set({ outlineWidth: width })}
          />
        </>
      )}
      <Checkbox label={words.box} checked={boxColour !== null} onChange={(on) => set({ boxColour: on ? `${dark}d9` : null })} />
      {boxColour !== null && (
        <>
          <PaintField
            label={words.boxColour}
            customLabel={words.custom}
            value={boxColour}
            onChange={(colour) => set({ boxColour: withAlpha(colour, alphaOf(boxColour)) })}
          />
          <Slider
            label={words.boxOpacity}
            value={alphaOf(boxColour)}
            min={0.1}
            max={1}
            step={0.05}
            format={text.clipSettings.percent}
            onChange={(alpha) => set({ boxColour: withAlpha(boxColour, alpha) })}
          />
          <Slider
            label={words.boxPadding}
            value={boxPadding}
            min={0}
            max={100}
            step={2}
            format={units}
            onChange={(padding) => set({ boxPadding: padding })}
          />
          <Slider
            label={words.boxRadius}
            value={boxRadius}
            min={0}
            max={100}
            step={2}
            format={units}
            onChange={(radius) => set({ boxRadius: radius })}
          />
        </>
      )}
    </SettingsGroup>
  )
}

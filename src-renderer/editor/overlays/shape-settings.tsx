import { Checkbox, Select, Slider } from '#renderer/ui/choices.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { alphaOf, withAlpha } from '#shared/overlay/contrast.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { PaintField } from '../brand/paint-field.tsx'
import { useOverlayChange } from './use-overlay-change.ts'

const words = text.overlays.inspector
const shapes = ['arrow', 'line', 'rectangle', 'ellipse'] as const
const usual = { fill: '#ffc93c', stroke: '#ff6f59', width: 14 } as const
const units = (value: number): string => `${value} ${words.units}`

type ShapeContent = Extract<Overlay['content'], { kind: 'shape' }>
type Props = { readonly overlay: Overlay; readonly content: ShapeContent }

/** Form, colours and line of a shape. One of fill and line always stays, or nothing would show. */
export function ShapeSettings({ overlay, content }: Props) {
  const change = useOverlayChange(overlay)
  const { shape, fill, stroke, strokeWidth, radius } = content
  const set = (next: Partial<Omit<ShapeContent, 'kind'>>): void => change({ shape: next }, `shape:${Object.keys(next).join()}`)
  const isArea = shape === 'rectangle' || shape === 'ellipse'
  const lineColour = stroke ?? fill ?? usual.stroke
  return (
    <>
      <Select
        label={words.shape}
        value={shape}
        options={shapes.map((value) => ({ value, label: words.shapes[value] }))}
        onChange={(next) => set({ shape: next })}
      />
      {isArea && (
        <Checkbox
          label={words.fill}
          checked={fill !== null}
          onChange={(on) => set(on ? { fill: usual.fill } : { fill: null, ...(stroke === null && withLine(lineColour)) })}
        />
      )}
      {isArea && fill !== null && (
        <>
          <PaintField
            label={words.fillColour}
            customLabel={words.custom}
            value={fill}
            onChange={(colour) => set({ fill: withAlpha(colour, alphaOf(fill)) })}
          />
          <Slider
            label={words.fillOpacity}
            value={alphaOf(fill)}
            min={0.1}
            max={1}
            step={0.05}
            format={text.clipSettings.percent}
            onChange={(alpha) => set({ fill: withAlpha(fill, alpha) })}
          />
        </>
      )}
      {isArea && (
        <Checkbox
          label={words.stroke}
          checked={stroke !== null}
          onChange={(on) => set(on ? withLine(usual.stroke) : { stroke: null, ...(fill === null && { fill: lineColour }) })}
        />
      )}
      {(!isArea || stroke !== null) && (
        <>
          <PaintField
            label={words.strokeColour}
            customLabel={words.custom}
            value={lineColour}
            onChange={(colour) => set({ stroke: colour })}
          />
          <Slider
            label={words.strokeWidth}
            value={strokeWidth}
            min={2}
            max={80}
            step={2}
            format={units}
            onChange={(width) => set({ strokeWidth: width })}
          />
        </>
      )}
      {shape === 'rectangle' && (
        <Slider
          label={words.boxRadius}
          value={radius}
          min={0}
          max={200}
          step={4}
          format={units}
          onChange={(next) => set({ radius: next })}
        />
      )}
    </>
  )

  function withLine(colour: string): Partial<ShapeContent> {
    return { stroke: colour, ...(strokeWidth === 0 && { strokeWidth: usual.width }) }
  }
}

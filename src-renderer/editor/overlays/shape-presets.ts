import type { NewOverlay } from '#shared/edit/commands/overlays.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Box } from '#shared/project/schema/geometry.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import type { OverlayPreset } from './title-presets.ts'

type ShapeContent = Extract<Overlay['content'], { kind: 'shape' }>

const coral = '#ff6f59'
const sun = '#ffc93c'

function shape(content: Partial<ShapeContent> & Pick<ShapeContent, 'shape'>, width: number, height: number): NewOverlay {
  const box: Box = { anchorPoint: 'center', x: 0, y: 0, width, height }
  return { content: { kind: 'shape', fill: null, stroke: null, strokeWidth: 14, radius: 0, ...content }, box }
}

const names = text.overlays.shapes

export const shapePresets: readonly OverlayPreset[] = [
  { id: 'arrow', name: names.arrow, items: [shape({ shape: 'arrow', stroke: coral, strokeWidth: 26 }, 420, 120)] },
  { id: 'line', name: names.line, items: [shape({ shape: 'line', stroke: coral }, 480, 60)] },
  { id: 'rectangle', name: names.rectangle, items: [shape({ shape: 'rectangle', stroke: coral, radius: 28 }, 480, 320)] },
  { id: 'ellipse', name: names.ellipse, items: [shape({ shape: 'ellipse', stroke: coral }, 440, 320)] },
  {
    id: 'filled-rectangle',
    name: names['filled-rectangle'],
    items: [shape({ shape: 'rectangle', fill: sun, radius: 28 }, 480, 320)],
  },
  { id: 'filled-ellipse', name: names['filled-ellipse'], items: [shape({ shape: 'ellipse', fill: sun }, 440, 320)] },
  { id: 'plate', name: names.plate, items: [shape({ shape: 'rectangle', fill: '#101418cc', radius: 36 }, 940, 300)] },
  // Larger than any canvas.
  { id: 'dim', name: names.dim, items: [shape({ shape: 'rectangle', fill: '#10141899' }, 2000, 2000)] },
]

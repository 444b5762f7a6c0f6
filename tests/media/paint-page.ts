import { bundledFonts } from '#shared/overlay/fonts.ts'
import { createTextMeasurer } from '#shared/overlay/measure.ts'
import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'

/** Runs inside Chromium: paints an overlay's box and hands back its pixels in base64. */
async function paintPage({ overlay, ground }: { overlay: PaintedOverlay; ground: string }): Promise<string> {
  await loadFonts()
  const images = new Map<string, HTMLImageElement>()
  for (const item of overlay.items) {
    if (item.kind !== 'emoji' && item.kind !== 'drawing') continue
    const [folder, name] = item.kind === 'emoji' ? ['emoji', item.key] : ['stickers', item.id]
    const image = new Image()
    image.src = `/${folder}/${name}`
    await image.decode()
    images.set(name, image)
  }
  const { x, y, width, height } = overlay.box
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  context.translate(-x, -y)
  paintOverlay<CanvasImageSource>(context, overlay, overlay.startTicks, {
    emoji: (key) => images.get(key),
    drawing: (id) => images.get(id),
    picture: () => undefined,
    layer(_content, layerWidth, layerHeight, paint) {
      const image = new OffscreenCanvas(layerWidth, layerHeight)
      const layerContext = image.getContext('2d')
      if (!layerContext) throw new Error('no layer')
      paint(layerContext)
      return image
    },
  })
  const { data } = context.getImageData(0, 0, width, height)
  let binary = ''
  for (let start = 0; start < data.length; start += 0x8000) binary += String.fromCharCode(...data.subarray(start, start + 0x8000))
  return btoa(binary)
}

async function measureOnPage(fontId: string, sizePx: number, text: string): Promise<number> {
  await loadFonts()
  const context = document.createElement('canvas').getContext('2d')
  if (!context) throw new Error('no canvas')
  return createTextMeasurer(context)(fontId, sizePx, text)
}

let loaded = false

async function loadFonts(): Promise<void> {
  if (loaded) return
  for (const font of bundledFonts) {
    const face = new FontFace(font.family, `url(/font/${font.id})`)
    document.fonts.add(await face.load())
  }
  loaded = true
}

Object.assign(globalThis, { paintPage, measureOnPage })

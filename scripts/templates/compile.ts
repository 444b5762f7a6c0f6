/** From the design of a template to its document, which is what ships. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { compileLesson } from '#shared/lesson/compile-lesson.ts'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { parseLesson } from '#shared/lesson/parse-lesson.ts'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import type { AssetId, ClipId, OverlayId, SlotId, TrackId } from '#shared/project/ids.ts'
import { documentSchema, type LessonDocument, type Slot } from '#shared/project/schema/document.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { Overlay, TextStyle } from '#shared/project/schema/text.ts'
import { createOverlayTrack } from '#shared/project/track-kinds.ts'
import { readStickerArt, stickerSides } from '#shared/overlay/stickers.ts'
import { contentOfSlot } from '#shared/template/judge-template.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { drawColour, drawSlotCard } from './cards.ts'
import type { Design, Layer, Scene } from './design.ts'

const probe = (file: string) => probeFile(file, new AbortController().signal)

const startOf = (scenes: readonly Scene[], index: number): number =>
  Math.round(scenes.slice(0, index).reduce((sum, { seconds }) => sum + seconds, 0) * 1000) / 1000

/** Writes the cards into `folder` and gives the document. */
export async function compileDesign(design: Design, folder: string): Promise<LessonDocument> {
  mkdirSync(folder, { recursive: true })
  const facts = new Map<string, FileFacts>()
  const write = async (name: string, bytes: Buffer): Promise<string> => {
    if (facts.has(name)) return name
    writeFileSync(join(folder, name), bytes)
    const { kind, sha256, byteLength, interpretation, imageSize, imageInterpretation } = await probe(join(folder, name))
    facts.set(name, {
      kind,
      sha256,
      byteLength,
      interpretation,
      imageSize,
      ...(imageInterpretation ? { imageInterpretation } : {}),
    })
    return name
  }
  const slotOf = (id: string) => {
    const slot = design.slots.find((entry) => entry.id === id)
    if (!slot) throw new Error(`${design.id}: no slot is called ${id}`)
    return slot
  }
  const cardOf = (id: string, height?: number, width?: number): Promise<string> =>
    write(`card-${id}.png`, drawSlotCard(slotOf(id), design.palette, height, width))
  const pictured = new Map<string, string>()
  for (const { id, kind } of design.slots) if (kind === 'image') pictured.set(id, await cardOf(id, 900, 900))

  const inWindow = (window: Scene['window']) =>
    window ? { fit: 'fit' as const, crop: { x: 0, y: 0, width: 1, height: 1 }, place: { y: window.y } } : {}
  const clips = []
  const beside = []
  for (const [index, scene] of design.scenes.entries()) {
    const file = scene.slot
      ? await cardOf(scene.slot, scene.window?.height)
      : await write(
          `ground-${(scene.colour ?? design.palette.primary).slice(1)}.png`,
          drawColour(scene.colour ?? design.palette.primary),
        )
    const [kind, seconds] = scene.transition ?? []
    clips.push({
      file,
      out: scene.seconds,
      ...inWindow(scene.window),
      ...(kind && index > 0 ? { transition: { kind, seconds } } : {}),
    })
    if (scene.beside)
      beside.push({
        file: await cardOf(scene.beside.slot, scene.beside.window.height),
        at: startOf(design.scenes, index),
        out: scene.seconds,
        ...inWindow(scene.beside.window),
      })
  }
  const source = {
    id: `template-${design.id}`,
    title: design.title,
    language: 'en',
    clips,
    ...(beside.length > 0 ? { tracks: [{ kind: 'picture-in-picture', clips: beside }] } : {}),
    quizzes: design.questions.map(({ scene, quiz }) => ({
      ...quiz,
      at: Math.round((startOf(design.scenes, scene + 1) - 0.1) * 1000) / 1000,
    })),
    ...(design.challenge ? { challenge: design.challenge } : {}),
  }
  const parsed = parseLesson(source)
  if (!parsed.ok) throw new Error(`${design.id}: ${JSON.stringify(parsed.error)}`)
  const compiled = compileLesson(parsed.value, facts)
  if (!compiled.ok) throw new Error(`${design.id}: ${JSON.stringify(compiled.error)}`)
  const { document, files } = compiled.value

  const assets: Record<string, Asset> = {}
  const licence = { spdx: 'CC0-1.0', attribution: 'Tidbit Studio', sourceUrl: '' }
  /** What lists of media call it: a card is named after its slot. */
  const titleOf = (name: string): string => {
    const slot = design.slots.find(({ id }) => name === `card-${id}.png`)
    return slot ? `${slot.name} (card)` : 'Background'
  }
  const describe = (asset: Asset, name: string): Asset => ({
    ...asset,
    fileName: titleOf(name),
    relativePath: name,
    absolutePath: null,
    storage: 'managed',
    licence,
    consent: { status: 'not-needed', note: '', expires: null },
  })
  for (const asset of Object.values(document.assets)) assets[asset.id] = describe(asset, files.get(asset.id) ?? asset.fileName)
  const pictures = new Map<string, AssetId>()
  for (const [slot, name] of pictured) {
    const known = facts.get(name)
    if (!known) continue
    const id = `asset-${known.sha256.slice(0, 24)}` as AssetId
    const plain = Object.values(document.assets)[0] as Asset
    assets[id] = describe({ ...plain, ...known, id }, name)
    pictures.set(slot, id)
  }

  const overlays: Record<string, Overlay> = {}
  const tracks = { ...document.tracks }
  let lanes = 0
  for (const [index, scene] of design.scenes.entries()) {
    const placed: { from: number; to: number; lane: number }[] = []
    for (const [number, layer] of scene.layers.entries()) {
      const [from, to] = spanOf(layer, scene)
      const lane = Math.max(0, ...placed.filter((other) => other.from < to && from < other.to).map((other) => other.lane + 1))
      placed.push({ from, to, lane })
      lanes = Math.max(lanes, lane + 1)
      const id = `scene-${index + 1}-layer-${number + 1}` as OverlayId
      overlays[id] = compileLayer(layer, id, lane, `clip-${index + 1}` as ClipId, [from, to], pictures)
    }
  }
  for (let lane = 0; lane < lanes; lane += 1)
    tracks[laneId(lane)] = createOverlayTrack(laneId(lane), `Overlays ${lane + 1}`, lane)

  const clipTable = { ...document.clips }
  for (const [index, scene] of design.scenes.entries()) {
    const mark = (id: string, slot: string | undefined): void => {
      const clip = clipTable[id as ClipId]
      if (clip && slot) clipTable[clip.id] = { ...clip, slotId: slot as SlotId }
    }
    mark(`clip-${index + 1}`, scene.slot)
    mark(`track-1-clip-${design.scenes.slice(0, index).filter((each) => each.beside).length + 1}`, scene.beside?.slot)
  }
  const ordered = Object.values(document.questions)
  const questions = Object.fromEntries(
    ordered.map((question, index) => [
      question.id,
      { ...question, slotId: (design.questions[index]?.slot ?? null) as SlotId | null },
    ]),
  )
  const slots: Record<string, Slot> = {}
  for (const { id, kind, name, hint, required = true, min, max } of design.slots)
    slots[id] = {
      id: id as SlotId,
      kind,
      name,
      hint,
      required,
      filled: false,
      minTicks: min === undefined ? null : secondsToTicks(min),
      maxTicks: max === undefined ? null : secondsToTicks(max),
    }
  const { minSeconds, maxSeconds, ...template } = design.template
  const made: LessonDocument = {
    ...document,
    metadata: { ...document.metadata, description: template.summary },
    assets,
    clips: clipTable,
    overlays,
    tracks,
    questions,
    slots,
    template: { ...template, minTicks: secondsToTicks(minSeconds), maxTicks: secondsToTicks(maxSeconds) },
    brandKit: {
      name: '',
      primaryColour: design.palette.primary,
      accentColour: design.palette.accent,
      textColour: design.palette.text,
      backgroundColour: design.palette.background,
      headingFont: 'Inter',
      bodyFont: 'Inter',
      logoAssetId: null,
      nameBanner: { title: '', subtitle: '' },
    },
  }
  for (const slot of Object.values(slots)) {
    const placeholder = contentOfSlot(made, slot)
    if (placeholder !== null) slots[slot.id] = { ...slot, placeholder }
    else if (slot.kind !== 'music') throw new Error(`${design.id}: nothing stands in the slot ${slot.id}`)
  }
  const checked = documentSchema.parse(made)
  const [violation] = checkInvariants(checked)
  if (violation) throw new Error(`${design.id}: ${violation.path} ${violation.rule}`)
  return checked
}

const laneId = (lane: number): TrackId => `overlays-${lane + 1}` as TrackId

function spanOf({ from = 0, to }: Layer, { seconds }: Scene): readonly [number, number] {
  return [from, to === undefined ? seconds : to < 0 ? seconds + to : to]
}

const plain: TextStyle = {
  ...defaultCaptionStyle.text,
  fontFamily: 'brand:heading',
  fontWeight: 800,
  size: 96,
  colour: 'brand:text',
  align: 'start',
  lineHeight: 1.12,
  outlineColour: null,
  outlineWidth: 0,
  boxColour: null,
  boxPadding: 26,
  boxRadius: 18,
}

const animated = (motion: readonly [Overlay['enter']['kind'], number] | undefined): Overlay['enter'] => ({
  kind: motion?.[0] ?? 'none',
  durationTicks: secondsToTicks(motion?.[1] ?? 0),
})

function compileLayer(
  layer: Layer,
  id: OverlayId,
  lane: number,
  clipId: ClipId,
  [from, to]: readonly [number, number],
  pictures: ReadonlyMap<string, AssetId>,
): Overlay {
  return {
    id,
    trackId: laneId(lane),
    anchor: { kind: 'clip', clipId, sourceTicks: secondsToTicks(from) },
    durationTicks: secondsToTicks(Math.round((to - from) * 1000) / 1000),
    content: contentOf(layer, pictures),
    box: { anchorPoint: layer.at ?? 'center', x: layer.x ?? 0, y: layer.y ?? 0, ...sidesOf(layer) },
    rotationDegrees: layer.turn ?? 0,
    opacity: layer.opacity ?? 1,
    placementKeyframes: (layer.move ?? []).map(([at, place, easing = 'ease-out']) => ({
      atTicks: secondsToTicks(at),
      value: { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 1, ...place },
      easing,
    })),
    enter: animated(layer.enter),
    leave: animated(layer.leave),
    groupId: null,
    slotId: (layer.slot ?? null) as SlotId | null,
    altText: layer.alt ?? '',
  }
}

function contentOf(layer: Layer, pictures: ReadonlyMap<string, AssetId>): Overlay['content'] {
  if ('text' in layer) {
    const weight = layer.style.fontWeight ?? plain.fontWeight
    return {
      kind: 'text',
      text: layer.text,
      style: { ...plain, fontFamily: weight >= 700 ? 'brand:heading' : 'brand:body', ...layer.style },
    }
  }
  if ('sticker' in layer) return { kind: 'sticker', name: layer.sticker }
  if ('picture' in layer) return { kind: 'image', assetId: pictures.get(layer.picture) ?? ('' as AssetId) }
  const { shape, fill = null, stroke = null, strokeWidth = 0, radius = 0 } = layer
  return { kind: 'shape', shape, fill, stroke, strokeWidth, radius }
}

function sidesOf(layer: Layer): { readonly width: number; readonly height: number } {
  const width = layer.width ?? ('text' in layer ? 952 : 300)
  if ('sticker' in layer) {
    const art = readStickerArt(layer.sticker)
    if (art?.kind === 'drawing') return stickerSides(art.sticker, width)
  }
  return { width, height: layer.height ?? ('text' in layer ? 420 : width) }
}

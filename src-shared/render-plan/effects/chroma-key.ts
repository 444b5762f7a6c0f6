import type { Layer } from '../plan-layer.ts'
import { clampUnit, toYuv } from './colour.ts'
import type { Planes } from './planes.ts'

type KeySettings = NonNullable<Layer['chromaKey']>

/** What a key colour makes of each colour; tables by `v << 8 | u`. */
export type ChromaKey = {
  /** 0 is see-through, 255 stays. */
  readonly matte: Uint8Array
  /** By Y, for a key without colour (black, white, grey), which only goes where the brightness is like its own, too. */
  readonly lumaMatte: Uint8Array | null
  /** By Y: by how much U and V are lifted before the matte is looked up, in parts of 256. */
  readonly lift: Int32Array
  /** U and V (`u << 8 | v`) without the light that the screen throws on what stands before it. */
  readonly spillFree: Uint16Array
}

/** Below this distance from grey (code values) a key has no direction and is taken by its brightness. */
const leastColour = 16
/**
 * Sideways colour as a share of the colour along the key's direction: up to the first one all of it is the screen's light, from
 * the second one (as in yellow and turquoise) nothing.
 */
const [spillShare, ownShare] = [0.35, 1.1]
/** A screen in shadow has less colour in proportion; it is lifted so far, and not more, because dark hair has a trace of green. */
const mostLift = 1.6

/**
 * A colour's part along the key's direction, less the part across it: 1 for the key itself and more for a purer one, in
 * proportion less for a screen in shadow, and below zero for skin. `similarity` 0.3 takes what has a third of
 * it: all that is sold as a green screen, with pure green as the key.
 */
export function makeChromaKey({ colour, similarity, blend }: KeySettings): ChromaKey {
  const key = yuvOf(colour)
  const square = key.u ** 2 + key.v ** 2
  if (square < leastColour ** 2) return greyKey(key, similarity, blend)
  const full = Math.max(0.03, (1 - similarity) ** 3.2)
  const none = full * (0.75 - 0.75 * blend)
  const narrow = Math.max(0.4, 1.3 - similarity)
  const [matte, spillFree] = [new Uint8Array(65_536), new Uint16Array(65_536)]
  for (let index = 0; index < 65_536; index += 1) {
    const [u, v] = [(index & 255) - 128, (index >> 8) - 128]
    const along = (u * key.u + v * key.v) / square
    const across = Math.abs(u * key.v - v * key.u) / square
    matte[index] = 255 * clampUnit((full - along + across * narrow) / (full - none)) + 0.5
    const own = along > 0 ? clampUnit((across / along - spillShare) / (ownShare - spillShare)) : 1
    spillFree[index] = (codeValue(u * own) << 8) | codeValue(v * own)
  }
  const lift = Int32Array.from({ length: 256 }, (_, y) =>
    Math.round(256 * (y <= 16 ? mostLift : Math.min(mostLift, Math.max(1, (0.75 * (key.y - 16)) / (y - 16))))),
  )
  return { matte, lumaMatte: null, lift, spillFree }
}

function greyKey(key: Yuv, similarity: number, blend: number): ChromaKey {
  const soft = 0.04 + 0.4 * blend
  const stays = (distance: number): number => 255 * clampUnit((distance - similarity * 0.4) / soft) + 0.5
  return {
    matte: Uint8Array.from({ length: 65_536 }, (_, index) =>
      stays(Math.hypot((index & 255) - 128 - key.u, (index >> 8) - 128 - key.v) / 112),
    ),
    lumaMatte: Uint8Array.from({ length: 256 }, (_, y) => stays(Math.abs(y - key.y) / 219)),
    lift: new Int32Array(256).fill(256),
    spillFree: Uint16Array.from({ length: 65_536 }, (_, index) => ((index & 255) << 8) | (index >> 8)),
  }
}

type Yuv = { readonly y: number; readonly u: number; readonly v: number }

/** U and V from the middle. */
function yuvOf(colour: string): Yuv {
  const channels = Float64Array.from([1, 3, 5], (at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  toYuv(channels)
  const [y = 0, u = 0, v = 0] = channels
  return { y, u: u - 128, v: v - 128 }
}

function codeValue(fromMiddle: number): number {
  return Math.max(16, Math.min(240, Math.round(fromMiddle + 128)))
}

/**
 * Makes what has the key's colour see-through and takes its light off the rest. The picture must have an alpha plane; what was
 * see-through in it stays so. Colour is kept at half size, so the matte is found there and enlarged smoothly.
 */
export function applyChromaKey(planes: Planes, { matte, lumaMatte, lift, spillFree }: ChromaKey): void {
  const { width, height, luma, u, v, alpha } = planes
  if (!alpha) return
  const half = width / 2
  const small = new Uint8Array(u.length)
  for (let row = 0; row < height / 2; row += 1) {
    for (let column = 0; column < half; column += 1) {
      const at = row * half + column
      const y = luma[(row * width + column) * 2] as number
      const oldU = u[at] as number
      const oldV = v[at] as number
      const up = lift[y] as number
      const stays = matte[(lifted(oldV, up) << 8) | lifted(oldU, up)] as number
      small[at] = lumaMatte ? Math.max(stays, lumaMatte[y] as number) : stays
      const clean = spillFree[(oldV << 8) | oldU] as number
      u[at] = clean >> 8
      v[at] = clean & 255
    }
  }
  const line = new Uint16Array(half + 2)
  for (let y = 0; y < height; y += 1) {
    const near = y >> 1
    const far = Math.max(0, Math.min(height / 2 - 1, (y & 1) === 0 ? near - 1 : near + 1))
    for (let x = 0; x < half; x += 1) {
      line[x + 1] = (small[near * half + x] as number) * 3 + (small[far * half + x] as number)
    }
    line[0] = line[1] as number
    line[half + 1] = line[half] as number
    coverRow(alpha, y * width, half, line)
  }
}

function lifted(value: number, up: number): number {
  const far = 128 + (((value - 128) * up) >> 8)
  return far < 0 ? 0 : far > 255 ? 255 : far
}

/** Multiplies a row of alpha by a matte of half its width, four times as large, with one more value at each end. */
function coverRow(alpha: Uint8Array, start: number, half: number, line: Uint16Array): void {
  for (let x = 0; x < half; x += 1) {
    const middle = (line[x + 1] as number) * 3
    const left = (middle + (line[x] as number) + 8) >> 4
    const right = (middle + (line[x + 2] as number) + 8) >> 4
    const at = start + x * 2
    const oldLeft = alpha[at] as number
    const oldRight = alpha[at + 1] as number
    alpha[at] = oldLeft === 255 ? left : ((oldLeft * left + 127) / 255) | 0
    alpha[at + 1] = oldRight === 255 ? right : ((oldRight * right + 127) / 255) | 0
  }
}

/** Balls in space, lit for each frame by one sun: the Moon with its craters and seas, and a small turning Earth. */

import { createCanvas, type Canvas } from '@napi-rs/canvas'
import { seeded } from './timing.ts'

export type Vector = readonly [x: number, y: number, z: number]

export interface Light {
  /** Where the sun is, seen from the ball: x to the right, y down, z towards the viewer. */
  readonly sun: Vector
  /** How much of the dark side shows, 0 to 1. */
  readonly ambient: number
  /** How much the ball glows copper, as in an eclipse, 0 to 1. */
  readonly copper?: number
}

const smooth = (from: number, to: number, x: number): number => {
  const k = Math.min(1, Math.max(0, (x - from) / (to - from)))
  return k * k * (3 - 2 * k)
}

function hash(x: number, y: number, z: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(z, 2147483647)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

function noise(x: number, y: number, z: number): number {
  const [ix, iy, iz] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  const [u, v, w] = [smooth(0, 1, x - ix), smooth(0, 1, y - iy), smooth(0, 1, z - iz)]
  const edge = (dy: number, dz: number): number => hash(ix, iy + dy, iz + dz) * (1 - u) + hash(ix + 1, iy + dy, iz + dz) * u
  return (edge(0, 0) * (1 - v) + edge(1, 0) * v) * (1 - w) + (edge(0, 1) * (1 - v) + edge(1, 1) * v) * w
}

function clouds(x: number, y: number, z: number, octaves: number): number {
  let sum = 0
  let weight = 0.5
  let scale = 1
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += weight * noise(x * scale + 17 * octave, y * scale, z * scale)
    weight *= 0.5
    scale *= 2.03
  }
  return sum
}

interface Crater {
  readonly at: Vector
  readonly size: number
  readonly bright: boolean
}

const craters: readonly Crater[] = (() => {
  const random = seeded(41)
  return Array.from({ length: 110 }, (_, index) => {
    const z = random() * 1.1 - 0.1
    const turn = random() * 2 * Math.PI
    const flat = Math.sqrt(Math.max(0, 1 - z * z))
    return {
      at: [flat * Math.cos(turn), flat * Math.sin(turn), z] as const,
      size: index < 7 ? 0.1 + random() * 0.06 : 0.02 + random() ** 2 * 0.06,
      bright: index % 17 === 3,
    }
  })
})()

/** Height and lightness of the Moon's ground at a point of the ball. */
function moonGround(x: number, y: number, z: number): { height: number; light: number } {
  const seas = smooth(0.47, 0.58, clouds(x * 1.7 + 3.1, y * 1.7 + 0.4, z * 1.7 + 1.2, 4) + 0.06 * (z - 0.4) - 0.05 * (y + x))
  let height = clouds(x * 7, y * 7, z * 7, 4) * 0.03 * (1 - 0.6 * seas)
  let light = 1 - 0.3 * seas + (clouds(x * 5 + 9, y * 5, z * 5, 3) - 0.45) * 0.22
  for (const { at, size, bright } of craters) {
    const dot = x * at[0] + y * at[1] + z * at[2]
    if (dot < 0.9) continue
    const k = Math.sqrt(Math.max(0, 2 - 2 * dot)) / size
    if (k < 1) height -= size * 0.34 * (1 - k * k)
    if (k < 1.6) height += size * 0.13 * Math.exp(-(((k - 1) / 0.22) ** 2))
    if (k < 1) light -= 0.07 * smooth(1, 0.5, k)
    if (k < 1.5) light += 0.08 * Math.exp(-(((k - 1.05) / 0.16) ** 2))
    if (bright && k < 6) light += 0.16 * Math.exp(-k / 1.6)
  }
  return { height, light }
}

/** A ball ready to be lit: its picture is redrawn only when the light changes. */
export class Moon {
  readonly radius: number
  readonly #side: number
  readonly #normals: Float32Array
  readonly #flat: Float32Array
  readonly #lightness: Float32Array
  readonly #cover: Float32Array
  readonly #canvas: Canvas
  #last = ''

  constructor(radius: number) {
    this.radius = radius
    const side = Math.ceil(radius * 2) + 4
    this.#side = side
    this.#normals = new Float32Array(side * side * 3)
    this.#flat = new Float32Array(side * side * 3)
    this.#lightness = new Float32Array(side * side)
    this.#cover = new Float32Array(side * side)
    this.#canvas = createCanvas(side, side)
    const middle = (side - 1) / 2
    const step = 1 / radius
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const [px, py] = [(column - middle) / radius, (row - middle) / radius]
        const out = Math.hypot(px, py)
        const index = row * side + column
        this.#cover[index] = Math.min(1, Math.max(0, (1 - out) * radius + 0.5))
        if (this.#cover[index] === 0) continue
        const squeeze = out > 0.999 ? 0.999 / out : 1
        const [x, y] = [px * squeeze, py * squeeze]
        const z = Math.sqrt(1 - x * x - y * y)
        const here = moonGround(x, y, z)
        const right = moonGround(x + step, y, z).height - here.height
        const below = moonGround(x, y + step, z).height - here.height
        const bump = 0.16 * radius
        const normal = [
          x - right * bump * (1 - x * x),
          y - below * bump * (1 - y * y),
          z + (right * x + below * y) * bump,
        ] as const
        const length = Math.hypot(...normal)
        this.#normals.set([normal[0] / length, normal[1] / length, normal[2] / length], index * 3)
        this.#flat.set([x, y, z], index * 3)
        this.#lightness[index] = here.light
      }
    }
  }

  lit({ sun, ambient, copper = 0 }: Light): Canvas {
    const key = `${sun.map((n) => n.toFixed(4)).join()} ${ambient.toFixed(3)} ${copper.toFixed(3)}`
    if (key === this.#last) return this.#canvas
    this.#last = key
    const context = this.#canvas.getContext('2d')
    const image = context.createImageData(this.#side, this.#side)
    const length = Math.hypot(...sun)
    const [sx, sy, sz] = [sun[0] / length, sun[1] / length, sun[2] / length]
    const { data } = image
    for (let index = 0; index < this.#cover.length; index += 1) {
      const cover = this.#cover[index] ?? 0
      if (cover === 0) continue
      const bumped =
        (this.#normals[index * 3] ?? 0) * sx + (this.#normals[index * 3 + 1] ?? 0) * sy + (this.#normals[index * 3 + 2] ?? 0) * sz
      const light = this.#lightness[index] ?? 1
      const flat =
        (this.#flat[index * 3] ?? 0) * sx + (this.#flat[index * 3 + 1] ?? 0) * sy + (this.#flat[index * 3 + 2] ?? 0) * sz
      // The ball decides where day ends; the ground only shades it, most where the sun stands low.
      const relief = Math.min(1.25, Math.max(0.5, 1 + (bumped - flat) * (1.5 - flat)))
      const day = smooth(-0.06, 0.16, flat + (bumped - flat) * 0.25) * (0.72 + 0.33 * Math.max(0, flat)) * relief * (1 - copper)
      const night = ambient * (1 - day * 0.8)
      data[index * 4] = Math.min(255, light * (day * 250 + night * 74 + copper * 172))
      data[index * 4 + 1] = Math.min(255, light * (day * 240 + night * 86 + copper * 78))
      data[index * 4 + 2] = Math.min(255, light * (day * 218 + night * 160 + copper * 62))
      data[index * 4 + 3] = 255 * cover
    }
    context.putImageData(image, 0, 0)
    return this.#canvas
  }
}

/** The Earth from the side, turning: seas, land, ice and a veil of cloud. */
export class Earth {
  readonly radius: number
  readonly #side: number
  readonly #canvas: Canvas
  readonly #map: Uint8Array
  static readonly #wide = 640
  static readonly #tall = 320

  constructor(radius: number) {
    this.radius = radius
    this.#side = Math.ceil(radius * 2) + 4
    this.#canvas = createCanvas(this.#side, this.#side)
    const { wide, tall } = { wide: Earth.#wide, tall: Earth.#tall }
    this.#map = new Uint8Array(wide * tall * 3)
    for (let row = 0; row < tall; row += 1) {
      const up = ((row + 0.5) / tall) * Math.PI
      for (let column = 0; column < wide; column += 1) {
        const turn = (column / wide) * 2 * Math.PI
        const [x, y, z] = [Math.sin(up) * Math.cos(turn), -Math.cos(up), Math.sin(up) * Math.sin(turn)]
        const land = smooth(0.485, 0.5, clouds(x * 1.9 + 5, y * 1.9 + 2, z * 1.9 + 8, 5))
        const ice = smooth(0.86, 0.9, Math.abs(y) + 0.12 * (clouds(x * 4, y * 4, z * 4, 3) - 0.45))
        const veil = 0.72 * smooth(0.5, 0.64, clouds(x * 2.4 + 20, y * 5 + 3, z * 2.4, 5))
        const paint = (sea: number, ground: number): number => {
          const bare = sea + (ground - sea) * land
          const cold = bare + (245 - bare) * ice
          return cold + (250 - cold) * veil
        }
        this.#map.set([paint(38, 92), paint(120, 190), paint(214, 120)], (row * wide + column) * 3)
      }
    }
  }

  lit(sun: Vector, spin: number): Canvas {
    const context = this.#canvas.getContext('2d')
    const image = context.createImageData(this.#side, this.#side)
    const { data } = image
    const middle = (this.#side - 1) / 2
    const length = Math.hypot(...sun)
    for (let row = 0; row < this.#side; row += 1) {
      for (let column = 0; column < this.#side; column += 1) {
        const [x, y] = [(column - middle) / this.radius, (row - middle) / this.radius]
        const out = Math.hypot(x, y)
        const cover = Math.min(1, Math.max(0, (1 - out) * this.radius + 0.5))
        if (cover === 0) continue
        const z = Math.sqrt(Math.max(0, 1 - x * x - y * y))
        const facing = (x * sun[0] + y * sun[1] + z * sun[2]) / length
        const day = smooth(-0.12, 0.2, facing) * (0.75 + 0.3 * Math.max(0, facing))
        const turn = Math.atan2(x, z) / (2 * Math.PI) + spin
        const across = Math.floor((turn - Math.floor(turn)) * Earth.#wide) % Earth.#wide
        const down = Math.min(Earth.#tall - 1, Math.floor((Math.acos(-Math.min(1, Math.max(-1, y))) / Math.PI) * Earth.#tall))
        const from = (down * Earth.#wide + across) * 3
        const rim = smooth(0.75, 1, out) * 46 * (0.25 + day)
        const index = (row * this.#side + column) * 4
        data[index] = Math.min(255, (this.#map[from] ?? 0) * (day + 0.16) + rim * 0.5)
        data[index + 1] = Math.min(255, (this.#map[from + 1] ?? 0) * (day + 0.19) + rim * 0.9)
        data[index + 2] = Math.min(255, (this.#map[from + 2] ?? 0) * (day + 0.32) + rim * 1.3)
        data[index + 3] = 255 * cover
      }
    }
    context.putImageData(image, 0, 0)
    return this.#canvas
  }
}

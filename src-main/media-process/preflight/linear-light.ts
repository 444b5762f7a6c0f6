const table = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})

/** WCAG's linear value, 0 to 1, of a channel of sRGB from 0 to 255. */
export function linearOf(value: number): number {
  return table[value] ?? 0
}

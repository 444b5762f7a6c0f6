import { z } from '../base/zod.ts'

/** No clip lasts a day; beyond it, ticks would stop being whole numbers. */
export const longestSeconds = 86_400
export const seconds = z.number().min(0).max(longestSeconds)

export const text = z.string().trim().min(1, 'write at least one character')

export const fileName = z.string().min(1, 'write a file name')

export const idText = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'write 1 to 64 letters, digits, "-" or "_", beginning with a letter or digit')

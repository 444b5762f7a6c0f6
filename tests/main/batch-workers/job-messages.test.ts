import { describe, expect, it } from 'vitest'
import { itemAnswerSchema, plainNameSchema } from '#main/core/batch-workers/job-messages.ts'
import { readQueueAddress } from '#main/core/batch-workers/queue-address.ts'

describe('what comes from other computers', () => {
  it.each(['..', '.', '', 'a/b.mp4', '..\\b.mp4', 'c:b.mp4', 'a\0.mp4', 'x'.repeat(256)])(
    'is no way to another folder: %j',
    (name) => {
      expect(plainNameSchema.safeParse(name).success).toBe(false)
      const stored = { sha256: '0'.repeat(64), byteLength: 1 }
      const made = { title: 'A', durationSeconds: 1, warnings: [], preflight: [], picture: null, records: [] }
      const answer = { outcome: 'done', ...made, files: [{ output: 0, fileName: name, format: 'mp4', stored }] }
      expect(itemAnswerSchema.safeParse(answer).success).toBe(false)
      const honest = { ...answer, files: [{ output: 0, fileName: 'Grüße …mp4', format: 'mp4', stored }] }
      expect(itemAnswerSchema.safeParse(honest).success).toBe(true)
    },
  )
})

describe('the address of a queue', () => {
  it('is shown without its password', () => {
    const { url, label } = readQueueAddress('redis://me:secret@server:6380/2', undefined)
    expect({ url, label }).toEqual({ url: 'redis://me:secret@server:6380/2', label: 'redis://server:6380' })
    expect(readQueueAddress('rediss://server', 'of the environment').url).toBe('rediss://:of%20the%20environment@server')
    expect(() => readQueueAddress('http://me:secret@server', undefined)).toThrow('redis://server:6379')
  })
})

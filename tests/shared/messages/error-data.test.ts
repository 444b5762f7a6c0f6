import { expect, it } from 'vitest'
import { errorDataSchema } from '#shared/messages/error-data.ts'

it('keeps an error that this build knows, and calls one of another build internal', () => {
  const known = { code: 'file.disk-full', params: { folder: '/full' }, retryable: true }
  expect(errorDataSchema.parse(known)).toEqual(known)
  expect(errorDataSchema.parse({ ...known, code: 'media.took-too-long' })).toEqual({
    code: 'internal',
    params: { detail: 'media.took-too-long' },
    retryable: true,
  })
  expect(errorDataSchema.parse({ ...known, code: 'constructor' }).code).toBe('internal')
  expect(errorDataSchema.safeParse('half a message').success).toBe(false)
})

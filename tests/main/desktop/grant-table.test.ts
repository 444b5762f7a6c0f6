import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createGrantTable } from '#main/desktop/grants/grant-table.ts'
import { grantSchema, type GrantId } from '#shared/ipc/areas/grant.ts'

let folder: string
let clip: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-grants-'))
  clip = join(folder, 'Clip ä (1).mp4')
  await writeFile(clip, 'hello')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const refused = expect.objectContaining({ data: expect.objectContaining({ code: 'grant.unknown' }) })

describe('the grant table', () => {
  it('gives a window a name and an id, never a path', async () => {
    const grant = await createGrantTable().grantRead(clip, 1)
    expect(grantSchema.parse(grant)).toEqual({ grantId: grant.grantId, fileName: 'Clip ä (1).mp4', byteLength: 5 })
    expect(JSON.stringify(grant)).not.toContain(folder)
  })

  it('resolves for the holder and the access it was made for only', async () => {
    const grants = createGrantTable()
    const { grantId } = await grants.grantRead(clip, 1)
    expect(grants.resolve(grantId, 'read', 1)).toBe(clip)
    expect(() => grants.resolve(grantId, 'read', 2)).toThrow(refused)
    expect(() => grants.resolve(grantId, 'write', 1)).toThrow(refused)
    const target = grants.grantWrite(join(folder, 'out.zip'), 1)
    expect(target.fileName).toBe('out.zip')
    expect(() => grants.resolve(target.grantId, 'read', 1)).toThrow(refused)
    expect(() => grants.resolve('made-up-by-the-page' as GrantId, 'read', 1)).toThrow(refused)
  })

  it('forgets what a closed window held', async () => {
    const grants = createGrantTable()
    const mine = await grants.grantRead(clip, 1)
    const other = await grants.grantRead(clip, 2)
    grants.revokeAll(1)
    expect(() => grants.resolve(mine.grantId, 'read', 1)).toThrow(refused)
    expect(grants.resolve(other.grantId, 'read', 2)).toBe(clip)
  })

  it('does not grow without end', async () => {
    const grants = createGrantTable()
    const first = grants.grantWrite('/first', 1)
    for (let index = 0; index < 5000; index += 1) grants.grantWrite(`/next-${index}`, 1)
    expect(() => grants.resolve(first.grantId, 'write', 1)).toThrow(refused)
  })

  it('says that a file is not there', async () => {
    await expect(createGrantTable().grantRead(join(folder, 'gone.mp4'), 1)).rejects.toMatchObject({
      data: { code: 'file.not-found' },
    })
  })
})

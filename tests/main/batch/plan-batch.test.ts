import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileFinder } from '#main/core/batch/inputs/file-finder.ts'
import { planBatch } from '#main/core/batch/plan-batch.ts'
import { recipeSchema } from '#shared/recipe/recipe-schema.ts'

let folder = ''
const at = (...parts: string[]): string => path.join(folder, ...parts)

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-plan-'))
  await mkdir(at('clips'))
  for (const name of ['a.mp4', 'b.mp4']) await writeFile(at('clips', name), name)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const recipeOf = (id: string | undefined) =>
  recipeSchema.parse({
    version: 1,
    name: 'By title',
    language: 'en',
    steps: [
      { step: 'metadata', title: '{title}', ...(id === undefined ? {} : { id }) },
      { step: 'outputs', outputs: [{ format: 'mp4', preset: 'source', name: '{title}' }] },
    ],
  })

/** Titles by clip; gives what each row is refused for. */
async function refusals(
  outFolder: string,
  titles: Readonly<Record<string, string>>,
  id?: string,
  confined = false,
): Promise<readonly string[]> {
  const recipe = recipeOf(id)
  const rows = Object.entries(titles).map(([clip, title], index) => ({
    row: { key: clip, number: index + 1, clip, values: { title } },
    base: at('clips'),
    problems: [],
  }))
  const planned = await planBatch(
    { recipe, recipeFile: at('recipe.json'), rows, outFolder, today: '2026-05-31' },
    { chooseModel: () => Promise.resolve(null), loadTemplate: () => Promise.reject(new Error('no template is asked for')) },
    createFileFinder({ confined }),
  )
  return planned.map((item) => item.refusals.join(' '))
}

describe('the plan of a batch', () => {
  it('lets no row write over the clip of another one, under whatever name the folder goes', async () => {
    await symlink(at('clips'), at('link'))
    const refused = expect.stringContaining('is a file that this run reads')
    expect(await refusals(at('clips'), { 'a.mp4': 'B', 'b.mp4': 'c' })).toEqual([refused, ''])
    expect(await refusals(at('link'), { 'a.mp4': 'b', 'b.mp4': 'c' })).toEqual([refused, ''])
    expect(await refusals(at('results'), { 'a.mp4': 'b', 'b.mp4': 'c' })).toEqual(['', ''])
  })

  it('refuses two rows of one name', async () => {
    const refused = expect.stringContaining('is what several rows are to be called')
    expect(await refusals(at('results'), { 'a.mp4': 'Same', 'b.mp4': 'same' })).toEqual([refused, refused])
  })

  it('reads nothing outside its folders where its names may be of anyone', async () => {
    await writeFile(at('private.mp4'), 'x')
    await mkdir(at('clips-of-others'))
    await writeFile(at('clips-of-others', 'c.mp4'), 'x')
    const rows = { 'a.mp4': 'one', 'none/../b.mp4': 'two', '../clips-of-others/c.mp4': 'three', [at('private.mp4')]: 'four' }
    const refused = expect.stringContaining('leads out of the folders of this batch')
    expect(await refusals(at('results'), rows)).toEqual(['', '', '', ''])
    expect(await refusals(at('results'), rows, undefined, true)).toEqual(['', '', refused, refused])
  })

  it('refuses two rows of one id, whose results platforms would mix', async () => {
    const rows = { 'a.mp4': 'one', 'b.mp4': 'two' }
    const refused = expect.stringContaining('“brakes-1” is the id of several rows: “a.mp4”, “b.mp4”.')
    expect(await refusals(at('results'), rows, 'brakes-1')).toEqual([refused, refused])
    expect(await refusals(at('results'), rows, '{title}')).toEqual(['', ''])
  })
})

import { writeFileSync } from 'node:fs'
import { truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { portableLimitBytes } from '#main/core/media/portable-engine.ts'
import { createPortableEngine } from '#main/desktop/portable/portable-engine.ts'
import type { PortableFiles } from '#main/desktop/portable/portable-files.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { lessonOf } from '../../media/one-clip-lesson.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

vi.mock('#main/desktop/portable/portable-window.ts', () => ({ runInHiddenWindow: () => Promise.resolve(null) }))

/** As the files of a job are served; the window would store the result. */
const served: PortableFiles = {
  answer: () => null,
  open: ({ outputFile }) => void (outputFile && writeFileSync(outputFile, 'a film')),
  failure: () => null,
  close: () => {},
}

test('a file that a job does not read may be as large as it is', async () => {
  const folder = await temporaryFolder()
  const [copy, original] = [path.join(folder, 'converted.mp4'), path.join(folder, 'original.mov')]
  await writeFile(copy, 'a copy')
  await writeFile(original, '')
  await truncate(original, portableLimitBytes + 1)
  const film = videoAsset('x', seconds(4))
  const report = { ...film, interpretation: film.interpretation && { ...film.interpretation, repaired: true } }
  const { document } = lessonOf([{ path: original, report }])
  const plan = compilePlan(document, { preset: 'lms', overlays: [] })
  const assetId = plan.inputs[0]?.assetId ?? film.id
  const files = [
    { assetId, variant: 'original', path: original },
    { assetId, variant: 'repaired', path: copy },
  ] as const
  const engine = createPortableEngine('preload.js', served)
  await engine.render(plan, files, path.join(folder, 'out.mp4'))
  const large = [files[0], { ...files[1], path: original }] as const
  await expect(engine.render(plan, large, path.join(folder, 'out.mp4'))).rejects.toMatchObject({
    code: 'media.portable-too-large',
  })
})

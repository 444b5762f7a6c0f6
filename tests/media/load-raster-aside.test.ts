import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const execute = promisify(execFile)

/** Runs a program that ends by itself; rejects where it ends with another code than 0, or by a signal. */
async function run(program: string): Promise<string> {
  const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', program], { timeout: 60_000 })
  return stdout.trim()
}

const load = `
  const { loadRasterAside } = await import('#main/core/overlay-raster/load-raster-aside.ts')
  const loading = loadRasterAside()
`

test('a thread brings the fonts for the whole process, which then ends as any other', async () => {
  const program = `${load}
    await loading
    const { bundledFonts } = await import('#shared/overlay/fonts.ts')
    const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas')
    const context = createCanvas(100, 50).getContext('2d')
    context.font = '20px "' + bundledFonts[0].family + '"'
    console.log(bundledFonts.every(({ family }) => GlobalFonts.has(family)), context.measureText('Hello').width > 30)
  `
  for (let round = 0; round < 4; round += 1) expect(await run(program)).toBe('true true')
})

test('a process may end at any time while its thread loads', async () => {
  for (const afterMs of [0, 30, 80, 150, 300, 600])
    expect(await run(`${load} setTimeout(() => process.exit(0), ${afterMs}); await loading`)).toBe('')
})

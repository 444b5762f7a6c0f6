import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createLearnerPage } from '#main/desktop/protocol/learner-page.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

async function serve(): Promise<(address: string) => Promise<Response>> {
  const folder = await temporaryFolder()
  const player = path.join(folder, 'player')
  await mkdir(path.join(player, 'fonts'), { recursive: true })
  await writeFile(path.join(player, 'preview.js'), 'run()')
  await writeFile(path.join(player, 'fonts', 'inter.woff2'), 'font')
  await writeFile(path.join(player, 'LICENSE.txt'), 'text')
  await writeFile(path.join(folder, 'secret.js'), 'secret')
  const answer = createLearnerPage(player)
  return (address) => answer(new URL(address))
}

test('the page runs the built player under a policy that lets it reach nothing else', async () => {
  const get = await serve()
  const page = await get('app://learner/')
  expect(await page.text()).toContain('<script src="/preview.js">')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('frame-ancestors app://studio')
  expect(policy).not.toMatch(/unsafe|connect-src|https?:/)
  expect(await (await get('app://learner/preview.js')).text()).toBe('run()')
  expect((await get('app://learner/fonts/inter.woff2')).headers.get('content-type')).toBe('font/woff2')
  expect(await (await get('app://learner/fonts.css')).text()).toContain('url(fonts/inter-latin')
})

test.each(['/../secret.js', '/..%2fsecret.js', '/%2e%2e/secret.js', '/..\\secret.js', '/LICENSE.txt', '/fonts', '/none.js'])(
  'nothing is served for %s',
  async (address) => {
    const get = await serve()
    expect((await get(`app://learner${address}`)).status).toBe(404)
  },
)

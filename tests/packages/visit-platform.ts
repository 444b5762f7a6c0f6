import type { Browser, BrowserContext, Page } from 'playwright'
import type { PackageSources } from '#main/core/packaging/write-package.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { serve, watchTrouble, type Site } from './browser.ts'
import { buildSite } from './build-package.ts'
import { Learner } from './learner.ts'
import { callsOf, platformPage, type Edition, type PlatformSettings } from './platform.ts'

type Visit = {
  readonly edition: Edition
  readonly document: LessonDocument
  readonly settings: PlatformSettings
  readonly browser: Browser
  readonly folder: string
  readonly media: PackageSources['media']
}

export type Journey = (site: Site, context: BrowserContext) => Promise<void>

/** Builds the package, puts it on a platform on loopback and lets a phone go there. */
export async function visitPlatform(
  { edition, document, settings, browser, folder, media }: Visit,
  journey: Journey,
): Promise<void> {
  const root = await buildSite(document, edition, folder, media)
  const site = await serve(root, { '/platform': await platformPage(edition, settings) })
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
  try {
    await journey(site, context)
  } finally {
    await context.close()
    await site.close()
  }
}

export async function open(
  site: Site,
  context: { newPage(): Promise<Page> },
): Promise<{ readonly page: Page; readonly learner: Learner; readonly trouble: readonly string[] }> {
  const page = await context.newPage()
  const trouble = watchTrouble(page, site.address)
  await page.goto(`${site.address}/platform`)
  return { page, learner: await learnerOn(page), trouble }
}

export async function learnerOn(page: Page): Promise<Learner> {
  const handle = await page.waitForSelector('#lesson')
  const frame = await handle.contentFrame()
  if (!frame) throw new Error('no lesson frame')
  await frame.waitForSelector('.tb-big-play')
  return new Learner(frame)
}

/** The last value of everything that was set. */
export async function setsOf(page: Page): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    (await callsOf(page)).filter(([method]) => method.endsWith('SetValue')).map(([, name = '', value = '']) => [name, value]),
  )
}

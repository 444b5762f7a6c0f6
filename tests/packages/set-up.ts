import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import type { PackageSources } from '#main/core/packaging/write-package.ts'
import { launchChromium } from './browser.ts'
import { buildPlayer, makeFolder, makeMedia } from './build-package.ts'

/** What tests in Chromium work with; there once the tests of a file run. */
export type TestTools = {
  readonly browser: Browser
  /** Gone after the last test. */
  readonly folder: string
  /** A film and its poster. */
  readonly media: PackageSources['media']
}

/** Builds the player, films a clip and opens Chromium before the tests of a file, and clears away after them. */
export function setUpChromium(seconds?: number): TestTools {
  const tools: { -readonly [Name in keyof TestTools]?: TestTools[Name] } = {}
  beforeAll(async () => {
    await buildPlayer()
    tools.folder = await makeFolder()
    tools.media = await makeMedia(tools.folder, seconds)
    tools.browser = await launchChromium()
  })
  afterAll(async () => {
    await tools.browser?.close()
    if (tools.folder !== undefined) await rm(tools.folder, { recursive: true, force: true })
  })
  return tools as TestTools
}

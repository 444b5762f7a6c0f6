import axe from 'axe-core'
import type { Page } from 'playwright'

/**
 * What axe finds wrong in these places (CSS selectors) as the window is now; contents of frames are not looked into.
 * `rules` are names of axe's. Motion is off from then on: a colour on its way to another is not the one that is read.
 */
export async function findViolations(
  page: Page,
  places: readonly string[] = ['html'],
  rules: 'all' | readonly string[] = 'all',
): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  // Half a megabyte: once a page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  // Two pictures, so that a theme set just before is drawn.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  return page.evaluate(
    async ([include, chosen]) => {
      const { axe: checker } = window as unknown as { axe: typeof axe }
      const found = await checker.run(
        { include: include.map((place) => [place]) },
        {
          resultTypes: ['violations'],
          iframes: false,
          ...(chosen !== 'all' && { runOnly: { type: 'rule', values: [...chosen] } }),
        },
      )
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    },
    [places, rules] as const,
  )
}

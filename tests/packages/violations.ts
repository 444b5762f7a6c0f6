import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'

/** The rules broken, with the elements that break them; the policy of the page allows no script but by the debugger. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const runner = Reflect.get(window, 'axe') as {
      run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
    }
    const { violations: found } = await runner.run({ resultTypes: ['violations'] })
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}

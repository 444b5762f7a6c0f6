import type { Page } from 'playwright'

/** Files that were let go over the window, as the system hands them over. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', id: 'drop-test', multiple: true })
    document.body.append(input)
  })
  await page.setInputFiles('#drop-test', [...files])
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#drop-test')
    const dataTransfer = new DataTransfer()
    for (const each of input?.files ?? []) dataTransfer.items.add(each)
    input?.remove()
    const target = document.querySelector('main') ?? document.body
    for (const kind of ['dragenter', 'dragover', 'drop'])
      target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
  })
}

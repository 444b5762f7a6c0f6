import type { Page } from 'playwright'

/** High contrast comes in both tones, as the computer is set. */
export type ThemeName = 'light' | 'dark' | 'contrast-light' | 'contrast-dark'

/** Shows the window in a theme, for as long as it is open. */
export function showTheme(page: Page, name: ThemeName): Promise<void> {
  return page.evaluate((theme) => {
    const { dataset } = document.documentElement
    dataset['theme'] = theme.endsWith('dark') ? 'dark' : 'light'
    if (theme.startsWith('contrast')) dataset['contrast'] = ''
    else delete dataset['contrast']
  }, name)
}

import type { Frame, Locator } from 'playwright'

/** What a learner does, in a page or in a platform's frame. */
export class Learner {
  readonly at: Frame

  constructor(at: Frame) {
    this.at = at
  }

  get dialog(): Locator {
    return this.at.getByRole('dialog')
  }

  async start(): Promise<void> {
    await this.at.getByRole('button', { name: /Start the lesson|Continue from/ }).click()
  }

  async waitForQuestion(prompt: string): Promise<void> {
    await this.at.getByRole('dialog', { name: prompt }).waitFor({ timeout: 40_000 })
  }

  async choose(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.dialog.locator('label', { hasText: name }).click()
  }

  async press(name: string): Promise<void> {
    await this.at.getByRole('button', { name, exact: true }).click()
  }

  /** Seconds. */
  videoTime(): Promise<number> {
    return this.at.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime)
  }

  isPaused(): Promise<boolean> {
    return this.at.locator('video').evaluate((video) => (video as HTMLVideoElement).paused)
  }

  /** Watches on in full, but faster: the film between two questions is not what is looked at. */
  private async hurry(): Promise<void> {
    await this.at.locator('video').evaluate((video) => ((video as HTMLVideoElement).playbackRate = 4))
  }

  /** Answers the four questions of the sample lesson. */
  async answerSample(name: string): Promise<void> {
    await this.hurry()
    await this.waitForQuestion('How many Earths fit side by side across Jupiter?')
    await this.choose('About eleven')
    await this.press('Check answer')
    await this.press('Continue')
    await this.answerRest(name)
  }

  async answerRest(name: string): Promise<void> {
    await this.hurry()
    await this.waitForQuestion('Which gases is Jupiter mostly made of?')
    await this.choose('Hydrogen', 'Helium')
    await this.press('Check answer')
    await this.press('Continue')
    await this.waitForQuestion('You could stand on the surface of Jupiter.')
    await this.choose('False')
    await this.press('Check answer')
    await this.press('Continue')
    await this.waitForQuestion('What is the largest planet called?')
    await this.at.getByLabel('Your answer').fill(name)
    await this.press('Check answer')
    await this.press('Continue')
    await this.at.getByRole('heading', { name: 'Your result' }).waitFor()
  }
}

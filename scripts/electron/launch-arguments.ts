/** Chromium's sandbox refuses root; only then is it left out, which is for development and tests. */
export function sandboxArguments(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

export const rootWarning =
  'You are root, so Chromium runs without its sandbox. Start Tidbit Studio as an ordinary user for real work.'

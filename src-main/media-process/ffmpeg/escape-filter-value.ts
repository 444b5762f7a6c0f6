/**
 * Text as the value of an option in a filter graph's description (FFmpeg's ffmpeg-filters manual, "Notes on filtergraph escaping":
 * once for the option, once for the graph).
 */
export function escapeFilterValue(text: string): string {
  return text.replaceAll(/[\\':]/gu, String.raw`\$&`).replaceAll(/[\\'[\],;]/gu, String.raw`\$&`)
}

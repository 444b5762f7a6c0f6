/** Readings that drones write into subtitle files (DJI: GPS, HOME, BAROMETER; [iso: …] [latitude: …]). */
const reading =
  /\b(?:GPS|HOME)\s?\(|\b(?:BAROMETER|ISO|Shutter|Fnum|latitude|longitude|altitude|rel_alt|abs_alt|focal_len|color_md|SrtCnt|DiffTime)\s?:/gi

const readingsOfAFlight = 3

/** Whether most cues are lists of instrument readings rather than words. */
export function looksLikeTelemetry(texts: readonly string[]): boolean {
  const flights = texts.filter((text) => (text.slice(0, 2000).match(reading)?.length ?? 0) >= readingsOfAFlight)
  return flights.length > texts.length / 2
}

import path from 'node:path'

/** Where a run keeps what is its own, inside the folder of its results. */
export function batchPlaces(outFolder: string) {
  const own = path.join(outFolder, 'tidbit-batch')
  return {
    journal: path.join(own, 'journal.jsonl'),
    /** Of mended copies, waveforms and transcripts; may be deleted at any time. */
    cache: path.join(own, 'cache'),
    pictures: path.join(own, 'pictures'),
    report: path.join(own, 'report.html'),
  }
}

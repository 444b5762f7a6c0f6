const captions = (count: number): string => (count === 1 ? '1 caption' : `${count} captions`)

/** The words around saving captions as a file. */
export const captionExport = {
  title: 'Save captions as a file',
  menu: 'Save captions as…',
  format: 'Format',
  save: 'Save…',
  saved: (fileName: string) => `The captions were saved as “${fileName}”.`,
  formats: {
    vtt: { name: 'WebVTT (.vtt)', hint: 'For websites and video players; keeps everything.' },
    srt: { name: 'SubRip (.srt)', hint: 'Read nearly everywhere; for social media and translators.' },
    ass: { name: 'SubStation Alpha (.ass)', hint: 'For subtitle editors; keeps everything.' },
    ttml: { name: 'TTML, IMSC 1.1 (.ttml)', hint: 'For broadcasters; keeps everything.' },
    txt: { name: 'Transcript (.txt)', hint: 'The words alone, to read or to print.' },
  },
  extras: {
    times: 'times',
    speakers: 'who speaks',
    places: 'places in the picture',
    'places-between': 'exact places in the picture',
    emphasis: 'bold, italic and underlined words',
    colours: 'coloured words',
    words: 'times of single words',
  },
  lost: (what: string, count: number) => `${what} (${captions(count)})`,
  losses: (lost: readonly string[]) => `This format cannot hold: ${lost.join('; ')}.`,
  keepsAll: 'Nothing is lost in this format.',
  written: (count: number, fileName: string) => `${captions(count)} in ${fileName}.`,
} as const

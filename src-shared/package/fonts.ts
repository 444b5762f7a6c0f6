/** A part of Inter as npm splits it (@fontsource-variable/inter, wght.css): its file in the built player and what it covers. */
type FontPart = { readonly file: string; readonly unicodeRange: string; readonly covers: RegExp }

const latin: FontPart = {
  file: 'inter-latin-wght-normal.woff2',
  unicodeRange:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  covers: /[\s\S]?/,
}

const otherParts: readonly FontPart[] = [
  {
    file: 'inter-latin-ext-wght-normal.woff2',
    unicodeRange: 'U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+2C60-2C7F,U+A720-A7FF',
    covers: /[\u0100-\u02ba\u1e00-\u1e9f\u1ef2-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]/,
  },
  {
    file: 'inter-vietnamese-wght-normal.woff2',
    unicodeRange:
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
    covers: /[\u01a0-\u01a1\u01af-\u01b0\u1ea0-\u1ef1\u20ab]/,
  },
  {
    file: 'inter-cyrillic-wght-normal.woff2',
    unicodeRange: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
    covers: /[\u0400-\u045f\u0490-\u0491\u04b0-\u04b1\u2116]/,
  },
  {
    file: 'inter-cyrillic-ext-wght-normal.woff2',
    unicodeRange: 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F',
    covers: /[\u0460-\u048f\u0492-\u04af\u04b2-\u052f\u1c80-\u1c8a\u20b4\u2de0-\u2dff\ua640-\ua69f]/,
  },
  {
    file: 'inter-greek-wght-normal.woff2',
    unicodeRange: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF',
    covers: /[\u0370-\u03ff]/,
  },
  { file: 'inter-greek-ext-wght-normal.woff2', unicodeRange: 'U+1F00-1FFF', covers: /[\u1f00-\u1fff]/ },
]

/** The names of all font files that the build of the player copies. */
export const playerFontFiles: readonly string[] = [latin, ...otherParts].map((part) => part.file)

/** A font that some looks of captions are written in: its file and its licence in the built player, and the package they come from. */
type CaptionFont = { readonly family: string; readonly file: string; readonly folder: string; readonly weight: string }

const captionFonts: readonly CaptionFont[] = [
  { family: 'Anton', file: 'Anton_400Regular.ttf', folder: 'anton', weight: '400Regular' },
  {
    family: 'Atkinson Hyperlegible',
    file: 'AtkinsonHyperlegibleNext_700Bold.ttf',
    folder: 'atkinson-hyperlegible-next',
    weight: '700Bold',
  },
  { family: 'Caveat', file: 'Caveat_700Bold.ttf', folder: 'caveat', weight: '700Bold' },
  { family: 'Fredoka', file: 'Fredoka_600SemiBold.ttf', folder: 'fredoka', weight: '600SemiBold' },
  { family: 'Montserrat', file: 'Montserrat_800ExtraBold.ttf', folder: 'montserrat', weight: '800ExtraBold' },
]

const licenceOf = ({ folder }: CaptionFont): string => `${folder}.OFL.txt`

/** What the build of the player copies for them: from below node_modules to the name in its fonts folder. */
export const captionFontFiles: readonly { readonly from: string; readonly to: string }[] = captionFonts.flatMap((font) => [
  { from: `@expo-google-fonts/${font.folder}/${font.weight}/${font.file}`, to: font.file },
  { from: `@expo-google-fonts/${font.folder}/LICENSE_FONT`, to: licenceOf(font) },
])

export type FontSelection = { readonly files: readonly string[]; readonly css: string }

function writeFontStyles(parts: readonly FontPart[]): string {
  const rules = parts.map(
    (part) =>
      `@font-face{font-family:Inter;font-style:normal;font-weight:100 900;font-display:swap;src:url(fonts/${part.file}) format("woff2");unicode-range:${part.unicodeRange}}`,
  )
  return `${rules.join('\n')}\n`
}

/** For a page that shows any lesson: browsers load only the parts they need. */
export const playerFontStyles: string = writeFontStyles([latin, ...otherParts])

/** One file for every weight, so that no browser makes another of it. */
function writeCaptionFontStyles(fonts: readonly CaptionFont[]): string {
  return fonts
    .map(
      ({ family, file }) =>
        `@font-face{font-family:"${family}";font-style:normal;font-weight:100 900;font-display:swap;src:url(fonts/${file}) format("truetype")}\n`,
    )
    .join('')
}

/**
 * Only the parts that the lesson's own text needs travel with it, and the fonts of its captions; other scripts fall back to the
 * learner's fonts. `files` also has the licences of the latter.
 */
export function selectFonts(text: string, captionFamilies: readonly string[] = []): FontSelection {
  const parts = [latin, ...otherParts.filter((part) => part.covers.test(text))]
  const fonts = captionFonts.filter(({ family }) => captionFamilies.includes(family))
  return {
    files: [...parts.map((part) => part.file), ...fonts.flatMap((font) => [font.file, licenceOf(font)])],
    css: writeFontStyles(parts) + writeCaptionFontStyles(fonts),
  }
}

import { bundledFonts } from '#shared/overlay/fonts.ts'

/** The very files that the media process draws with, by their path below node_modules. */
const fontUrls = import.meta.glob<string>(
  [
    '../../node_modules/@expo-google-fonts/inter/{400Regular,500Medium,600SemiBold,700Bold,800ExtraBold}/*.ttf',
    '../../node_modules/@expo-google-fonts/{noto-sans,noto-sans-hebrew,noto-sans-arabic}/{400Regular,700Bold}/*.ttf',
    '../../node_modules/@expo-google-fonts/{noto-sans-jp,atkinson-hyperlegible-next,caveat}/700Bold/*.ttf',
    '../../node_modules/@expo-google-fonts/anton/400Regular/*.ttf',
    '../../node_modules/@expo-google-fonts/fredoka/600SemiBold/*.ttf',
    '../../node_modules/@expo-google-fonts/montserrat/800ExtraBold/*.ttf',
  ],
  { query: '?url', import: 'default', eager: true },
)

let loading: Promise<void> | null = null

/** Registers the fonts of overlays under their names of `overlay/fonts.ts`; once for the window. Throws where one is missing. */
export function loadOverlayFonts(): Promise<void> {
  loading ??= Promise.all(
    bundledFonts.map(async ({ family, file }) => {
      const url = fontUrls[`../../node_modules/${file}`]
      if (url === undefined) throw new Error(`The font file ${file} is not part of this build`)
      document.fonts.add(await new FontFace(family, `url("${url}")`).load())
    }),
  ).then(() => undefined)
  return loading
}

import type { Canvas2D } from './canvas-2d.ts'
import type { packedCoverage } from './tables/coverage.ts'

export type CoverageName = keyof typeof packedCoverage

/** One static font file that ships with the product. */
export type BundledFont = {
  readonly id: string
  /** The family it is registered under, one family a file, so that no canvas ever picks or fakes another weight. */
  readonly family: string
  readonly weight: number
  readonly coverage: CoverageName
  /** Below node_modules; the packages of the font files are dependencies. */
  readonly file: string
}

const font = (coverage: CoverageName, weight: number, file: string): BundledFont => ({
  id: `${coverage}-${weight}`,
  family: `Tidbit ${coverage} ${weight}`,
  weight,
  coverage,
  file: `@expo-google-fonts/${file}`,
})

/** Every font text is drawn with; nothing of the machine's own fonts is ever used. */
export const bundledFonts: readonly BundledFont[] = [
  font('inter', 400, 'inter/400Regular/Inter_400Regular.ttf'),
  font('inter', 500, 'inter/500Medium/Inter_500Medium.ttf'),
  font('inter', 600, 'inter/600SemiBold/Inter_600SemiBold.ttf'),
  font('inter', 700, 'inter/700Bold/Inter_700Bold.ttf'),
  font('inter', 800, 'inter/800ExtraBold/Inter_800ExtraBold.ttf'),
  font('noto-sans', 400, 'noto-sans/400Regular/NotoSans_400Regular.ttf'),
  font('noto-sans', 700, 'noto-sans/700Bold/NotoSans_700Bold.ttf'),
  font('noto-sans-hebrew', 400, 'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'),
  font('noto-sans-hebrew', 700, 'noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf'),
  font('noto-sans-arabic', 400, 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf'),
  font('noto-sans-arabic', 700, 'noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'),
  // One weight: each is 5.5 MB.
  font('noto-sans-jp', 700, 'noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
  // One weight each: they are for short texts that stand out.
  font('anton', 400, 'anton/400Regular/Anton_400Regular.ttf'),
  font('atkinson', 700, 'atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'),
  font('caveat', 700, 'caveat/700Bold/Caveat_700Bold.ttf'),
  font('fredoka', 600, 'fredoka/600SemiBold/Fredoka_600SemiBold.ttf'),
  font('montserrat', 800, 'montserrat/800ExtraBold/Montserrat_800ExtraBold.ttf'),
]

const fontsById = new Map(bundledFonts.map((entry) => [entry.id, entry]))

/** Chromium shapes ideographs and kana one by one and so cannot kern them, Skia can; set solid they agree. */
const unkerned: ReadonlySet<CoverageName> = new Set(['noto-sans-jp'])

/** Sets a canvas to a bundled font. Throws for an id that is not bundled. */
export function setCanvasFont(context: Pick<Canvas2D<never>, 'font' | 'fontKerning'>, fontId: string, sizePx: number): void {
  const entry = fontsById.get(fontId)
  if (!entry) throw new Error(`No bundled font is called ${fontId}`)
  context.font = `${sizePx}px "${entry.family}"`
  context.fontKerning = unkerned.has(entry.coverage) ? 'none' : 'normal'
}

/** The order in which scripts are looked for after the family that the style asks for. */
const fallbackOrder: readonly CoverageName[] = ['inter', 'noto-sans', 'noto-sans-hebrew', 'noto-sans-arabic', 'noto-sans-jp']

const familyNames: ReadonlyMap<string, CoverageName> = new Map([
  ['inter', 'inter'],
  ['noto sans', 'noto-sans'],
  ['noto sans hebrew', 'noto-sans-hebrew'],
  ['noto sans arabic', 'noto-sans-arabic'],
  ['noto sans jp', 'noto-sans-jp'],
  ['anton', 'anton'],
  ['atkinson hyperlegible', 'atkinson'],
  ['caveat', 'caveat'],
  ['fredoka', 'fredoka'],
  ['montserrat', 'montserrat'],
])

/** The fonts that a text of this style may use, first choice first; an unknown family counts as Inter. */
export function fontStack(fontFamily: string, fontWeight: number): readonly BundledFont[] {
  const wanted = familyNames.get(fontFamily.trim().toLowerCase())
  const order = wanted ? [wanted, ...fallbackOrder.filter((name) => name !== wanted)] : fallbackOrder
  return order.map((name) => nearestWeight(name, fontWeight))
}

function nearestWeight(name: CoverageName, fontWeight: number): BundledFont {
  const distance = (entry: BundledFont): number => Math.abs(entry.weight - fontWeight)
  return bundledFonts
    .filter((entry) => entry.coverage === name)
    .reduce((best, entry) => (distance(entry) < distance(best) ? entry : best))
}

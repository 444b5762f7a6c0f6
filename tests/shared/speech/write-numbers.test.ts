import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEnglishNumber } from '#shared/speech/english-numbers.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { writeNumbers } from '#shared/speech/write-numbers.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

/** Words of a third of a second; a number is a pause in seconds. */
function speak(text: string): readonly SpokenWord[] {
  let at = 0
  return text.split(' ').flatMap((part): SpokenWord[] => {
    if (/^\d/.test(part)) {
      at += Number(part)
      return []
    }
    const startTicks = secondsToTicks(at)
    at += 0.33
    return [{ text: part, startTicks, endTicks: secondsToTicks(at), confidence: part === 'five' ? 0.4 : 0.9 }]
  })
}

const written = (text: string, language = 'en'): string =>
  writeNumbers(speak(text), language)
    .map((word) => word.text)
    .join(' ')

const units = [
  ...['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen'],
  ...['fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
]
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

function spell(value: number, and: boolean): readonly string[] {
  if (value >= 1000) return [...spell(Math.floor(value / 1000), and), 'thousand', ...rest(value % 1000, and)]
  if (value >= 100) return [units[Math.floor(value / 100)] ?? '', 'hundred', ...rest(value % 100, and)]
  if (value < 20) return [units[value] ?? ''].filter((word) => word !== '')
  return [tens[Math.floor(value / 10)] ?? '', ...spell(value % 10, and)]
}

const rest = (value: number, and: boolean): readonly string[] =>
  value === 0 ? [] : [...(and && value < 100 ? ['and'] : []), ...spell(value, and)]

describe('numbers in English', () => {
  it('reads every number as it is said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.boolean(), (value, and) => {
        expect(readEnglishNumber(spell(value, and))?.replace(',', '')).toBe(String(value))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['it took twenty five minutes', 'it took 25 minutes'],
    ['one hundred and five people and dogs', '105 people and dogs'],
    ['in nineteen eighty four', 'in 1984'],
    ['in twenty twenty six', 'in 2026'],
    ['about three point one four', 'about 3.14'],
    ['the twenty first of june', 'the 21st of june'],
    ['a thirty second clip', 'a 30 second clip'],
    ['between twenty five and thirty people', 'between 25 and 30 people'],
    ['fifteen thousand metres', '15,000 metres'],
    ['twenty five million years', '25 million years'],
  ])('writes "%s" in digits', (heard, digits) => expect(written(heard)).toBe(digits))

  it.each([
    'one two three go',
    'one of the first',
    'ten thirty',
    'two or three',
    'the point is and stays',
    'a hundred and more',
    'wait a second',
    'wait two seconds',
  ])('leaves "%s" as it is', (heard) => expect(written(heard)).toBe(heard))

  it('takes two numbers with a pause between them for two', () => {
    expect(written('twenty 0.6 five')).toBe('20 five')
  })

  it('gives the number the time of its words and the least certain of them', () => {
    const [, number] = writeNumbers(speak('take twenty five'), 'en')
    expect(number).toEqual({ text: '25', startTicks: secondsToTicks(0.33), endTicks: secondsToTicks(0.99), confidence: 0.4 })
  })

  it('leaves other languages alone', () => {
    expect(written('twenty five', 'pl')).toBe('twenty five')
  })
})

describe('numbers in other languages', () => {
  it.each([
    ['de', 'nach fünfundzwanzig minuten', 'nach 25 minuten'],
    ['de', 'im jahr neunzehnhundertvierundachtzig', 'im jahr 1984'],
    ['de', 'im jahr zweitausend sechsundzwanzig', 'im jahr 2026'],
    ['de', 'drei hundert leute und zwölf hunde', '300 leute und 12 hunde'],
    ['de', 'hunderteins und einundzwanzig', '101 und 21'],
    ['de', 'etwa drei komma eins vier', 'etwa 3,14'],
    ['de', 'fünfzehntausend meter', '15.000 meter'],
    ['de', 'ein und zwanzig leute', '21 leute'],
    ['de', 'zweihundert ein haus', '201 haus'],
    ['de', 'zwanzig ein haus', '20 ein haus'],
    ['de', 'ein zwölf meter hoher baum', 'ein 12 meter hoher baum'],
    ['de', 'zwölf und ein haus', '12 und ein haus'],
    ['de', 'drei komma vierzehn', '3,14'],
    ['nl', 'een en twintig dagen', '21 dagen'],
    ['nl', 'na vijfentwintig minuten', 'na 25 minuten'],
    ['nl', 'tweeëntwintig en honderdvijf', '22 en 105'],
    ['nl', 'negentienhonderdvierentachtig', '1984'],
    ['nl', 'tweeduizend zesentwintig', '2026'],
    ['nl', 'de eerste twintig mensen', 'de eerste 20 mensen'],
    ['nl', 'vijfentwintig eerste plaatsen', '25 eerste plaatsen'],
    ['fr', 'le deuxième cent trente', 'le deuxième 130'],
    ['fr', 'vingt cinq deuxième prix', '25 deuxième prix'],
    ['es', 'a los treinta y cinco minutos', 'a los 35 minutos'],
    ['es', 'mil novecientos ochenta y cuatro', '1984'],
    ['es', 'dos mil veintiséis', '2026'],
    ['es', 'ciento dos personas y doscientas casas', '102 personas y 200 casas'],
    ['es', 'treinta y un días y treinta y una noches', '31 días y 31 noches'],
    ['es', 'treinta y uno', '31'],
    ['es', 'doscientas una casas', '201 casas'],
    ['fr', 'vingt et un jours', '21 jours'],
    ['fr', 'soixante et une personnes', '61 personnes'],
    ['fr', 'deux cent un mètres', '201 mètres'],
    ['fr', 'vingt cinq et un chien', '25 et un chien'],
    ['fr', 'trois virgule quatorze', '3,14'],
    ['fr', 'après vingt cinq minutes', 'après 25 minutes'],
    ['fr', 'vingt-et-un jours', '21 jours'],
    ['fr', 'soixante et onze ou quatre vingt onze', '71 ou 91'],
    ['fr', 'quatre vingts et septante deux', '80 et 72'],
    ['fr', 'mille neuf cent quatre vingt quatre', '1984'],
    ['fr', 'deux cents mètres', '200 mètres'],
    ['fr', 'quinze mille mètres', '15\u202f000 mètres'],
    ['ar', 'بعد خمس وعشرين دقيقة', 'بعد 25 دقيقة'],
    ['ar', 'في عام ألف وتسعمئة وأربعة وثمانين', 'في عام 1984'],
    ['ar', 'سنة ألفين وستة وعشرين', 'سنة 2026'],
    ['ar', 'أحد عشر كوكبًا', '11 كوكبًا'],
    ['ar', 'ثلاثة فاصلة أربعة عشر', '3.14'],
    ['ar', 'واحد فاصلة صفر خمسة', '1.05'],
    ['ar', 'واحد فاصلة صفر صفر اثنان', '1.002'],
    ['ar', 'واحد فاصلة صفر', '1.0'],
    ['ar', 'خمسة عشر ألف متر', '15,000 متر'],
    ['ar', 'ثلاث مئة وخمسة أشخاص', '305 أشخاص'],
    ['it', 'dopo venticinque minuti', 'dopo 25 minuti'],
    ['it', 'ventuno ventotto o trentatré', 'ventuno ventotto o 33'],
    ['it', 'duemila ventisei', '2026'],
    ['it', 'centotto e mille novecento', '108 e 1900'],
  ])('writes "%s: %s" in digits', (language, heard, digits) => expect(written(heard, language)).toBe(digits))

  it.each([
    ['de', 'ein haus und drei hunde'],
    ['de', 'hundert mal tausend dank'],
    ['de', 'zwei drei vier'],
    ['nl', 'een huis en twee honden'],
    ['es', 'un perro y una casa'],
    ['es', 'el diez por ciento'],
    ['fr', 'un chien et une maison neuf'],
    ['fr', 'dix pour cent'],
    ['it', 'uno e due'],
    ['nl', 'de tweede keer'],
    ['nl', 'honderd eerste prijzen'],
    ['nl', 'twee derde van de klas'],
    ['fr', 'le vingt deuxième'],
    ['fr', 'la cinquième fois'],
    ['ar', 'ألف شكر'],
    ['ar', 'بخمسة وعشرين جنيها'],
    ['ar', 'القرن الحادي والعشرون'],
    ['ar', 'ثلاثة كتب وقلم واحد'],
  ])('leaves "%s: %s" as it is', (language, heard) => expect(written(heard, language)).toBe(heard))
})

describe('every number, as it is said', () => {
  const [small, decades] = [
    'صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة'.split(' '),
    '- - عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون'.split(' '),
  ]
  const teens = 'أحد اثنا ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة'.split(' ')
  const heads = '- - - ثلاث أربع خمس ست سبع ثمان تسع'.split(' ')
  const sayArabic = (value: number): string => {
    const [hundreds, left] = [Math.floor(value / 100), value % 100]
    const ten = decades[Math.floor(left / 10)] ?? ''
    const tail =
      left <= 10
        ? (small[left] ?? '')
        : left < 20
          ? `${teens[left - 11]} عشر`
          : left % 10 === 0
            ? ten
            : `${small[left % 10]} و${ten}`
    const head = hundreds === 1 ? 'مئة' : hundreds === 2 ? 'مئتان' : `${heads[hundreds]}مئة`
    if (hundreds === 0) return tail
    return left === 0 ? head : `${head} و${tail}`
  }
  const sayThousands = (value: number): string => {
    const [thousands, left] = [Math.floor(value / 1000), value % 1000]
    const head =
      thousands === 1 ? 'ألف' : thousands === 2 ? 'ألفان' : `${sayArabic(thousands)} ${thousands > 10 ? 'ألفا' : 'آلاف'}`
    if (thousands === 0) return sayArabic(left)
    return left === 0 ? head : `${head} و${sayArabic(left)}`
  }

  it('in Arabic, to 99,999', () => {
    for (let value = 11; value < 100_000; value += value < 3000 ? 1 : 97) {
      if (value === 100 || value === 1000) continue
      expect(written(sayThousands(value), 'ar').replace(',', '')).toBe(String(value))
    }
  })

  it('but for ordinals in Dutch and French, which may be fractions', () => {
    const dutch = 'elfde,twintigste,in de eenentwintigste eeuw,een honderdste seconde,honderdtweede'
    const french = 'onzième,dix neuvième,au vingt et unième siècle,un centième de seconde,trois cent soixante et onzième'
    for (const said of dutch.split(',')) expect(written(said, 'nl')).toBe(said)
    for (const said of french.split(',')) expect(written(said, 'fr')).toBe(said)
  })
})

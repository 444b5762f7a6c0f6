/**
 * Words that hold a sentence together, by language: `clauses` begin a clause and `openers` any phrase, so a line had better break before them;
 * `holders` belong to what follows, so it had better not break after them (openers do so, too).
 */
type FunctionWords = {
  readonly clauses: ReadonlySet<string>
  readonly openers: ReadonlySet<string>
  readonly holders: ReadonlySet<string>
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const languages: Readonly<Record<string, FunctionWords>> = {
  en: {
    clauses: wordsOf(
      'but nor so because although though while when where if unless until since that which who whose what why how',
    ),
    openers: wordsOf(
      'and but or nor so because although though while when where if unless until since that which who whose what why how after before than as about across against along among around at behind below between by despite during except for from in including inside into near of on onto through toward towards under upon with within without',
    ),
    holders: wordsOf(
      "to a an the this these those my your his her its our their some any no every each i you he she we they i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll it'll we'll they'll i'd you'd we'd they'd let's that's there's is are was were be been am has have had do does did will would can could shall should may might must not don't doesn't didn't isn't aren't can't won't very more most too just",
    ),
  },
  de: {
    clauses: wordsOf('aber denn sondern weil dass ob wenn als während obwohl damit bevor nachdem wo was wer warum'),
    openers: wordsOf(
      'und oder aber denn sondern weil dass ob wenn als während obwohl damit bevor nachdem bis wie wo was wer warum in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter hinter neben zwischen durch für gegen ohne um',
    ),
    holders: wordsOf(
      'der die das den dem des ein eine einen einem einer eines kein keine keinen mein meine dein deine sein seine ihr ihre unser unsere dieser diese dieses diesen diesem jeder jede jedes ich du er sie es wir man ist sind war waren hat haben wird werden kann können muss müssen soll sollen nicht sehr',
    ),
  },
  fr: {
    clauses: wordsOf('mais donc car que qui dont où quand comme si lorsque puisque parce'),
    openers: wordsOf(
      'et ou mais donc car ni que qui dont où quand comme si lorsque puisque pendant parce à au aux de du dans en sur sous avec sans pour par vers chez entre contre depuis avant après',
    ),
    holders: wordsOf(
      "le la les l' un une des ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je tu il elle on nous vous ils elles est sont était a ont ne pas se très plus",
    ),
  },
  es: {
    clauses: wordsOf('pero sino porque aunque que quien cuando donde como si mientras'),
    openers: wordsOf(
      'y e o u pero sino porque aunque que quien cuando donde como si mientras a al de del en con sin por para sobre entre hasta desde hacia contra según',
    ),
    holders: wordsOf(
      'el la los las un una unos unas este esta estos estas ese esa mi tu su sus nuestro nuestra yo tú él ella nosotros es son era está están ha han no se lo le les me te muy más',
    ),
  },
  it: {
    clauses: wordsOf('ma perché che chi cui quando dove come se mentre'),
    openers: wordsOf(
      'e ed o ma perché che chi cui quando dove come se mentre anche a al alla ai alle di del della dei delle da dal dalla in nel nella nei con su sul sulla per tra fra senza',
    ),
    holders: wordsOf(
      "il lo la i gli le un uno una questo questa questi queste mio mia tuo tua suo sua nostro nostra io tu lui lei noi voi loro è sono era ha hanno non si ci mi ti molto più l' un'",
    ),
  },
  nl: {
    clauses: wordsOf('maar want omdat dat die wat wie waar wanneer als terwijl hoewel voordat nadat totdat hoe'),
    openers: wordsOf(
      'en of maar want omdat dat die wat wie waar wanneer als terwijl hoewel voordat nadat totdat hoe in op aan uit bij met naar van voor over onder achter naast tussen door tegen zonder om te tot',
    ),
    holders: wordsOf(
      'de het een deze dit mijn jouw je zijn haar ons onze hun ik jij hij zij ze we wij is was waren heeft hebben had kan kunnen moet moeten zal zullen niet geen heel erg',
    ),
  },
  pt: {
    clauses: wordsOf('mas porque que quem quando onde como se enquanto embora'),
    openers: wordsOf(
      'e ou mas porque que quem quando onde como se enquanto embora a ao à de do da dos das em no na nos nas com sem por pelo pela para sobre entre até desde',
    ),
    holders: wordsOf(
      'o os as um uma uns umas este esta estes estas esse essa meu minha teu tua seu sua nosso nossa eu tu ele ela nós é são era está estão não muito mais',
    ),
  },
}

const noWords: FunctionWords = { clauses: new Set(), openers: new Set(), holders: new Set() }

/** Where a word stands in its phrase. `known` is false for languages whose small words nobody listed. */
export function functionWords(language: string | null): {
  readonly known: boolean
  readonly opens: (text: string) => boolean
  readonly opensClause: (text: string) => boolean
  /** Whether it belongs to what follows. */
  readonly holds: (text: string, next: string) => boolean
} {
  const found = languages[(language ?? '').split('-')[0]?.toLowerCase() ?? '']
  const { clauses, openers, holders } = found ?? noWords
  return {
    known: found !== undefined,
    opens: (text) => openers.has(bareWord(text)),
    opensClause: (text) => clauses.has(bareWord(text)),
    // "You can, and …": before an opener, only another opener holds.
    holds: (text, next) => openers.has(bareWord(text)) || (holders.has(bareWord(text)) && !openers.has(bareWord(next))),
  }
}

/** A word without its punctuation, in small letters. */
export function bareWord(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}']+$/gu, '')
}

/** The words of the page around a film, in the languages of the player. */
export type PageWords = {
  readonly transcript: string
  readonly challenge: string
  readonly steps: string
  readonly materials: string
  readonly safety: string
  readonly rubric: string
  readonly points: string
  readonly handIn: string
  readonly withoutFilming: string
  readonly until: string
  readonly credits: string
  readonly quiz: string
  readonly print: string
}

const en: PageWords = {
  transcript: 'Transcript',
  challenge: 'Challenge',
  steps: 'Step by step',
  materials: 'What you need',
  safety: 'Take care',
  rubric: 'How answers are judged',
  points: 'Points',
  handIn: 'Hand in',
  withoutFilming: 'Take part without filming yourself',
  until: 'Until',
  credits: 'Credits',
  quiz: 'Quiz',
  print: 'Print the challenge',
}

const words: Readonly<Record<string, PageWords>> = {
  en,
  nl: {
    transcript: 'Transcript',
    challenge: 'Uitdaging',
    steps: 'Stap voor stap',
    materials: 'Wat je nodig hebt',
    safety: 'Let op',
    rubric: 'Zo worden antwoorden beoordeeld',
    points: 'Punten',
    handIn: 'Inleveren',
    withoutFilming: 'Meedoen zonder jezelf te filmen',
    until: 'Tot en met',
    credits: 'Makers',
    quiz: 'Quiz',
    print: 'Druk de uitdaging af',
  },
  it: {
    transcript: 'Trascrizione',
    challenge: 'Sfida',
    steps: 'Passo dopo passo',
    materials: 'Che cosa ti serve',
    safety: 'Attenzione',
    rubric: 'Come sono valutate le risposte',
    points: 'Punti',
    handIn: 'Consegna',
    withoutFilming: 'Partecipare senza riprendersi',
    until: 'Fino al',
    credits: 'Crediti',
    quiz: 'Quiz',
    print: 'Stampa la sfida',
  },
  de: {
    transcript: 'Mitschrift',
    challenge: 'Aufgabe',
    steps: 'Schritt für Schritt',
    materials: 'Was du brauchst',
    safety: 'Gib acht',
    rubric: 'So werden Antworten bewertet',
    points: 'Punkte',
    handIn: 'Abgabe',
    withoutFilming: 'Mitmachen, ohne sich zu filmen',
    until: 'Bis',
    credits: 'Mitwirkende',
    quiz: 'Quiz',
    print: 'Aufgabe drucken',
  },
  fr: {
    transcript: 'Transcription',
    challenge: 'Défi',
    steps: 'Pas à pas',
    materials: 'Ce qu’il te faut',
    safety: 'Attention',
    rubric: 'Comment les réponses sont évaluées',
    points: 'Points',
    handIn: 'À rendre',
    withoutFilming: 'Participer sans se filmer',
    until: 'Jusqu’au',
    credits: 'Crédits',
    quiz: 'Quiz',
    print: 'Imprimer le défi',
  },
  es: {
    transcript: 'Transcripción',
    challenge: 'Reto',
    steps: 'Paso a paso',
    materials: 'Qué necesitas',
    safety: 'Ten cuidado',
    rubric: 'Cómo se valoran las respuestas',
    points: 'Puntos',
    handIn: 'Entrega',
    withoutFilming: 'Participar sin grabarte',
    until: 'Hasta el',
    credits: 'Créditos',
    quiz: 'Cuestionario',
    print: 'Imprimir el reto',
  },
  ar: {
    transcript: 'النص',
    challenge: 'التحدي',
    steps: 'خطوة بخطوة',
    materials: 'ما تحتاج إليه',
    safety: 'انتبه',
    rubric: 'كيف تُقيَّم الإجابات',
    points: 'النقاط',
    handIn: 'التسليم',
    withoutFilming: 'شارك دون أن تصوّر نفسك',
    until: 'حتى',
    credits: 'المساهمون',
    quiz: 'اختبار',
    print: 'اطبع التحدي',
  },
}

/** English where there is no translation; the page then says so by the language of its headings. */
export function pageWords(language: string): { readonly words: PageWords; readonly language: string } {
  const primary = language.split('-')[0]?.toLowerCase() ?? ''
  const found = words[primary]
  return found ? { words: found, language: primary } : { words: en, language: 'en' }
}

/** Languages written from right to left (CLDR characterOrder), by primary subtag; a script subtag decides otherwise. */
const rightToLeftLanguages = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi'])
const rightToLeftScripts = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'])

export function textDirection(language: string): 'ltr' | 'rtl' {
  const [primary = '', ...rest] = language.split('-')
  const script = rest.find((part) => part.length === 4 && /^[A-Za-z]+$/.test(part))
  if (script) return rightToLeftScripts.has(capitalise(script)) ? 'rtl' : 'ltr'
  return rightToLeftLanguages.has(primary.toLowerCase()) ? 'rtl' : 'ltr'
}

function capitalise(script: string): string {
  return script.charAt(0).toUpperCase() + script.slice(1).toLowerCase()
}

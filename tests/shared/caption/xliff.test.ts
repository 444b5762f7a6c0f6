import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXliff } from '#shared/caption/formats/xliff/read.ts'
import { writeXliff, type UnitToTranslate } from '#shared/caption/formats/xliff/write.ts'

const unit = (over: Partial<UnitToTranslate> = {}): UnitToTranslate => ({
  id: 'one',
  source: 'Lava flows',
  target: 'Lava fließt',
  outdated: false,
  maxCharacters: 42,
  note: '0:01.00, 2.5 s',
  ...over,
})
const write = (units: readonly UnitToTranslate[]): string =>
  writeXliff({ title: 'Vulkane & "Lava"', lessonId: 'lesson-1', sourceLanguage: 'en', targetLanguage: 'de', units })

const first = (body: string, attributes = 'target-language="fr"'): string =>
  `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" ${attributes}><body>${body}</body></file></xliff>`
const second = (body: string): string =>
  `<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ar"><file id="f">${body}</file></xliff>`

describe('XLIFF', () => {
  it('comes back as it was written, whatever the words', () => {
    const anyText = fc
      .oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<b>&amp;</b>', ']]>', 'a\nb', '<!--', 'שלום 👩‍👩‍👧', '"\'', 'a\r\nb'))
      .filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.array(fc.record({ source: anyText, target: fc.option(anyText) }), { maxLength: 8 }), (texts) => {
        const units = texts.map((each, index) => unit({ ...each, id: `id-${index}` }))
        const read = readXliff(write(units))
        const translated = units.filter(({ target }) => target !== null)
        expect(read?.targetLanguage).toBe('de')
        expect(read?.units).toEqual(translated.map(({ id, source, target }) => ({ id, source, target })))
        expect(read?.untranslatedCount).toBe(units.length - translated.length)
      }),
    )
  })

  it('reads what tools make of it: groups, codes inside the words, other namespaces, no target', () => {
    const text = first(
      `<group><trans-unit id="a"><source>Hot <g id="1">lava</g></source><x:target xmlns:x="urn:x">NO</x:target><target>Lave <g id="1"><mrk mtype="seg">brûlante</mrk></g><ph id="2">&lt;br/&gt;</ph><x id="3" ctype="lb"/>!</target><alt-trans><target>NO</target></alt-trans></trans-unit></group>
       <trans-unit id="b"><source>Rock</source></trans-unit>
       <trans-unit id="c"><source>Sea</source><target/></trans-unit>
       <trans-unit id="d"><source>OK</source><target state="new">OK</target></trans-unit>
       <trans-unit id="e"><source>OK</source><target state="translated">OK</target></trans-unit>`,
    )
    expect(readXliff(text)).toEqual({
      targetLanguage: 'fr',
      units: [
        { id: 'a', source: 'Hot lava', target: 'Lave brûlante\n!' },
        { id: 'e', source: 'OK', target: 'OK' },
      ],
      untranslatedCount: 3,
    })
  })

  it('reads version 2 with its segments', () => {
    const text = second(
      `<group id="g"><unit id="a"><notes><note>NO</note></notes><segment><source>Hot.</source><target>حار.</target></segment><ignorable><source> </source></ignorable><segment><source>Dark.</source><target><pc id="1">داكن</pc><ph id="2"/>.</target></segment></unit></group>
       <unit id="b"><segment><source>One.</source><target>1</target></segment><segment><source>Two.</source></segment></unit>
       <unit id="c"><segment state="initial"><source>Sea</source><target>Sea</target></segment></unit>`,
    )
    expect(readXliff(text)).toEqual({
      targetLanguage: 'ar',
      units: [{ id: 'a', source: 'Hot. Dark.', target: 'حار. داكن.' }],
      untranslatedCount: 2,
    })
  })

  it('neither expands nor fetches what a hostile file asks for', () => {
    const bomb = `<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${first('<trans-unit id="a"><source>&b;</source><target>x&b;&f;</target></trans-unit>')}`
    const read = readXliff(bomb)
    expect(JSON.stringify(read)).not.toMatch(/aaaaaaaaaa|root:/)
    expect(readXliff('<tt xmlns="http://www.w3.org/ns/ttml"/>')).toBeNull()
    expect(readXliff('')).toBeNull()
    expect(readXliff('1\n00:00:01,000 --> 00:00:02,000\nHello')).toBeNull()
    expect(readXliff('<xliff>'.repeat(5000))?.units ?? []).toEqual([])
  })

  it('reads anything without failing', () => {
    const whole = write([unit(), unit({ id: 'two', target: null })])
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), fc.string(), (at, cut, put) => {
        const damaged = whole.slice(0, at) + put + whole.slice(at + cut)
        for (const found of readXliff(damaged)?.units ?? []) expect(typeof found.target).toBe('string')
      }),
    )
  })
})

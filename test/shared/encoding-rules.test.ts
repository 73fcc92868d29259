import { describe, expect, it } from 'vitest'
import { countHighBytes, guessLegacyEncoding, noHighBytes } from '../../shared/imports/encoding-rules.ts'

/** Bytes of the encodings in which French marks and accents are written, by hand. */
const BYTES: Record<'windows-1252' | 'cp850', Record<string, number>> = {
  'windows-1252': { '–': 0x96, '—': 0x97, '…': 0x85, '“': 0x93, '”': 0x94, '’': 0x92, 'é': 0xe9, 'É': 0xc9, 'è': 0xe8, 'ô': 0xf4, 'ç': 0xe7, 'à': 0xe0, '«': 0xab, '»': 0xbb, '°': 0xb0 },
  cp850: { 'é': 0x82, 'É': 0x90, 'è': 0x8a, 'ô': 0x93, 'ç': 0x87, 'à': 0x85, 'û': 0x96, 'ù': 0x97, 'ö': 0x94, 'Æ': 0x92, '«': 0xae, '»': 0xaf, '°': 0xf8 },
}
const encode = (text: string, encoding: keyof typeof BYTES): Uint8Array => Uint8Array.from(text, (character) => BYTES[encoding][character] ?? character.charCodeAt(0))
function guess(bytes: Uint8Array): string {
  const counts = noHighBytes()
  countHighBytes(counts, bytes)
  return guessLegacyEncoding(counts)
}

describe('a list without an encoding mark', () => {
  it.each([
    'Code;Nom\r\nC1;DUPONT – FILS\r\n', 'Code;Nom\r\nC1;Divers…\r\n', 'Code;Nom\r\nC1;Le “Petit Bar”\r\n', 'Code;Nom\r\nC1;L’Atelier\r\n',
    `Code;Nom\r\n${'C1;DUPONT – FILS\r\n'.repeat(10)}C2;Hélène Légé\r\n`, 'Code;Nom\r\nC1;SOCIÉTÉ GÉNÉRALE\r\n', 'Code;Nom\r\nC1;Hôtel à Besançon\r\n', 'Code;Nom\r\nC1;Nuit — Jour\r\n',
  ])('of Windows is read as windows-1252: %j', (text) => expect(guess(encode(text, 'windows-1252'))).toBe('windows-1252'))

  it.each(['Code;Nom\r\nC1;Hôtel du Rhône\r\n', 'Code;Nom\r\nC1;Boulangerie Légé\r\n', 'Code;Nom\r\nC1;SOCIÉTÉ GÉNÉRALE\r\n', 'Code;Nom\r\nC1;De la mer à la ville\r\n', 'Code;Nom\r\nC1;Août\r\n', 'Code;Nom\r\nC1;Besançon\r\n'])('of DOS is read as code page 850: %j', (text) => expect(guess(encode(text, 'cp850'))).toBe('cp850'))
})

/**
 * French typography, applied once to the whole catalogue so that nobody has to type what cannot be seen:
 * no-break spaces before `: ; ? ! »` and after `«` (Lexique des règles typographiques en usage à l'Imprimerie nationale), and between a number and the days it counts (`30 j`).
 */
export function typeset<T extends object>(messages: T): T {
  return Object.fromEntries(Object.entries(messages).map(([key, value]: [string, unknown]) => [key, typeof value === 'string' ? typesetText(value) : typeset(value as object)])) as T
}

const typesetText = (text: string): string => text.replace(/ (?=[:;?!»])/g, '\u00a0').replace(/« /g, '«\u00a0').replace(/(?<=[\d}]) (?=j\b)/g, '\u00a0')

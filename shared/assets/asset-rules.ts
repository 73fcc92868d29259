export const MAX_PICTURE_BYTES = 5 * 1024 * 1024

/** What a picture is by its first bytes; null when it is neither JPEG nor PNG. */
export function pictureType(bytes: Uint8Array): 'image/jpeg' | 'image/png' | null {
  const starts = (...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  return starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) ? 'image/png' : null
}

/** « Mme Hélène Mâcon » */
export const personName = ({ title, firstName, lastName }: { title: string; firstName: string; lastName: string }): string => [title, firstName, lastName].filter((part) => part !== '').join(' ')

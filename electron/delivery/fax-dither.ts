/** Part of a page, in pixels; right and bottom are no longer of it. */
export interface Area { left: number; top: number; right: number; bottom: number }

/** Anything darker is black: above the middle, so that thin dark strokes stay whole. Pale ones vanish: what a fax is to show is drawn dark. */
const THRESHOLD = 160

/**
 * Shades of grey (a byte a pixel, 255 white) as black and white (1 black). Text and lines by a threshold, which keeps them sharp; pictures by
 * spreading what each pixel is wrong by over its neighbours (Floyd and Steinberg), which keeps their shades.
 */
export function blackAndWhite(grey: Uint8Array, width: number, pictures: readonly Area[]): Uint8Array {
  const pixels = new Uint8Array(grey.length)
  for (let index = 0; index < grey.length; index++) if (grey[index]! < THRESHOLD) pixels[index] = 1
  for (const picture of pictures) dither(grey, pixels, width, picture)
  return pixels
}

function dither(grey: Uint8Array, pixels: Uint8Array, width: number, { left, top, right, bottom }: Area): void {
  let errors = new Float32Array(width + 2)
  for (let y = top; y < bottom; y++) {
    const below = new Float32Array(width + 2)
    for (let x = left; x < right; x++) {
      const wanted = grey[y * width + x]! + errors[x + 1]!
      const isBlack = wanted < 128
      pixels[y * width + x] = isBlack ? 1 : 0
      const error = wanted - (isBlack ? 0 : 255)
      errors[x + 2]! += error * 7 / 16
      below[x]! += error * 3 / 16
      below[x + 1]! += error * 5 / 16
      below[x + 2]! += error / 16
    }
    errors = below
  }
}

/** Draws build/icon.png and build/icon.ico from build/icon.svg: `node build/icons.ts`, after each change of the drawing. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const folder = import.meta.dirname
/** The sizes Windows shows, from the title bar to the large tiles. */
const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256]

async function drawPng(size: number): Promise<Buffer> {
  const drawing = await loadImage(readFileSync(join(folder, 'icon.svg')))
  const canvas = createCanvas(size, size)
  canvas.getContext('2d').drawImage(drawing, 0, 0, size, size)
  return canvas.toBuffer('image/png')
}

/** The ICO container: a header, one directory entry of 16 bytes an image, then the PNG files. */
function packIco(images: { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2) // type: icon
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  images.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index
    header.writeUInt8(size % 256, entry) // 0 means 256
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4) // planes
    header.writeUInt16LE(32, entry + 6) // bits per pixel
    header.writeUInt32LE(png.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += png.length
  })
  return Buffer.concat([header, ...images.map(({ png }) => png)])
}

writeFileSync(join(folder, 'icon.png'), await drawPng(512))
writeFileSync(join(folder, 'icon.ico'), packIco(await Promise.all(ICO_SIZES.map(async (size) => ({ size, png: await drawPng(size) })))))

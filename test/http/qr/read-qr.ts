import jsqr from 'jsqr'

const { default: decode } = jsqr

const PIXELS = 6

/** What a camera reads of an SVG made of rectangles: each `M x y h w v h` is painted, then the picture is decoded. */
export function readSvg(svg: string): string | null {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]) * PIXELS
  const picture = new Uint8ClampedArray(side * side * 4)
  for (const [, colour, path] of svg.matchAll(/<path fill="(#\w{6})" d="([^"]*)"/g))
    for (const [, x, y, width, height] of (path ?? '').matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\3z/g))
      paint(picture, side, { colour: colour ?? '', box: [x, y, width, height].map(Number) })
  return decode(picture, side, side)?.data ?? null
}

type Rectangle = { colour: string; box: number[] }

function paint(picture: Uint8ClampedArray, side: number, { colour, box }: Rectangle): void {
  const shade = Number.parseInt(colour.slice(1, 3), 16)
  const [x = 0, y = 0, width = 0, height = 0] = box.map((units) => units * PIXELS)
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++)
      picture.set([shade, shade, shade, 255], (row * side + column) * 4)
}

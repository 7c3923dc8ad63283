declare module 'tiny-osmpbf' {
  /** Reads a whole file; `handler` is given each element, in the order of the file. Throws on anything else. */
  export default function read(
    file: ArrayBuffer,
    handler: (element: OsmElement) => void,
  ): { generator: string }

  export type OsmElement =
    | { type: 'node'; id: number; lon: number; lat: number; tags: Record<string, string> }
    | { type: 'way'; id: number; nodes: number[]; tags: Record<string, string> }
    | { type: 'relation'; id: number }
}

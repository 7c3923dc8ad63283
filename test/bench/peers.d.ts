declare module 'munkres-js' {
  /** Pairs of row and column of least sum. */
  export default function munkres(costs: number[][]): [row: number, column: number][]
}

/**
 * Nodes waiting, the least key first: a binary heap that knows where each node stands, so that a key may be lowered
 * (Cormen et al., Introduction to Algorithms, ch. 6). `push` and `pop` take the logarithm of what waits.
 */
export class NodeHeap {
  private readonly nodes: Uint32Array
  /** Rank of each node in the heap, plus one; 0 when it does not wait. */
  private readonly rankOf: Uint32Array
  private length = 0

  /** `keys[node]` is the key of a node; the heap reads it, the caller writes it before `push`. */
  constructor(private readonly keys: Float64Array) {
    this.nodes = new Uint32Array(keys.length)
    this.rankOf = new Uint32Array(keys.length)
  }

  /** Adds a node, or moves it up after its key was lowered. */
  push(node: number): void {
    const known = this.rankOf[node] ?? 0
    this.rise(known === 0 ? this.length++ : known - 1, node)
  }

  /** Takes out the node with the least key; -1 when none waits. */
  pop(): number {
    if (this.length === 0) return -1
    const least = this.nodes[0] ?? 0
    this.rankOf[least] = 0
    const last = this.nodes[--this.length] ?? 0
    if (this.length > 0) this.sink(last)
    return least
  }

  /** Forgets every node that waits. */
  clear(): void {
    for (let rank = 0; rank < this.length; rank++) this.rankOf[this.nodes[rank] ?? 0] = 0
    this.length = 0
  }

  private rise(from: number, node: number): void {
    const key = this.keys[node] ?? 0
    let rank = from
    while (rank > 0) {
      const above = (rank - 1) >>> 1
      const other = this.nodes[above] ?? 0
      if ((this.keys[other] ?? 0) <= key) break
      this.place(rank, other)
      rank = above
    }
    this.place(rank, node)
  }

  private sink(node: number): void {
    const key = this.keys[node] ?? 0
    let rank = 0
    for (;;) {
      let below = 2 * rank + 1
      if (below >= this.length) break
      if (below + 1 < this.length && this.keyAt(below + 1) < this.keyAt(below)) below++
      if (this.keyAt(below) >= key) break
      this.place(rank, this.nodes[below] ?? 0)
      rank = below
    }
    this.place(rank, node)
  }

  private keyAt(rank: number): number {
    return this.keys[this.nodes[rank] ?? 0] ?? 0
  }

  private place(rank: number, node: number): void {
    this.nodes[rank] = node
    this.rankOf[node] = rank + 1
  }
}

/** A binary heap of the numbers 0 to n − 1, least key first, whose keys may go down. Typed arrays; O(log n) a step. */
export type Heap = { key: Float64Array; place: Int32Array; items: Int32Array; size: number }

/** An empty heap of the items 0 to n − 1. O(n). */
export function heapOf(n: number): Heap {
  return {
    key: new Float64Array(n),
    place: new Int32Array(n).fill(-1),
    items: new Int32Array(n),
    size: 0,
  }
}

/** Puts an item in, or brings its key down to `key`. */
export function lower(heap: Heap, item: number, key: number): void {
  let at = heap.place[item] as number
  if (at < 0) {
    at = heap.size
    heap.size += 1
  }
  heap.key[item] = key
  climb(heap, item, at)
}

/** Takes the item of least key out; −1 when there is none. */
export function takeLeast(heap: Heap): number {
  if (heap.size === 0) return -1
  const least = heap.items[0] as number
  heap.place[least] = -1
  heap.size -= 1
  if (heap.size > 0) sink(heap, heap.items[heap.size] as number)
  return least
}

/** Empties the heap. O(size). */
export function clear(heap: Heap): void {
  for (let at = 0; at < heap.size; at += 1) heap.place[heap.items[at] as number] = -1
  heap.size = 0
}

function climb({ key, place, items }: Heap, item: number, from: number): void {
  const own = key[item] as number
  let at = from
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = items[above] as number
    if ((key[parent] as number) <= own) break
    items[at] = parent
    place[parent] = at
    at = above
  }
  items[at] = item
  place[item] = at
}

function sink({ key, place, items, size }: Heap, item: number): void {
  const own = key[item] as number
  let at = 0
  for (;;) {
    let below = 2 * at + 1
    if (below >= size) break
    const right = below + 1
    if (
      right < size &&
      (key[items[right] as number] as number) < (key[items[below] as number] as number)
    )
      below = right
    const child = items[below] as number
    if ((key[child] as number) >= own) break
    items[at] = child
    place[child] = at
    at = below
  }
  items[at] = item
  place[item] = at
}

type Numbers = Uint32Array | Int32Array | Uint16Array

/** A column of numbers that grows by doubling: no object per value. */
export class Column<T extends Numbers> {
  length = 0
  private values: T

  constructor(private readonly type: new (length: number) => T) {
    this.values = new type(1024)
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new this.type(this.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length++] = value
  }

  at(rank: number): number | undefined {
    return rank < this.length ? this.values[rank] : undefined
  }

  /** The values so far, not a copy. */
  toArray(): T {
    return this.values.subarray(0, this.length) as T
  }
}

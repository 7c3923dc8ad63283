import type { PageOf } from '../../web/components/staff/pager.ts'

/** Rows of `total` on the page `asked` for, pages holding `size` rows; beyond the last page, the last one. */
export function pageOf(total: number, { asked, size }: { asked: number; size: number }): PageOf {
  const last = Math.max(1, Math.ceil(total / size))
  const current = Math.min(asked, last)
  const start = (current - 1) * size
  return {
    from: total === 0 ? 0 : start + 1,
    to: Math.min(start + size, total),
    total,
    current,
    last,
  }
}

/** The rows that a page shows. */
export function rowsOf<Row>(rows: readonly Row[], { from, to }: PageOf): readonly Row[] {
  return rows.slice(Math.max(0, from - 1), to)
}

/** Page that an address, or a form, asks for under this name; counted from 1. */
export function pageAsked(values: Readonly<Record<string, string>>, name = 'page'): number {
  const page = values[name] ?? ''
  return /^\d{1,5}$/.test(page) ? Math.max(1, Number(page)) : 1
}

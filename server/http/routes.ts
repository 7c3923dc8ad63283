import type { Express, NextFunction, Request, Response } from 'express'
import type { Access } from './access.ts'

type Method = 'get' | 'post'
type Answer<Who> = (req: Request, res: Response, who: Who) => void | Promise<void>

/** One route: where, who may call it, what answers. Features return lists of them; nothing else is ever mounted. */
export type Route = {
  readonly method: Method
  readonly path: string
  readonly rule: string
  readonly run: (req: Request, res: Response) => Promise<void>
}

/** A page. `access` decides who may see it, and what the answer knows of them. */
export function get<Who>(path: string, access: Access<Who>, answer: Answer<Who>): Route {
  return route('get', path, { access, answer })
}

/** An act. Its origin was checked before it gets here (`http/origin.ts`). */
export function post<Who>(path: string, access: Access<Who>, answer: Answer<Who>): Route {
  return route('post', path, { access, answer })
}

function route<Who>(
  method: Method,
  path: string,
  { access, answer }: { access: Access<Who>; answer: Answer<Who> },
): Route {
  const run = async (req: Request, res: Response) => answer(req, res, await access.admit(req, res))
  return { method, path, rule: access.rule, run }
}

/** Mounts the routes and leaves each one's pattern in `res.locals`, for the journal to print instead of the address. */
export function mount(app: Express, routes: readonly Route[]): void {
  for (const { method, path, run } of routes) {
    app[method](path, (req: Request, res: Response, next: NextFunction) => {
      res.locals.route = path
      run(req, res).catch(next)
    })
  }
}

import { aRankedRow, aRequest } from './staff-support.ts'
import { anInbox } from './staff-views.ts'

/** The middle of more things to do than a page holds. */
export function secondTodoPage() {
  const { toDo, ...inbox } = anInbox()
  const page = { from: 26, to: 50, total: 62, current: 2, last: 3 }
  return { ...inbox, toDo: { todos: toDo.todos, page } }
}

/** Doctors by the hundred, with ways by road, for a household that had SMS stopped. */
export function manyByRoad() {
  const { ranking, facts, ...request } = aRequest()
  const [first] = ranking?.ranked ?? []
  const road = '0,8 km à vol d’oiseau ; 1,1 km par la route, 4 min en voiture (OpenStreetMap)'
  const ranked = Array.from({ length: 50 }, (_, at) => ({
    ...(first ?? aRankedRow()),
    rowId: `n${at}`,
    isChosen: at < 3,
    road,
  }))
  const roadNote = {
    isFailure: false,
    text: 'Le classement suit la distance à vol d’oiseau. Trajets estimés par la route : © les contributeurs d’OpenStreetMap.',
  }
  return {
    ...request,
    facts: { ...facts, smsStopped: { since: '12 novembre', by: 'household' as const } },
    ranking: ranking && { ...ranking, ranked, rankedCount: 283, roadNote },
  }
}

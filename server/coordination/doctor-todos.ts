import { randomUUID } from 'node:crypto'
import type { Todo } from '../../web/components/staff/todos.ts'
import { shortDay } from '../../web/words/dates.ts'
import { phoneText } from '../../web/words/phone.ts'
import { type DoctorToCall, doctorsToCall } from '../availability-campaign/service.ts'
import type { Deps } from '../deps.ts'
import { doctorName } from '../doctors/rules.ts'
import { alertsToTalkAbout } from '../refusals/acceptance.ts'
import { acceptanceTodos } from '../refusals/view.ts'
import { inRange, type TodoGroup } from './todo-group.ts'

/**
 * The doctors to phone about their availability, who left our messages unanswered or whom none can reach; then those to
 * talk with about how they answer.
 */
export async function doctorTodos(deps: Deps, territoryId: string, now: Date): Promise<TodoGroup> {
  const [doctors, alerts] = await Promise.all([
    doctorsToCall(deps, territoryId, now),
    alertsToTalkAbout(deps.database.client, territoryId, now),
  ])
  return {
    total: doctors.length + alerts.length,
    list: async (range) =>
      inRange([...doctors.map(callTodo), ...acceptanceTodos(alerts, randomUUID)], range),
  }
}

function callTodo(doctor: DoctorToCall): Todo {
  return {
    kind: 'stale_doctor',
    title: `Appelez le ${doctorName(doctor)}`,
    detail: [phoneOf(doctor), whyOf(doctor)].join(' '),
    href: `/coordination/medecins/${doctor.doctorId}`,
    action: 'Noter sa réponse',
  }
}

function phoneOf({ phone }: DoctorToCall): string {
  return phone ? `${phoneText(phone)}.` : 'Son téléphone manque.'
}

function whyOf({ reason, since, isDoubted }: DoctorToCall): string {
  if (reason === 'unreachable') return 'Ni mail ni portable pour lui écrire.'
  if (reason === 'failed') return 'Notre dernier message n’est pas arrivé.'
  const doubt = isDoubted ? ' Un foyer dit ne pas avoir été accueilli.' : ''
  return `Trois messages sans réponse depuis le ${since ? shortDay(since) : ''}.${doubt}`
}

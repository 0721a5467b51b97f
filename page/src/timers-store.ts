import { computed, signal } from '@preact/signals';
import { parser, array, union, object, pipe, transform } from 'valibot';
import { ask, send } from './call.ts';
import { AppointmentShape, ListShape, type ToldAppointment, type ToldList } from './shapes.ts';

export const appointments = signal<readonly ToldAppointment[]>([]);
export const lists = signal<readonly ToldList[]>([]);
export const ringing = computed(() => appointments.value.filter((one) => one.ringing === true));

/** By the hub's clock as near as the page knows it; ticks once a second while something runs. */
export const nowMs = signal(Date.now());
setInterval(() => {
  if (appointments.value.length > 0) nowMs.value = Date.now();
}, 1_000);

const parseTimers = parser(
  union([
    array(AppointmentShape),
    pipe(
      object({ timers: array(AppointmentShape) }),
      transform(({ timers }) => timers),
    ),
  ]),
);
const parseLists = parser(
  union([
    array(ListShape),
    pipe(
      object({ lists: array(ListShape) }),
      transform(({ lists: found }) => found),
    ),
  ]),
);

/** @throws CallError */
export async function loadTimers(): Promise<void> {
  appointments.value = parseTimers(await ask('GET', '/v1/timers'));
  nowMs.value = Date.now();
}

/** @throws CallError */
export async function loadLists(): Promise<void> {
  lists.value = parseLists(await ask('GET', '/v1/lists'));
}

/** Cancels what runs, stops what rings. @throws CallError */
export async function cancelAppointment(id: string): Promise<void> {
  await send('DELETE', `/v1/timers/${encodeURIComponent(id)}`);
  appointments.value = appointments.value.filter((one) => one.id !== id);
}

/** Puts an item on a list, ticks or unticks it, or takes it off. @throws CallError */
export async function changeList(list: string, item: string, change: 'add' | 'complete' | 'reopen' | 'remove'): Promise<void> {
  await send('POST', '/v1/lists', { do: change, item, list });
  await loadLists();
}

import { signal } from '@preact/signals';
import * as v from 'valibot';
import { newId } from './call.ts';

/** What was called out to the whole home, until somebody here has seen it. */
export interface Broadcast {
  readonly id: string;
  readonly say: string;
  readonly atMs: number;
  readonly room?: string;
}
export const broadcasts = signal<readonly Broadcast[]>([]);

const BroadcastShape = v.object({ about: v.optional(v.string()), text: v.string(), atMs: v.number(), room: v.optional(v.string()) });

/** Takes what the hub tells every page. What rings is shown from the list of timers, where it stays until it is stopped. */
export function takeBroadcast(data: unknown): void {
  const told = v.safeParse(BroadcastShape, data);
  if (!told.success || told.output.about === 'timer-over' || told.output.about === 'alarm-over') return;
  const { text, atMs, room } = told.output;
  broadcasts.value = [...broadcasts.value, { id: newId(), say: text, atMs, ...(room === undefined ? {} : { room }) }].slice(-4);
}

export function dismissBroadcast(id: string): void {
  broadcasts.value = broadcasts.value.filter((one) => one.id !== id);
}

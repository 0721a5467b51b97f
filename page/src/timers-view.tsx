import { useSignal } from '@preact/signals';
import { problemOf } from './acting.ts';
import { home } from './home-store.ts';
import { Icon } from './icons.tsx';
import { notify } from './notices.ts';
import type { ToldAppointment, ToldList } from './shapes.ts';
import { clockText, countdownText } from './time.ts';
import { appointments, cancelAppointment, changeList, lists, nowMs } from './timers-store.ts';
import { words } from './words/index.ts';

/** What is promised for later, and the lists. */
export function TimersView() {
  const { timers } = words.value;
  return (
    <>
      {appointments.value.length === 0 ? (
        <p class="empty">{timers.empty}</p>
      ) : (
        <ul class="appointments" aria-label={timers.title}>
          {appointments.value.map((one) => (
            <AppointmentRow key={one.id} one={one} />
          ))}
        </ul>
      )}
      <h3>{timers.lists}</h3>
      {lists.value.length === 0 ? <p class="empty">{timers.noLists}</p> : lists.value.map((list) => <ListCard key={list.name} list={list} />)}
    </>
  );
}

/** What an appointment is called: its name, what it will do, else its kind. */
export function appointmentName(one: ToldAppointment): string {
  return one.name ?? one.say ?? words.value.timers[one.kind];
}

function AppointmentRow({ one }: { readonly one: ToldAppointment }) {
  const { timers } = words.value;
  const name = appointmentName(one);
  const room = home.value?.rooms.find(({ id }) => id === one.room)?.name;
  const missed = one.missed === undefined ? undefined : one.missed === 'late' ? timers.missedLate : timers.missedFailed;
  const leftMs = one.dueAtMs === undefined ? (one.remainingMs ?? 0) : one.dueAtMs - nowMs.value;
  const waits = one.ringing !== true && missed === undefined;
  const counts = one.kind === 'timer' && waits;
  return (
    <li class="appointment" data-ringing={one.ringing === true} data-missed={missed !== undefined}>
      <Icon name={one.kind === 'alarm' ? 'bell' : one.kind === 'later' ? 'play' : 'clock'} />
      <div class="grow">
        <span class="name">{name}</span>
        <span class="state">{[missed ?? detailOf(one), room].filter(Boolean).join(' · ')}</span>
      </div>
      {counts && (
        <span class="countdown" role="timer" aria-label={timers.left(countdownText(leftMs))}>
          {countdownText(leftMs)}
        </span>
      )}
      {waits ? (
        <button type="button" class="round" aria-label={timers.cancelOf(name)} title={timers.cancel} onClick={() => void cancel(one.id)}>
          <Icon name="close" />
        </button>
      ) : (
        <button type="button" class="press" aria-label={`${timers.stop} ${name}`} onClick={() => void cancel(one.id)}>
          {timers.stop}
        </button>
      )}
    </li>
  );
}

function detailOf(one: ToldAppointment): string {
  const { timers } = words.value;
  if (one.ringing === true) return timers.ringing(timers[one.kind]);
  if (one.dueAtMs === undefined) return timers.paused;
  return one.kind === 'later' ? timers.runsAt(clockText(one.dueAtMs)) : timers.at(clockText(one.dueAtMs));
}

/** Cancels, and tells when that did not work. */
export async function cancel(id: string): Promise<void> {
  try {
    await cancelAppointment(id);
  } catch (error) {
    notify(problemOf(error));
  }
}

function ListCard({ list }: { readonly list: ToldList }) {
  const { timers } = words.value;
  const name = list.name === '' ? timers.unnamedList : list.name;
  const text = useSignal('');
  const change = async (item: string, what: 'add' | 'complete' | 'reopen' | 'remove'): Promise<void> => {
    try {
      await changeList(list.name, item, what);
    } catch (error) {
      notify(problemOf(error));
    }
  };
  const add = (event: Event): void => {
    event.preventDefault();
    const item = text.value.trim();
    if (item === '') return;
    text.value = '';
    void change(item, 'add');
  };
  return (
    <section class="card" aria-label={name}>
      <h4>{name}</h4>
      {list.items.length === 0 && <p class="muted">{timers.emptyList}</p>}
      <ul class="items">
        {list.items.map(({ item, done }) => (
          <li key={item} class="item-row">
            <label class="item grow">
              <input type="checkbox" checked={done} onChange={({ currentTarget }) => void change(item, currentTarget.checked ? 'complete' : 'reopen')} />
              <span data-done={done}>{item}</span>
            </label>
            <button type="button" class="round bare" aria-label={timers.removeItem(item)} onClick={() => void change(item, 'remove')}>
              <Icon name="close" size={16} />
            </button>
          </li>
        ))}
      </ul>
      <form class="box" onSubmit={add}>
        <input
          type="text"
          aria-label={timers.addTo(name)}
          placeholder={timers.addItem}
          maxLength={200}
          autocomplete="off"
          value={text.value}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
        <button type="submit" class="round bare" aria-label={`${timers.addTo(name)} ${words.value.add}`} disabled={text.value.trim() === ''}>
          <Icon name="plus" />
        </button>
      </form>
    </section>
  );
}

import { useSignal } from '@preact/signals';
import type { Room } from '../../src/core/home.ts';
import { ask, newId } from './call.ts';
import { managingRooms } from './device/opened.ts';
import { Dialog } from './dialog.tsx';
import { namesIn, problemsOf, textIn } from './edit.tsx';
import { Field } from './field.tsx';
import { followed, home, loadHome } from './home-store.ts';
import { Icon } from './icons.tsx';
import { words } from './words/index.ts';

/** Adding, naming and removing rooms. */
export function RoomsDialog() {
  const { rooms } = words.value;
  const editedRoom = useSignal<string | undefined>(undefined);
  const removedRoom = useSignal<string | undefined>(undefined);
  if (!managingRooms.value) return null;
  const all = home.value?.rooms ?? [];
  return (
    <Dialog title={rooms.title} onClose={() => (managingRooms.value = false)}>
      <ul class="rooms">
        {all.map((room) => (
          <li key={room.id} class="card">
            {editedRoom.value === room.id ? (
              <RoomForm room={room} onDone={() => (editedRoom.value = undefined)} />
            ) : removedRoom.value === room.id ? (
              <Removal room={room} onDone={() => (removedRoom.value = undefined)} />
            ) : (
              <div class="room-row">
                <span class="grow">
                  <span class="name">{room.name}</span>
                  <span class="state">
                    {[...room.aliases, rooms.devices(followed.value.filter(({ device }) => device.value.room === room.id).length)].join(' · ')}
                  </span>
                </span>
                <button type="button" class="round" aria-label={`${words.value.edit.name} ${room.name}`} onClick={() => (editedRoom.value = room.id)}>
                  <Icon name="pencil" />
                </button>
                <button type="button" class="round" aria-label={`${words.value.remove} ${room.name}`} onClick={() => (removedRoom.value = room.id)}>
                  <Icon name="close" />
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <h3>{rooms.add}</h3>
      <RoomForm key={all.length} onDone={() => undefined} />
    </Dialog>
  );
}

function RoomForm({ room, onDone }: { readonly room?: Room; readonly onDone: () => void }) {
  const { rooms, edit, save, add, cancel } = words.value;
  const problems = useSignal<Readonly<Record<string, string>>>({});
  const floors = home.value?.floors ?? [];
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => textIn(form, name);
    if (text('name') === '') {
      problems.value = { name: edit.emptyName };
      return;
    }
    try {
      const floor = text('floor') === '' ? (room?.floor === undefined ? {} : { floor: null }) : { floor: text('floor') };
      await ask('PUT', `/v1/home/rooms/${encodeURIComponent(room?.id ?? `room-${newId()}`)}`, {
        name: text('name'),
        aliases: namesIn(text('aliases')),
        ...floor,
      });
      await loadHome();
      onDone();
    } catch (error) {
      problems.value = problemsOf(error);
    }
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)} noValidate>
      {problems.value.form !== undefined && (
        <p class="problem" role="alert">
          {problems.value.form}
        </p>
      )}
      <Field name="name" label={room ? rooms.name : rooms.newName} problem={problems.value.name}>
        {(props) => <input {...props} type="text" maxLength={200} defaultValue={room?.name ?? ''} autocomplete="off" />}
      </Field>
      <Field name="aliases" label={rooms.aliases} problem={problems.value.aliases}>
        {(props) => <input {...props} type="text" defaultValue={room?.aliases.join(words.value.listJoin) ?? ''} autocomplete="off" />}
      </Field>
      {floors.length > 0 && (
        <Field name="floor" label={rooms.floor} problem={problems.value.floor}>
          {(props) => (
            <select {...props}>
              <option value="" selected={room?.floor === undefined}>
                {rooms.noFloor}
              </option>
              {floors.map(({ id, name }) => (
                <option key={id} value={id} selected={id === room?.floor}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div class="chips">
        <button type="submit" class="chip primary">
          {room ? save : add}
        </button>
        {room && (
          <button type="button" class="chip" onClick={onDone}>
            {cancel}
          </button>
        )}
      </div>
    </form>
  );
}

function Removal({ room, onDone }: { readonly room: Room; readonly onDone: () => void }) {
  const { rooms, remove, cancel } = words.value;
  const problem = useSignal<string | undefined>(undefined);
  const confirm = async (): Promise<void> => {
    try {
      await ask('DELETE', `/v1/home/rooms/${encodeURIComponent(room.id)}`);
      await loadHome();
      onDone();
    } catch (error) {
      problem.value = Object.values(problemsOf(error))[0];
    }
  };
  return (
    <div role="group" aria-label={rooms.removeTitle(room.name)}>
      <p class="name">{rooms.removeTitle(room.name)}</p>
      <p class="muted">{rooms.removeHint}</p>
      {problem.value !== undefined && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      <div class="chips">
        <button type="button" class="chip danger" onClick={() => void confirm()}>
          {remove}
        </button>
        <button type="button" class="chip" onClick={onDone}>
          {cancel}
        </button>
      </div>
    </div>
  );
}

import { useSignal } from '@preact/signals';
import { kinds } from '../../src/core/home.ts';
import { problemOf } from './acting.ts';
import { ask, CallError } from './call.ts';
import { edited } from './device/opened.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { followedDevice, home, loadHome } from './home-store.ts';
import { notify } from './notices.ts';
import type { LiveDevice } from './shapes.ts';
import { words } from './words/index.ts';

/** Naming and moving one device. */
export function EditDialog() {
  const device = edited.value === undefined ? undefined : followedDevice(edited.value)?.device.value;
  if (!device) return null;
  return <EditForm key={device.id} device={device} />;
}

type Problems = Readonly<Record<string, string>>;

function EditForm({ device }: { readonly device: LiveDevice }) {
  const { edit, save, saving, kinds: kindNames, home: place } = words.value;
  const problems = useSignal<Problems>({});
  const busy = useSignal(false);
  const close = (): void => {
    edited.value = undefined;
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLFormElement)) return;
    const changes = changesIn(new FormData(currentTarget), device);
    if (changes.name === '') {
      problems.value = { name: edit.emptyName };
      return;
    }
    busy.value = true;
    try {
      if (Object.keys(changes).length > 0) await ask('PATCH', `/v1/home/devices/${encodeURIComponent(device.id)}`, changes);
      await loadHome();
      close();
      notify(edit.saved(changes.name ?? device.name));
    } catch (error) {
      problems.value = problemsOf(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Dialog title={edit.title} onClose={close}>
      <form class="form" onSubmit={(event) => void submit(event)} noValidate>
        {problems.value.form !== undefined && (
          <p class="problem" role="alert">
            {problems.value.form}
          </p>
        )}
        <Field name="name" label={edit.name} hint={edit.nameHint} problem={problems.value.name}>
          {(props) => <input {...props} type="text" required maxLength={200} defaultValue={device.name} autocomplete="off" />}
        </Field>
        <Field name="aliases" label={edit.aliases} hint={edit.aliasesHint} problem={problems.value.aliases}>
          {(props) => <input {...props} type="text" defaultValue={device.aliases.join(words.value.listJoin)} autocomplete="off" />}
        </Field>
        <Field name="room" label={edit.room} problem={problems.value.room}>
          {(props) => (
            <select {...props}>
              <option value="" selected={device.room === undefined}>
                {place.whole}
              </option>
              {home.value?.rooms.map(({ id, name }) => (
                <option key={id} value={id} selected={id === device.room}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="kind" label={edit.kind} problem={problems.value.kind}>
          {(props) => (
            <select {...props}>
              {kinds.map((kind) => (
                <option key={kind} value={kind} selected={kind === device.kind}>
                  {kindNames[kind]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <label class="check">
          <input type="checkbox" name="risky" defaultChecked={device.risky} /> {edit.risky}
        </label>
        <label class="check">
          <input type="checkbox" name="exposed" defaultChecked={device.exposed} /> {edit.exposed}
        </label>
        <p class="muted id">{device.id}</p>
        <button type="submit" class="wide primary" disabled={busy.value}>
          {busy.value ? saving : save}
        </button>
      </form>
    </Dialog>
  );
}

interface Changes {
  name?: string;
  aliases?: readonly string[];
  room?: string | null;
  kind?: string;
  risky?: boolean;
  exposed?: boolean;
}

/** Only what is another now, so that what an ecosystem says of the rest stays its own. */
function changesIn(form: FormData, device: LiveDevice): Changes {
  const text = (name: string): string => textIn(form, name);
  const aliases = namesIn(text('aliases'));
  const room = text('room') === '' ? undefined : text('room');
  const changes: Changes = {};
  if (text('name') !== device.name) changes.name = text('name');
  if (aliases.join('\n') !== device.aliases.join('\n')) changes.aliases = aliases;
  if (room !== device.room) changes.room = room ?? null;
  if (text('kind') !== device.kind) changes.kind = text('kind');
  if ((form.get('risky') !== null) !== device.risky) changes.risky = !device.risky;
  if ((form.get('exposed') !== null) !== device.exposed) changes.exposed = !device.exposed;
  return changes;
}

/** A field's text without spaces around it. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Names apart by commas of either script. */
export function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[,，、;；]/).map((name) => name.trim()))].filter(Boolean);
}

/** The hub names the wrong field at the head of its message, "name: …"; what names none stands above the form. */
export function problemsOf(error: unknown): Problems {
  if (error instanceof CallError) {
    const field = /(?:^|[\s;])(name|aliases|room|kind|floor)(?:\.\d+)?: (.*)/.exec(error.message);
    if (field?.[1] !== undefined && field[2] !== undefined) return { [field[1]]: field[2] };
    if (error.code === 'home/no-such-room') return { room: problemOf(error) };
    if (error.code === 'home/taken') return { name: problemOf(error) };
    if (error.status === 400) return { form: error.message };
  }
  return { form: problemOf(error) };
}

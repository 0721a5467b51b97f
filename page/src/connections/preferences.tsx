import { useSignal } from '@preact/signals';
import { problemOf } from '../acting.ts';
import { sourceText } from '../describe.ts';
import { textIn } from '../edit.tsx';
import { Field } from '../field.tsx';
import { deviceName, followed, home } from '../home-store.ts';
import { Icon } from '../icons.tsx';
import { notify } from '../notices.ts';
import { receipts } from '../timeline-store.ts';
import { words } from '../words/index.ts';
import { personName } from './genie.tsx';
import { Section } from './parts.tsx';
import { pairing, preferences, savePreferences, type ToldPreference } from './store.ts';

/** Whose word counts, for the home, a room or a device. */
export function Preferences() {
  const { preferences: said } = words.value.connections;
  const told = preferences.value;
  if (told === undefined) return null;
  return (
    <Section title={said.title} icon="person">
      <p class="muted">{said.hint}</p>
      {told.length === 0 ? (
        <p>{said.empty}</p>
      ) : (
        <ul class="entries" aria-label={said.title}>
          {told.map((one) => (
            <Row key={placeOf(one)} one={one} all={told} />
          ))}
        </ul>
      )}
      <PreferenceForm key={told.length} all={told} />
      <p class="muted">{said.siri}</p>
    </Section>
  );
}

function Row({ one, all }: { readonly one: ToldPreference; readonly all: readonly ToldPreference[] }) {
  const { preferences: said } = words.value.connections;
  return (
    <li>
      <span class="grow">
        <span class="name">{placeName(one)}</span>
        <span class="muted">{one.sources.map(nameOfSource).join(said.order)}</span>
      </span>
      <button type="button" class="round bare" aria-label={said.removeOf(placeName(one))} onClick={() => void save(all.filter((other) => other !== one))}>
        <Icon name="close" size={18} />
      </button>
    </li>
  );
}

function PreferenceForm({ all }: { readonly all: readonly ToldPreference[] }) {
  const { preferences: said } = words.value.connections;
  const rooms = home.value?.rooms ?? [];
  const place = useSignal('home');
  const first = useSignal('aligenie');
  const sources = knownSources();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLFormElement)) return;
    const form = new FormData(currentTarget);
    const chosen = [textIn(form, 'first'), textIn(form, 'then')].filter(Boolean);
    const [what = 'home', ...id] = place.value.split(' ');
    const where = what === 'home' ? {} : { [what]: id.join(' ') };
    await save([...all.filter((one) => placeOf(one) !== place.value), { ...where, sources: [...new Set(chosen)] }]);
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <Field name="where" label={said.where} {...(all.some((one) => placeOf(one) === place.value) && { hint: said.change })}>
        {(props) => (
          <select {...props} value={place.value} onChange={({ currentTarget }) => (place.value = currentTarget.value)}>
            <option value="home">{said.whole}</option>
            <optgroup label={words.value.home.rooms}>
              {rooms.map(({ id, name }) => (
                <option key={id} value={`room ${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
            <optgroup label={words.value.parts.home}>
              {followed.value.map(({ id, device }) => (
                <option key={id} value={`device ${id}`}>
                  {device.value.name}
                </option>
              ))}
            </optgroup>
          </select>
        )}
      </Field>
      <Field name="first" label={said.first}>
        {(props) => (
          <select {...props} value={first.value} onChange={({ currentTarget }) => (first.value = currentTarget.value)}>
            {sources.map((source) => (
              <option key={source} value={source}>
                {nameOfSource(source)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="then" label={said.second}>
        {(props) => (
          <select {...props}>
            <option value="">{said.nobody}</option>
            {sources
              .filter((source) => source !== first.value)
              .map((source) => (
                <option key={source} value={source}>
                  {nameOfSource(source)}
                </option>
              ))}
          </select>
        )}
      </Field>
      <button type="submit" class="wide">
        {said.add}
      </button>
    </form>
  );
}

async function save(next: readonly ToldPreference[]): Promise<void> {
  try {
    await savePreferences(next);
  } catch (error) {
    notify(problemOf(error));
  }
}

function placeOf({ device, room }: ToldPreference): string {
  return device !== undefined ? `device ${device}` : room !== undefined ? `room ${room}` : 'home';
}

function placeName({ device, room }: ToldPreference): string {
  if (device !== undefined) return deviceName(device);
  return room === undefined ? words.value.connections.preferences.whole : (home.value?.rooms.find(({ id }) => id === room)?.name ?? room);
}

/** Who can be preferred: those of whom it is known that they heard words. The demonstration is nobody. */
function knownSources(): readonly string[] {
  const heard = receipts.value.flatMap(({ claims }) => claims.filter(({ origin }) => origin === 'heard').map(({ source }) => source));
  const accounts = pairing.value?.aligenie.accounts.map(({ account }) => `aligenie:${account}`) ?? [];
  const named = preferences.value?.flatMap(({ sources }) => sources) ?? [];
  return [
    ...new Set([
      'aligenie',
      'page',
      'microphone',
      ...accounts,
      ...named,
      ...heard.filter((source) => !source.startsWith('demo:') && !source.startsWith('aligenie:')),
    ]),
  ];
}

function nameOfSource(source: string): string {
  const account = pairing.value?.aligenie.accounts.find((one) => `aligenie:${one.account}` === source);
  if (account === undefined) return sourceText(source, 'heard');
  return words.value.connections.preferences.genieOf(personName(account.person) ?? words.value.connections.genie.someone);
}

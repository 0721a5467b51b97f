import { computed, signal } from '@preact/signals';
import type { Room } from '../../src/core/home.ts';
import { act } from './acting.ts';
import { managingRooms } from './device/opened.ts';
import { Tile } from './device/tile.tsx';
import { followed, home, type Followed } from './home-store.ts';
import { Icon, type IconName } from './icons.tsx';
import { words } from './words/index.ts';

/** The room that is looked at, by id; `undefined` is all of them, `''` what has no room. */
const shownRoom = signal<string | undefined>(undefined);

const roomIds = computed(() => new Set(home.value?.rooms.map(({ id }) => id)));
const placeOf = ({ device }: Followed): string => (device.value.room !== undefined && roomIds.value.has(device.value.room) ? device.value.room : '');
const isScene = ({ device }: Followed): boolean => device.value.kind === 'scene' || device.value.kind === 'script';

/** The home by room, with live state and controls. */
export function HomeView() {
  const here = home.value;
  const { home: said } = words.value;
  if (!here) return <p class="empty">{words.value.loading}</p>;
  const rooms = here.rooms.filter((room) => shownRoom.value === undefined || shownRoom.value === room.id);
  const loose = followed.value.filter((one) => placeOf(one) === '' && !isScene(one));
  return (
    <>
      <Summary />
      <RoomFilter rooms={here.rooms} hasLoose={loose.length > 0} />
      {shownRoom.value === undefined && <Scenes />}
      {followed.value.length === 0 && <p class="empty">{said.empty}</p>}
      {rooms.map((room) => (
        <RoomSection
          key={room.id}
          name={room.name}
          devices={followed.value.filter((one) => placeOf(one) === room.id && !isScene(one))}
          alone={shownRoom.value === room.id}
        />
      ))}
      {(shownRoom.value === undefined || shownRoom.value === '') && loose.length > 0 && <RoomSection name={said.whole} devices={loose} alone={false} />}
      <button type="button" class="wide quiet-button" onClick={() => (managingRooms.value = true)}>
        <Icon name="pencil" size={18} /> {said.manageRooms}
      </button>
    </>
  );
}

function RoomFilter({ rooms, hasLoose }: { readonly rooms: readonly Room[]; readonly hasLoose: boolean }) {
  const { home: said } = words.value;
  const choices = [{ id: undefined, name: said.all }, ...rooms, ...(hasLoose ? [{ id: '', name: said.whole }] : [])];
  return (
    <div class="chips scroll" role="group" aria-label={said.rooms}>
      {choices.map(({ id, name }) => (
        <button key={id ?? '*'} type="button" class="chip" aria-pressed={shownRoom.value === id} onClick={() => (shownRoom.value = id)}>
          {name}
        </button>
      ))}
    </div>
  );
}

function Scenes() {
  const { home: said, device } = words.value;
  const scenes = followed.value.filter(isScene);
  if (scenes.length === 0) return null;
  return (
    <section class="room" aria-label={said.scenes}>
      <h3>{said.scenes}</h3>
      <ul class="scenes">
        {scenes.map(({ id, device: { value } }) => (
          <li key={id}>
            <button
              type="button"
              class="scene"
              disabled={!value.reachable}
              aria-label={`${value.name} ${device.activate}`}
              onClick={() => void act({ device: id, do: 'run', action: 'activate' })}
            >
              <Icon name="spark" size={18} />
              <span>{value.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RoomSection({ name, devices, alone }: { readonly name: string; readonly devices: readonly Followed[]; readonly alone: boolean }) {
  const climate = climateOf(devices);
  if (devices.length === 0 && !alone) return null;
  return (
    <section class="room" aria-label={name}>
      <h3>
        {name} {climate !== '' && <span class="muted">{climate}</span>}
      </h3>
      {devices.length === 0 ? (
        <p class="empty">{words.value.home.emptyRoom}</p>
      ) : (
        <ul class="tiles">
          {devices.map((one) => (
            <Tile key={one.id} followed={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** "26.5 °C · 48%": sensors first, else what measures it beside its work. Empty when nothing does. */
function climateOf(devices: readonly Followed[]): string {
  const ordered = [...devices.filter(({ device }) => device.value.kind === 'sensor'), ...devices].filter(({ device }) => device.value.reachable);
  const first = (attribute: 'currentTemperatureCelsius' | 'currentHumidityPercent'): number | undefined => {
    for (const { device, values } of ordered) {
      const value = values.value[attribute];
      if (typeof value === 'number' && device.value.kind !== 'water-heater' && device.value.kind !== 'kettle' && device.value.kind !== 'weather') return value;
    }
    return undefined;
  };
  const temperature = first('currentTemperatureCelsius');
  const humidity = first('currentHumidityPercent');
  return [temperature === undefined ? '' : `${Math.round(temperature * 10) / 10} °C`, humidity === undefined ? '' : `${Math.round(humidity)}%`]
    .filter(Boolean)
    .join(' · ');
}

/** The whole home in one line: what a glance from the door would ask. */
function Summary() {
  const { home: said, listJoin } = words.value;
  const all = followed.value;
  const openKinds = new Set(['door', 'gate', 'garage-door', 'window', 'valve']);
  const reachable = all.filter(({ device }) => device.value.reachable);
  const lightsOn = reachable.filter(({ device, values }) => device.value.kind === 'light' && values.value.on === true).length;
  const unlocked = reachable.filter(({ values }) => values.value.locked === false).map(({ device }) => device.value.name);
  const open = reachable
    .filter(
      ({ device, values }) =>
        openKinds.has(device.value.kind) && ((typeof values.value.openPercent === 'number' && values.value.openPercent > 0) || values.value.contact === true),
    )
    .map(({ device }) => device.value.name);
  const offline = all.length - reachable.length;
  const climate = climateOf(all);
  const facts: readonly { readonly icon: IconName; readonly text: string; readonly warn?: boolean }[] = [
    { icon: 'bulb', text: said.lightsOn(lightsOn) },
    ...(climate === '' ? [] : [{ icon: 'thermometer' as const, text: climate }]),
    ...(unlocked.length > 0 ? [{ icon: 'unlock' as const, text: said.unlocked(unlocked.join(listJoin)), warn: true }] : []),
    ...(open.length > 0 ? [{ icon: 'door' as const, text: said.open(open.slice(0, 3).join(listJoin)) }] : []),
    ...(offline > 0 ? [{ icon: 'unplugged' as const, text: said.offline(offline), warn: true }] : []),
  ];
  return (
    <ul class="summary">
      {facts.map(({ icon, text, warn = false }) => (
        <li key={icon} data-warn={warn}>
          <Icon name={icon} size={18} /> {text}
        </li>
      ))}
    </ul>
  );
}

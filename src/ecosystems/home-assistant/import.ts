import type { Clock } from '../../core/clock.ts';
import { EntenteError } from '../../core/errors.ts';
import type { Device, Floor, Room } from '../../core/home.ts';
import { within } from './connecting.ts';
import { houseOf, type House } from './house.ts';
import { Identities } from './identity.ts';
import { openLink } from './link.ts';
import { Config, States } from './messages.ts';
import { placesOf } from './places.ts';
import { readRegistries } from './registries.ts';
import { parseSettings, type Settings } from './settings.ts';

/** What a Home Assistant has, looked at once. */
export interface ImportedHome {
  /** As they are to be given to the source, which keeps them. */
  readonly settings: Settings;
  readonly version: string;
  /** What it calls the home, and where that is; empty where it does not say. */
  readonly about: { readonly name: string; readonly locale: string; readonly timeZone: string };
  readonly floors: readonly Floor[];
  readonly rooms: readonly Room[];
  /** As the source will give them when it is connected. */
  readonly devices: readonly Device[];
  readonly leftOut: House['leftOut'];
  /** Its own HomeKit bridge runs: a lamp that it exports there as well is reached past our fence, which is to be told. */
  readonly hasHomeKitBridge: boolean;
}

const importsWithinMs = 30_000;

/**
 * Looks whether this is a Home Assistant that lets us in, and what it has: `entente home import home-assistant`, and the page's step of the same name.
 * It keeps nothing: what it found becomes the home's when the source is connected with the same settings.
 *
 * @throws EntenteError `home-assistant/bad-settings`, `home-assistant/unreachable`, `home-assistant/refused` for the token, `home-assistant/starting`
 * while it is not ready yet (try again), `home-assistant/not-installed`; the signal's reason
 */
export async function importHome(settings: unknown, { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }): Promise<ImportedHome> {
  const parsed = parseSettings(settings);
  return within(clock, importsWithinMs, signal, async (limit) => {
    const link = await openLink(parsed, limit);
    try {
      const config = await link.ask({ type: 'get_config' }, Config, limit);
      if (config.state !== 'RUNNING') throw new EntenteError('home-assistant/starting', 'Home Assistant is still starting', { retryable: true });
      const [registries, states] = await Promise.all([readRegistries(link, limit), link.ask({ type: 'get_states' }, States, limit)]);
      const places = placesOf(registries, { floors: [], rooms: [] });
      const house = houseOf({
        states: new Map(states.map((state) => [state.entity_id, state])),
        registries,
        places,
        identities: new Identities({ load: () => undefined, save: () => undefined }),
        units: { fahrenheit: config.unit_system.temperature === '°F' },
        before: new Map(),
        isForgotten: () => true,
      });
      return {
        settings: parsed,
        version: config.version,
        about: { name: config.location_name, locale: localeOf(config.language), timeZone: config.time_zone },
        floors: places.floors,
        rooms: places.rooms,
        devices: [...house.devices.values()],
        leftOut: house.leftOut,
        hasHomeKitBridge: config.components.includes('homekit'),
      };
    } finally {
      link.close();
    }
  });
}

/** Home Assistant says `zh-Hans` for what is `zh-CN` here. */
function localeOf(language: string): string {
  return /^zh(-Hans|-CN)?$/i.test(language) ? 'zh-CN' : language;
}

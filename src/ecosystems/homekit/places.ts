import * as v from 'valibot';
import type { Device } from '../../core/home.ts';
import { mostAccessories } from './bridge.ts';

/** Behind which bridge a device stands, and which is the bridge's television. Kept, so that no device moves when others come and go. */
export interface Places {
  /** The bridge of each device, by its place in the row of bridges. New devices take the first free place. */
  assign(devices: readonly Device[]): ReadonlyMap<string, number>;
  /** Whether this is the one television that Apple's app shows of a bridge. */
  isTelevision(device: Device): boolean;
  document(): unknown;
}

const Document = v.object({ bridges: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0))), televisions: v.array(v.string()) });

export function placesFrom(document: unknown): Places {
  const parsed = v.safeParse(Document, document);
  const bridges = new Map<string, number>(parsed.success ? Object.entries(parsed.output.bridges) : []);
  // By bridge: which television is shown as one.
  let televisions: readonly string[] = parsed.success ? parsed.output.televisions : [];
  return {
    assign: (devices) => {
      const taken: number[] = [];
      for (const { id } of devices) {
        const bridge = bridges.get(id);
        if (bridge !== undefined) taken[bridge] = (taken[bridge] ?? 0) + 1;
      }
      for (const { id } of devices) {
        if (bridges.has(id)) continue;
        let bridge = 0;
        while ((taken[bridge] ?? 0) >= mostAccessories) bridge += 1;
        taken[bridge] = (taken[bridge] ?? 0) + 1;
        bridges.set(id, bridge);
      }
      televisions = televisionsOf(devices, bridges, televisions);
      return new Map(devices.map(({ id }) => [id, bridges.get(id) ?? 0]));
    },
    isTelevision: ({ id }) => televisions.includes(id),
    document: () => ({ bridges: Object.fromEntries(bridges), televisions }),
  };
}

/** The one that was it stays it while it is there. */
function televisionsOf(devices: readonly Device[], bridges: ReadonlyMap<string, number>, before: readonly string[]): readonly string[] {
  const chosen = new Map<number, string>();
  const candidates = devices.filter(({ kind }) => kind === 'tv').map(({ id }) => id);
  for (const id of [...before.filter((id) => candidates.includes(id)), ...candidates]) {
    const bridge = bridges.get(id) ?? 0;
    if (!chosen.has(bridge)) chosen.set(bridge, id);
  }
  return [...chosen.values()];
}

import type { Floor, Room } from '../../core/home.ts';
import { sourceId } from './identity.ts';
import type { Registries } from './registries.ts';

/** Areas and floors as rooms and floors of the home. */
export interface Places {
  readonly floors: readonly Floor[];
  readonly rooms: readonly Room[];
  /** The room of an area. */
  roomOf(areaId: string | null): string | undefined;
}

/**
 * A room that the home has already under the same name is that room: two called 客厅 would make every sentence about it a question. `known` are the rooms
 * and floors of the home.
 */
export function placesOf(
  { areas, floors }: Pick<Registries, 'areas' | 'floors'>,
  known: { readonly floors: readonly Floor[]; readonly rooms: readonly Room[] },
): Places {
  const floorIds = new Map(floors.map(({ floor_id, name }) => [floor_id, idFor(floor_id, name, known.floors)]));
  const roomIds = new Map(areas.map(({ area_id, name }) => [area_id, idFor(area_id, name, known.rooms)]));
  return {
    floors: floors.flatMap(({ floor_id, name, aliases }): readonly Floor[] => {
      const id = floorIds.get(floor_id) ?? '';
      return isOurs(id) && isName(name) ? [{ id, name, aliases: aliases.filter(isName) }] : [];
    }),
    rooms: areas.flatMap(({ area_id, name, aliases, floor_id }): readonly Room[] => {
      const id = roomIds.get(area_id) ?? '';
      const floor = floor_id === null ? undefined : floorIds.get(floor_id);
      return isOurs(id) && isName(name) ? [{ id, name, aliases: aliases.filter(isName), ...(floor !== undefined && { floor }) }] : [];
    }),
    roomOf: (areaId) => (areaId === null ? undefined : roomIds.get(areaId)),
  };
}

/** The home's own place of that name, else one of ours. */
function idFor(nativeId: string, name: string, known: readonly (Floor | Room)[]): string {
  const plain = plainly(name);
  return known.find((place) => !isOurs(place.id) && plainly(place.name) === plain)?.id ?? `${sourceId}:${nativeId}`;
}

const isOurs = (id: string): boolean => id.startsWith(`${sourceId}:`);
const isName = (name: string): boolean => name.trim() !== '';
const plainly = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A noun phrase while it is being read, and as it is handed out. */
import type { Phrase } from '../../core/frame.ts';
import type { Attribute, Kind } from '../../core/home.ts';

/** A phrase while it is being read. */
export interface PhraseDraft {
  start: number;
  end: number;
  devices?: { readonly ids: readonly string[]; readonly match: 'name' | 'alias' | 'part' | 'shared-word' };
  rooms: string[];
  floors: string[];
  here: boolean;
  wholeHome: boolean;
  kinds?: readonly Kind[];
  having?: Attribute;
  all: boolean;
  plural: boolean;
  others: boolean;
  everything: boolean;
  pronoun?: 'one' | 'several';
  count?: number;
  unknown: string[];
  unknownIs?: 'room' | 'device';
  /** Whether an article or owner opened it: then a room said before does not carry over. */
  articled: boolean;
  /** The last word of the name or kind, which tells the kind of what was named. */
  headKinds?: readonly Kind[];
}

/** A phrase ready to be handed out. */
export function finishPhrase(draft: PhraseDraft, text: string): Phrase {
  return {
    start: draft.start,
    end: draft.end,
    text: text.slice(draft.start, draft.end),
    ...(draft.devices ? { devices: draft.devices } : {}),
    ...(draft.rooms.length > 0 ? { rooms: [...new Set(draft.rooms)] } : {}),
    ...(draft.floors.length > 0 ? { floors: [...new Set(draft.floors)] } : {}),
    ...(draft.here ? { here: true } : {}),
    ...(draft.wholeHome ? { wholeHome: true } : {}),
    ...(draft.kinds ? { kinds: draft.kinds } : {}),
    ...(draft.having ? { having: draft.having } : {}),
    ...(draft.all ? { all: true } : {}),
    ...(draft.plural ? { plural: true } : {}),
    ...(draft.others ? { others: true } : {}),
    ...(draft.everything ? { everything: true } : {}),
    ...(draft.pronoun ? { pronoun: draft.pronoun } : {}),
    ...(draft.count === undefined ? {} : { count: draft.count }),
    ...(draft.unknown.length > 0 ? { unknown: draft.unknown.join(' ').replaceAll(" 's", "'s"), unknownIs: draft.unknownIs ?? 'device' } : {}),
  };
}

/** An empty phrase that begins at an item. */
export function blank(first: { readonly start: number; readonly end: number }): PhraseDraft {
  return {
    start: first.start,
    end: first.end,
    rooms: [],
    floors: [],
    here: false,
    wholeHome: false,
    all: false,
    plural: false,
    others: false,
    everything: false,
    unknown: [],
    articled: false,
  };
}

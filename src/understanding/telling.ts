/** Plans in words: what is about to be done, asked or declined, in the language's own phrases. */
import type { Device, Home } from '../core/home.ts';
import type { Because, Step } from '../core/step.ts';
import { rangeOf } from '../core/attributes.ts';
import type { Language } from '../ports/language.ts';
import type { Telling } from '../ports/telling.ts';
import { indexOf, type HomeIndex } from './home-index.ts';

export interface Teller {
  readonly language: Language;
  readonly index: HomeIndex;
}

/** "客厅灯和餐厅灯打开了，空调调到26度了": steps that do the same are told together. With `will` as what is to be confirmed. */
export function tellSteps(teller: Teller, steps: readonly Step[], will = false): string {
  const groups = Map.groupBy(steps, (step) => JSON.stringify({ ...step, device: '' }));
  const told = [...groups.values()].map((same) => {
    const first = same[0];
    if (!first) return '';
    const { phrase, values } = phraseOf(teller, first);
    return teller.language.replies.say(will ? `will-${phrase}` : phrase, { ...values, names: same.map((step) => nameOf(teller, step.device)) });
  });
  const each = [...new Set(told)].filter(Boolean);
  return will ? teller.language.replies.list(each) : each.join(' ');
}

export function nameOf(teller: Teller, id: string): string {
  const device = teller.index.byId.get(id);
  if (!device) return id;
  const room = teller.index.sharedNames.has(device.name) ? teller.index.roomById.get(device.room ?? '') : undefined;
  return room && !device.name.startsWith(room.name) ? `${room.name}${/^[\p{ASCII}]*$/u.test(room.name) ? ' ' : ''}${device.name}` : device.name;
}

function phraseOf(teller: Teller, step: Step): { phrase: string; values: Record<string, string | number | boolean> } {
  switch (step.do) {
    case 'toggle':
      return { phrase: 'toggled', values: { what: step.attribute } };
    case 'adjust':
      return { phrase: step.by > 0 ? 'raised' : 'lowered', values: { what: step.attribute, by: Math.abs(step.by) } };
    case 'run': {
      const room = step.room === undefined ? undefined : teller.index.roomById.get(step.room)?.name;
      const phrases = {
        'next-track': 'next-track',
        'previous-track': 'previous-track',
        'start-cleaning': 'cleaning',
        'clean-room': 'cleaning',
        'start-mowing': 'mowing',
        'return-to-dock': 'docking',
        activate: 'activated',
        press: 'activated',
      } as const;
      return { phrase: phrases[step.action], values: room === undefined ? {} : { room } };
    }
    case 'set':
      return setPhrase(step.attribute, step.value);
  }
}

function setPhrase(
  attribute: Extract<Step, { do: 'set' }>['attribute'],
  value: string | number | boolean,
): { phrase: string; values: Record<string, string | number | boolean> } {
  if (attribute === 'on') return { phrase: value ? 'switched-on' : 'switched-off', values: {} };
  if (attribute === 'openPercent' && (value === 0 || value === 100)) return { phrase: value ? 'opened' : 'closed', values: {} };
  if (attribute === 'locked') return { phrase: value ? 'locked' : 'unlocked', values: {} };
  if (attribute === 'muted') return { phrase: value ? 'muted' : 'unmuted', values: {} };
  if (attribute === 'playback') return { phrase: String(value), values: {} };
  if (attribute === 'mode') return { phrase: 'mode-set', values: { mode: value } };
  return { phrase: 'set-to', values: { what: attribute, value } };
}

/** Why something cannot be done, with the device's range where that is the reason. */
export function tellDecline(
  teller: Teller,
  because: Because,
  what: string,
  device?: Device,
  step?: { attribute?: Extract<Step, { do: 'set' }>['attribute'] },
): string {
  const { replies } = teller.language;
  const names = device ? [nameOf(teller, device.id)] : [what];
  const range = because === 'out-of-range' && device && step?.attribute ? rangeOf(device, step.attribute) : {};
  return replies.say(because, { what: device && step?.attribute ? step.attribute : what, names, ...range });
}

/** Steps and devices in the words of one language: what the assistant tells the truth with. */
export function tellingOf(language: Language, home: Home): Telling {
  const teller: Teller = { language, index: indexOf(home) };
  return { steps: (steps, will = false) => tellSteps(teller, steps, will), name: (device) => nameOf(teller, device) };
}

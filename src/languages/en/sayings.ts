/** Short answers in a conversation: yes, no, the second one, never mind, undo that. Only such when nothing else is left but politeness. */
import type { Frame } from '../../core/frame.ts';
import { numberOf, ordinalOf } from './numbers.ts';
import type { Item } from './scan.ts';

const yes = new Set(
  'yes, yeah, yep, yup, sure, okay, go ahead, do it, confirm, correct, absolutely, yes please, of course, go for it, right, that is right, that is correct, please do, yes do it, yes go ahead, definitely, affirmative, i do, i am sure, yes i am sure, yes i do, please, alright, all right, fine, sounds good, make it so, certainly, you bet, by all means, yes that is right, yes confirm, exactly, i confirm, do that, good, yes do that, uh huh, okay do it, okay go ahead, sure do it, sure go ahead, go on, yes go on, aye, sure thing, too right, proceed, right you are, fine by me, why not, sounds great, yes that one, yes do, course, yeah go on, yeah go ahead, okay do that, yes i would, yes that is fine, yeah do it, yep do it, yep go ahead, that is fine, perfect, yes yes'.split(
    ', ',
  ),
);
const no = new Set(
  'no, nope, nah, no thanks, no thank you, do not, do not do it, do not do that, please do not, better not, not now, no do not, negative, absolutely not, of course not, i do not, rather not, not really, no way, no please, no no, wrong, i changed my mind, i have changed my mind, leave it, let it be, i do not want that, no cancel, no stop, nah leave it, no leave it, nope leave it, leave it alone, no do not bother, no ta, not today, not yet, no not yet, i would rather not, let us not, no it is fine, it is fine, no it is okay, no that is okay, never, nah do not, no do not do that, no not that, no thank you very much, not right now, no not now, nah you are all right, no you are all right'.split(
    ', ',
  ),
);
const cancel = new Set(
  'cancel, never mind, forget it, forget about it, forget that, forget about that, stop it, abort, leave it, drop it, skip it, scratch that, disregard, disregard that, ignore that, ignore me, ignore it, it does not matter, no never mind, never mind that, oh never mind, do not bother, do not worry about it, cancel cancel, actually never mind, no forget it, dismiss, nothing, nothing never mind'.split(
    ', ',
  ),
);
const takenBack = new Set([
  'never mind',
  'forget it',
  'scratch that',
  'forget that',
  'cancel that',
  'strike that',
  'ignore that',
  'disregard that',
  'forget about it',
]);

const undo = new Set(
  'undo, undo that, undo it, undo this, undo the last one, undo the last thing, undo the last command, undo the last action, undo what you did, undo what you just did, revert, revert that, revert it, put it back, put that back, put them back, put it back the way it was, put it back how it was, put everything back, change it back, change that back, change them back, set it back, switch it back, turn it back, take that back, take it back, reverse that, reverse it, cancel that, cancel it, cancel the last one, cancel the last command, cancel what you just did, cancel the last thing, go back to how it was, make it like it was before, make it how it was, make it the way it was, back to how it was, make it like before, put it like it was, restore it, restore that, put things back, put things back the way they were, cancel what i just said, cancel my last command, cancel the previous command, undo the previous command, undo my last command, that was a mistake, that was wrong, i did not mean that'.split(
    ', ',
  ),
);
const polite = new Set([
  'please',
  'thanks',
  'thank you',
  'oh',
  'um',
  'uh',
  'hey',
  'well',
  'er',
  'just',
  'then',
  'cheers',
  'actually',
  'hmm',
  'no wait',
  'wait',
  'okay',
  'sorry',
  'now',
  'thank you very much',
  'for me',
  'mate',
  'so',
]);

/** The frame of a short answer; `undefined` when there is more in the sentence. */
export function readSaying(items: readonly Item[], sentence: string, awaiting: boolean): Frame | undefined {
  const at = { start: 0, end: sentence.length, text: sentence };
  const spoken = items.map((item) => item.text).filter((text) => !/^[,.!?;]$/.test(text));
  const full = spoken.join(' ');
  const bare = spoken.filter((text) => !polite.has(text)).join(' ');
  const is = (set: ReadonlySet<string>): boolean => set.has(full) || (bare !== '' && set.has(bare));
  if (is(undo)) return { ...at, is: 'undo' };
  // "turn on the lights, oh never mind": taken back in the same breath.
  const [second, first] = [spoken.at(-1) ?? '', spoken.at(-2) ?? ''];
  if (spoken.length > 2 && (takenBack.has(second) || takenBack.has(`${first} ${second}`))) return { ...at, is: 'skill', skill: 'cancel', slots: {} };
  if (is(cancel) && !(awaiting && full === 'stop')) return { ...at, is: 'skill', skill: 'cancel', slots: {} };
  if (awaiting && (full === 'stop' || full === 'leave it')) return { ...at, is: 'skill', skill: 'cancel', slots: {} };
  if (is(no)) return { ...at, is: 'reply', reply: 'no' };
  if (is(yes)) return { ...at, is: 'reply', reply: 'yes' };
  const index = choiceOf(
    spoken.filter((text) => !polite.has(text)),
    awaiting,
  );
  return index === undefined ? undefined : { ...at, is: 'reply', reply: 'choice', index };
}

/** "the second one", "number two", "2", "the last one", "both of them". */
function choiceOf(words: readonly string[], awaiting: boolean): number | undefined {
  const rest = words.filter(
    (word) =>
      ![
        'the',
        'one',
        'number',
        'option',
        'ones',
        'choice',
        'that',
        'take',
        'i',
        'mean',
        'want',
        'would',
        'like',
        'of',
        'them',
        'those',
        'yes',
        'yeah',
        'use',
        'try',
        'these',
      ].includes(word) ||
      (word === 'one' && words.at(-2) === 'number'),
  );
  if (rest.length === 0) return awaiting && words.length === 1 && words[0] === 'one' ? 1 : undefined;
  if (rest.length > 1) return undefined;
  const only = rest[0] ?? '';
  if (only === 'last') return -1;
  if ((only === 'both' || only === 'all') && (awaiting || words.length > 1)) return awaiting ? 0 : undefined;
  const ordinal = ordinalOf(only);
  if (ordinal !== undefined) return words.length > 1 || awaiting ? ordinal : undefined;
  if (!awaiting) return undefined;
  return numberOf(only) ?? (/^\d$/.test(only) ? Number(only) : undefined);
}

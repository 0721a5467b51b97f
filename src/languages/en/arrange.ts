/** Phrases of a clause as they belong together: pronouns, exceptions, who does something and where. */
import type { Phrase } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import { phrasesOf, type Clause } from './clause.ts';
import { isPlaceOnly } from './clause-places.ts';
import { readClause } from './clause-read.ts';
import { staying } from './guards.ts';
import { type Item } from './scan.ts';
import { blank, type PhraseDraft } from './phrase.ts';
import type { CommandPart } from './commands.ts';

/** What "leave the hall light on" or "don't touch the TV" speaks of. */
export function sparedBy(items: readonly Item[], text: string): readonly PhraseDraft[] {
  const from = items.findIndex((item) => !['but', 'and', ',', 'please', 'do', 'not', 'just', 'then'].includes(item.text));
  const rest = from < 0 ? [] : items.slice(from);
  const stays = rest.findIndex((item) => staying.has(item.text));
  const body =
    stays < 0
      ? rest
      : rest.slice(0, stays).filter((item) => !['can', 'should', 'must', 'may', 'has', 'have', 'needs', 'need', 'to', 'could'].includes(item.text));
  const clause = readClause(body, text);
  return clause.leftover.filter((word) => !['touch', 'alone', 'leave', 'keep', 'spare', 'ignore', 'as', 'be'].includes(word)).length === 0
    ? clause.phrases.flatMap((phrase) => {
        if (!phrase.pronoun) return [phrase];
        // "the hall one"
        const { pronoun: _pronoun, ...placed } = phrase;
        return phrase.rooms.length + phrase.floors.length > 0 ? [placed] : [];
      })
    : [];
}

/** Whether a phrase means many, so that one of them can be left out. */
export function isBroad(phrase: Phrase): boolean {
  return (
    phrase.all === true ||
    phrase.plural === true ||
    phrase.everything === true ||
    phrase.others === true ||
    (!phrase.devices && (phrase.rooms ?? phrase.floors) !== undefined)
  );
}

/** "leave the kitchen light on but turn off the rest": all of its kind but the one that was spared. */
export function restOf(part: CommandPart, spared: readonly PhraseDraft[], text: string): CommandPart {
  const [first] = spared;
  const kinds = first?.kinds ?? first?.headKinds;
  if (!first) return part;
  return {
    ...part,
    frames: part.frames.map((frame) =>
      frame.is === 'command' &&
      frame.phrases.some((phrase) => isBroad(phrase) && (phrase.kinds ?? phrase.rooms ?? phrase.floors ?? phrase.everything) !== undefined)
        ? {
            ...frame,
            phrases: frame.phrases.map(({ others, ...phrase }) => (others ? { ...phrase, all: true as const } : phrase)),
            except: [...(frame.except ?? []), ...phrasesOf(spared, text)],
          }
        : frame.is === 'command' && frame.phrases.every((phrase) => phrase.others && !phrase.kinds && !phrase.devices)
          ? {
              ...frame,
              phrases: frame.phrases.map(({ others: _others, pronoun: _pronoun, ...phrase }) => ({
                ...phrase,
                ...(kinds && kinds.length > 0 ? { kinds } : { everything: true as const }),
                all: true as const,
              })),
              except: phrasesOf(spared, text),
            }
          : frame,
    ),
  };
}

/** "it" in "make it warmer" names nothing; "the kitchen ones" are of the kind that was spoken of. */
export function settlePronouns(clause: Clause, fragment: boolean): void {
  const dummy = clause.comparative?.attribute !== undefined && clause.verb !== undefined ? ['set', 'turn'].includes(clause.verb) : clause.verb === undefined;
  // "the hall light and the one in the bathroom"
  clause.phrases = clause.phrases.map((phrase, index) => (index > 0 ? (replaced(clause.phrases.slice(0, index), [phrase], true)[0] ?? phrase) : phrase));
  // "stop cleaning" speaks of what cleans.
  const worker = clause.verb === 'stop' && clause.phrases.length === 0 ? workers.find(([word]) => clause.verbText?.endsWith(word)) : undefined;
  if (worker) clause.phrases = [{ ...blank({ start: 0, end: 0 }), kinds: [worker[1]], headKinds: [worker[1]] }];
  clause.phrases = clause.phrases.flatMap((phrase) => {
    if (phrase.pronoun === undefined || phrase.kinds || phrase.devices) return [phrase];
    const placed = phrase.rooms.length + phrase.floors.length > 0 || phrase.here;
    const { pronoun: _pronoun, ...rest } = phrase;
    if (placed && (dummy || fragment)) return [rest];
    return dummy && clause.comparative?.attribute !== undefined && !phrase.others && !phrase.all ? [] : [phrase];
  });
}

const workers: readonly (readonly [string, Kind])[] = [
  ['cleaning', 'vacuum'],
  ['vacuuming', 'vacuum'],
  ['mowing', 'lawn-mower'],
];

/** Phrases that belong together: the music on a speaker, the vacuum and the room it cleans. */
export function arrange(clause: Clause): void {
  if (clause.verb === 'clean') clause.phrases = clause.phrases.filter((phrase) => !phrase.everything);
  // "the kitchen, the kitchen light": a place said again with what stands there.
  const phrases = clause.phrases.filter((phrase, index) => {
    const next = clause.phrases[index + 1];
    return !(
      next &&
      isPlaceOnly(phrase) &&
      next.start - phrase.end <= 2 &&
      phrase.rooms.every((room) => next.rooms.includes(room)) &&
      (next.kinds ?? next.devices)
    );
  });
  clause.phrases = phrases;
  if (phrases.length < 2) return;
  if (clause.verb === 'clean') {
    const [first] = phrases;
    const who = phrases.find((phrase) => phrase.devices ?? phrase.kinds);
    if (first && who && phrases.some((phrase) => phrase !== who)) {
      const places = phrases.filter((phrase) => phrase !== who);
      clause.phrases = [
        {
          ...who,
          rooms: places.flatMap((phrase) => phrase.rooms),
          floors: places.flatMap((phrase) => phrase.floors),
          here: places.some((phrase) => phrase.here),
          unknown: phrases.flatMap((phrase) => phrase.unknown),
          start: first.start,
          end: phrases.at(-1)?.end ?? who.end,
        },
      ];
    } else if (first)
      clause.phrases = [
        {
          ...first,
          rooms: phrases.flatMap((phrase) => phrase.rooms),
          floors: phrases.flatMap((phrase) => phrase.floors),
          unknown: phrases.flatMap((phrase) => phrase.unknown),
          end: phrases.at(-1)?.end ?? first.end,
        },
      ];
    return;
  }
  // "put netflix on the TV", "play jazz on the radio": what plays there, in the device's own words.
  const unknown = phrases.find((phrase) => phrase.unknown.length > 0 && !phrase.kinds && !phrase.devices && phrase.rooms.length === 0);
  const player = phrases.find((phrase) => phrase.headKinds?.some((kind) => kind === 'tv' || kind === 'media-player' || kind === 'speaker'));
  if (unknown && player && phrases.length === 2 && (clause.verbText === 'put' || clause.verb === 'play')) {
    clause.phrases = [player];
    clause.ownWord = { text: unknown.unknown.join(' '), as: 'source' };
    return;
  }
  const media = phrases.filter((phrase) => phrase.having !== undefined && !phrase.devices && !phrase.kinds);
  const others = phrases.filter((phrase) => !media.includes(phrase));
  if (media.length > 0 && others.length > 0) {
    clause.phrases = others.map((phrase) => ({ ...phrase, having: 'playback' }));
  }
}

/** "the kitchen light, no, the bedroom": only the place is another. With `pronouns`, only "the kitchen one" takes over the kind. */
export function replaced(old: readonly PhraseDraft[], fresh: readonly PhraseDraft[], pronouns = false): PhraseDraft[] {
  const kept = old.at(-1);
  const kinds = kept?.kinds ?? kept?.headKinds;
  return fresh.map((phrase) => {
    if (phrase.devices ?? phrase.kinds ?? phrase.having) return phrase;
    if (phrase.pronoun && kinds && kinds.length > 0 && (phrase.rooms.length + phrase.floors.length > 0 || phrase.unknown.length > 0)) {
      const { pronoun: _pronoun, ...rest } = phrase;
      return { ...rest, kinds };
    }
    if (pronouns || phrase.pronoun) return phrase;
    return kinds && kinds.length > 0 && !phrase.everything && phrase.unknown.length === 0 ? { ...phrase, kinds, plural: kept?.plural ?? false } : phrase;
  });
}

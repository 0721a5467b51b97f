/** Two readers in a row over one lexicon: *exact* takes every word as it stands, *tolerant* is the second attempt. */
import type { Clock } from '../core/clock.ts';
import type { Home, HomeView } from '../core/home.ts';
import type { Reading } from '../core/frame.ts';
import type { Plan } from '../core/plan.ts';
import type { Language, NameIndex } from '../ports/language.ts';
import type { Reader, Utterance } from '../ports/reader.ts';
import { Conversations, type Conversation } from './conversation.ts';
import { settleHalves } from './half-of-day.ts';
import { indexNames } from './names.ts';
import { planFrames } from './planner.ts';

export interface Understanding {
  /** In the order in which they are asked. The second always answers: `none` is what goes on to a model. */
  readonly readers: readonly Reader[];
  /** Builds what the first sentence would wait for. */
  prewarm(home: Home): void;
  /** What was asked in this conversation has been answered by the button. */
  answered(conversation: string): void;
  /** The sentence through both readers, at once; `none` when neither is sure. */
  read(utterance: Utterance, home: HomeView): Plan;
}

/** Longest sentence that is read, UTF-16 code units; nobody says more in one breath. */
export const longestText = 500;

export function createUnderstanding(languages: readonly Language[], clock: Clock): Understanding {
  const conversations = new Conversations(clock);
  const indexes = new WeakMap<Home, Map<string, NameIndex>>();

  function namesOf(home: Home, language: Language): NameIndex {
    const ofHome = indexes.get(home) ?? new Map<string, NameIndex>();
    indexes.set(home, ofHome);
    const known = ofHome.get(language.tag) ?? indexNames(home, language);
    ofHome.set(language.tag, known);
    return known;
  }

  function attempt(utterance: Utterance, view: HomeView, tolerant: boolean): Plan | undefined {
    if (utterance.text.length > longestText || utterance.text.trim() === '') return undefined;
    for (const language of inOrder(languages, utterance)) {
      const plan = attemptIn(language, utterance, view, tolerant);
      if (plan) return plan;
    }
    return undefined;
  }

  function attemptIn(language: Language, utterance: Utterance, view: HomeView, tolerant: boolean): Plan | undefined {
    const conversation = conversations.of(utterance.conversation);
    const awaiting = conversation.pending?.byVoice === true;
    const read = language.read({ text: language.normalize(utterance.text), names: namesOf(view.home, language), tolerant, awaiting });
    // "Right" agrees, unless one of what is offered is on the right.
    const choosing = awaiting && ((tolerant && isNoRequest(read)) || (isYes(read) && conversation.pending?.part.confirm !== true));
    const reading = choosing ? chosenByDifference(read, utterance.text, conversation, language) : read;
    if (!reading.frames.length || (!tolerant && !reading.exact)) return undefined;
    const frames = settleHalves(reading.frames, clock.nowMs(), view.home.timeZone);
    const { plan, next } = planFrames({ frames, utterance, view, language, conversation, nowMs: conversations.nowMs() });
    // A name that is not known may have been misheard; chat may be an order said in a roundabout way: the next reader judges.
    if (!tolerant && (plan.because === 'no-such-device' || plan.because === 'no-such-room' || isChat(plan, reading.frames[0]))) return undefined;
    conversations.keep(utterance.conversation, next);
    return { ...plan, tier: tolerant ? 'tolerant' : 'exact', language: language.tag };
  }

  /** Nobody was sure. What was asked before waits on, but only for the button. */
  function notUnderstood(utterance: Utterance): Plan {
    const known = conversations.of(utterance.conversation);
    if (known.pending) conversations.keep(utterance.conversation, { ...known, pending: { ...known.pending, byVoice: false } });
    return { outcome: 'none', steps: [], reads: [], say: inOrder(languages, utterance)[0]?.replies.say('none') ?? '' };
  }

  const exact: Reader = { tier: 'exact', read: async (utterance, view) => attempt(utterance, view, false) };
  const tolerant: Reader = { tier: 'tolerant', read: async (utterance, view) => attempt(utterance, view, true) ?? notUnderstood(utterance) };

  return {
    readers: [exact, tolerant],
    prewarm(home) {
      const view: HomeView = { home, value: () => undefined, reachable: () => true };
      for (const language of languages) {
        namesOf(home, language).at(' ', 0, true);
        for (const [at, sample] of (language.samples ?? []).entries()) {
          const named = home.devices[at % home.devices.length]?.name ?? '';
          const text = sample.replace('{device}', named).replace('{room}', home.rooms[at % home.rooms.length]?.name ?? '');
          for (const tolerant of [false, true]) attemptIn(language, { text }, view, tolerant);
        }
      }
    },
    answered: (conversation) => conversations.answered(conversation),
    read: (utterance, view) => attempt(utterance, view, false) ?? attempt(utterance, view, true) ?? notUnderstood(utterance),
  };
}

const isYes = ({ frames }: Reading) => frames.length === 1 && frames[0]?.is === 'reply' && frames[0].reply === 'yes';

const isNoRequest = ({ frames }: Reading) => frames.every((frame) => frame.is === 'none' && frame.because === 'chat');

/** Most words of "the one on the left, please". */
const longestChoiceWords = 6;

/** "左边的", "the left one": a word that only one of the offered names has, where nothing else was understood. */
function chosenByDifference(read: Reading, text: string, { pending }: Conversation, language: Language): Reading {
  const offered = (pending?.part.choices ?? []).map((choice) => language.nameWords(choice.say));
  const said = language.nameWords(text);
  if (said.length > longestChoiceWords) return read;
  const meant = offered.flatMap((words, at) =>
    said.some((word) => words.includes(word) && !offered.some((other, index) => index !== at && other.includes(word))) ? [at + 1] : [],
  );
  const [index] = meant;
  return meant.length === 1 && index !== undefined ? { ...read, frames: [{ is: 'reply', reply: 'choice', index, start: 0, end: text.length, text }] } : read;
}

function isChat(plan: Plan, frame: { readonly is: string; readonly because?: string } | undefined): boolean {
  return plan.outcome === 'none' && frame?.is === 'none' && frame.because === 'chat';
}

/** The language that the sentence is written in first; a name in another script does not decide. */
function inOrder(languages: readonly Language[], utterance: Utterance): readonly Language[] {
  const han = utterance.text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = utterance.text.match(/[a-z]+/gi)?.length ?? 0;
  const written = han > words ? 'zh' : han === 0 ? 'en' : words > 1 ? 'en' : 'zh';
  const fits = (language: Language) => language.tag.startsWith(written);
  return [...languages.filter(fits), ...(han > 0 && words > 0 ? languages.filter((language) => !fits(language)) : [])];
}

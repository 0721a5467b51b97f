import { randomUUID } from 'node:crypto';
import { EntenteError } from '../core/errors.ts';
import type { HomeView } from '../core/home.ts';
import type { Plan, TurnResult } from '../core/plan.ts';
import type { Assistant, TurnPart, TurnRequest } from '../ports/assistant.ts';
import type { Language } from '../ports/language.ts';
import { Asks, type Waiting } from './asks.ts';
import type { AssistantParts, Speaking } from './parts.ts';
import { perform } from './perform.ts';
import { spokenChoice } from './spoken-choice.ts';
import { Undoing } from './undoing.ts';
import { askingYes, needsYes } from './yes.ts';

type Tell = (part: TurnPart) => void;
type Heard = Extract<TurnRequest, { readonly text: string }>;
type Pressed = Exclude<TurnRequest, Heard>;

/** The assistant over what the hub hands in. */
export function createAssistant(parts: AssistantParts): Assistant {
  const asks = new Asks(parts.clock);
  const undoing = new Undoing(parts.clock);
  const stateful = { ...parts, asks, undoing };

  async function hear(request: Heard, signal: AbortSignal, tell: Tell): Promise<TurnResult> {
    const asked = asks.skillAsked(request.conversation);
    const spoken = asked && spokenChoice(request.text, asked.names, languageOf(undefined, request, parts.languages));
    if (asked !== undefined && spoken !== undefined) return press({ source: request.source, turnId: asked.turnId, ...spoken }, signal, tell, request);
    const plan = await understood(request, signal, parts);
    // Whoever went away before anything was ordered ordered nothing.
    signal.throwIfAborted();
    const { source, text, conversation, room, speaker, heardAtMs, utteranceId } = request;
    const speaking: Speaking = {
      turnId: randomUUID(),
      source,
      text,
      ...(conversation !== undefined && { conversation }),
      ...(room !== undefined && { room }),
      ...(speaker !== undefined && { speaker }),
      ...(heardAtMs !== undefined && { heardAtMs }),
      ...(utteranceId !== undefined && { utteranceId }),
      ...voiceIn(languageOf(plan, request, parts.languages)),
    };
    if (plan.skill === 'cancel') asks.close(conversation);
    return perform(plan, speaking, signal, tell, stateful);
  }

  async function press(request: Pressed, signal: AbortSignal, tell: Tell, said?: Heard): Promise<TurnResult> {
    const { speaking: asked, answers } = 'confirm' in request ? asks.confirm(request.turnId, request.confirm) : asks.choose(request.turnId, request.choice);
    if (asked.conversation !== undefined) parts.conversations.answered(asked.conversation);
    // Answered now, wherever and whenever the question was: its age is no delay of this answer.
    const { heardAtMs: _heard, utteranceId: _utterance, ...kept } = asked;
    const speaking: Speaking = {
      ...kept,
      turnId: randomUUID(),
      source: request.source,
      ...(said !== undefined && { text: said.text, ...(said.heardAtMs !== undefined && { heardAtMs: said.heardAtMs }) }),
      ...voiceIn(asked.language),
    };
    if ('confirm' in request && !request.confirm) {
      const cancelled: Plan = { outcome: 'answer', skill: 'cancel', slots: {}, steps: [], reads: [], say: speaking.language.replies.say('cancelled') };
      return perform(cancelled, speaking, signal, tell, stateful);
    }
    const choice = 'choice' in request ? request.choice : undefined;
    return perform(answered(answers, choice, speaking, parts.home), speaking, signal, tell, {
      ...stateful,
      chosen: chosenOf(answers, choice),
      confirmed: choice === undefined,
    });
  }

  function voiceIn(language: Language): Pick<Speaking, 'language' | 'telling'> {
    return { language, telling: parts.telling(language, parts.home.home) };
  }

  return {
    turn: async (request, signal, tell = () => {}) => ('text' in request ? hear(request, signal, tell) : press(request, signal, tell)),
  };
}

/** The first reader that is sure. */
async function understood(request: Heard, signal: AbortSignal, { readers, home, languages }: AssistantParts): Promise<Plan> {
  const { text, room, speaker, conversation, locale = home.home.locale } = request;
  const utterance = {
    text,
    locale,
    ...(room !== undefined && { room }),
    ...(speaker !== undefined && { speaker }),
    ...(conversation !== undefined && { conversation }),
  };
  for (const reader of readers) {
    const plan = await reader.read(utterance, home, signal);
    if (plan !== undefined) return plan;
  }
  const say = languageOf(undefined, request, languages).replies.say('none');
  return { outcome: 'none', steps: [], reads: [], say };
}

/** The language of the answer: the plan's, else as the sentence is written, else the person's. */
function languageOf(plan: Plan | undefined, { text, locale }: Heard, languages: readonly Language[]): Language {
  const tag = plan?.language ?? (/\p{Script=Han}/u.test(text) ? 'zh' : /[a-z]/i.test(text) ? 'en' : (locale ?? ''));
  const found = languages.find((language) => language.tag === tag) ?? languages.find((language) => language.tag.startsWith(tag.slice(0, 2))) ?? languages[0];
  if (found === undefined) throw new EntenteError('assistant/no-language', 'the assistant was given no language');
  return found;
}

/** What a yes or a choice makes of what was asked. What is risky about a choice is asked in turn. */
function answered(answers: readonly Waiting[], choice: number | undefined, speaking: Speaking, { home }: HomeView): Plan {
  const parts = answers.map(({ part: { choices: _choices, choiceSteps, confirm: _confirm, because: _because, ...asked } }) => {
    const steps = choice === undefined ? (asked.laterSteps ?? asked.steps) : (choiceSteps?.[choice - 1] ?? []);
    const wanted = asked.skill === 'later' ? { ...asked, steps: [], laterSteps: steps } : { ...asked, steps };
    if (choice !== undefined && needsYes(steps, home)) return askingYes(wanted, steps, speaking);
    return { ...wanted, outcome: 'act' as const, say: speaking.telling.steps(steps) };
  });
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return {
    outcome: 'act',
    steps: parts.flatMap(({ steps }) => steps),
    reads: parts.flatMap(({ reads }) => reads),
    say: parts.map(({ say }) => say).join(' '),
    parts,
  };
}

function chosenOf(answers: readonly Waiting[], choice: number | undefined) {
  const [answer] = answers;
  return choice !== undefined && answer?.is === 'skill-choice' ? answer.choices[choice - 1] : undefined;
}

/** Frames, a home and a conversation become a plan: contracts §2. */
import type { Frame } from '../core/frame.ts';
import type { HomeView } from '../core/home.ts';
import type { Outcome, Plan, PlanPart } from '../core/plan.ts';
import type { Language } from '../ports/language.ts';
import type { Utterance } from '../ports/reader.ts';
import { commandParts, type CommandContext } from './command.ts';
import type { Conversation, Pending } from './conversation.ts';
import { fragment, ofChoices, reply, undo } from './following.ts';
import { indexOf } from './home-index.ts';
import { ask, later, none, skillPart } from './part.ts';
import { questionPart } from './question.ts';
import { done, spoke, type Running } from './running.ts';
import { wishPart } from './wish.ts';

export interface PlanInput {
  readonly frames: readonly Frame[];
  readonly utterance: Utterance;
  readonly view: HomeView;
  readonly language: Language;
  readonly conversation: Conversation;
  readonly nowMs: number;
}

/** A plan, and what the conversation remembers of it. */
export interface Planned {
  readonly plan: Plan;
  readonly next: Omit<Conversation, 'atMs'>;
}

export function planFrames(input: PlanInput): Planned {
  const index = indexOf(input.view.home);
  const { conversation, language } = input;
  const running: Running = {
    lastFrame: conversation.lastFrame,
    lastDevices: conversation.lastDevices,
    pending: conversation.pending,
    answered: false,
    deed: conversation.deed,
  };
  const room = input.utterance.room !== undefined && index.home.rooms.some((one) => one.id === input.utterance.room) ? input.utterance.room : undefined;
  const parts: PlanPart[] = [];
  for (const frame of input.frames) {
    const last = running.lastDevices.flatMap((id) => index.byId.get(id) ?? []);
    const context = { language, index, last, view: input.view, ...(room === undefined ? {} : { room }) };
    parts.push(...planFrame(frame, context, running));
  }
  const useful = parts.filter((part) => part.outcome !== 'none');
  const plan = joined(useful.length ? useful : parts.slice(0, 1), language);
  return { plan, next: remembered(plan, running, input) };
}

function planFrame(frame: Frame, context: CommandContext, running: Running): readonly PlanPart[] {
  switch (frame.is) {
    case 'command':
      return command(frame, context, running);
    case 'question': {
      const { part, devices } = questionPart(frame, context);
      if (part.outcome === 'answer') spoke(running, devices, frame);
      return [part];
    }
    case 'wish': {
      const { part, devices } = wishPart(frame, context);
      spoke(running, devices);
      return [done(part, context, running)];
    }
    case 'skill':
      return [skill(frame, context, running)];
    case 'fragment':
      return fragment(frame, context, running, (explained) => planFrame(explained, context, running));
    case 'reply':
      return [reply(frame, context, running)];
    case 'undo':
      return [undo(context, running)];
    case 'none':
      return [
        none(
          context.language.replies.say(
            frame.because === 'prohibition' ? 'prohibition-heard' : frame.because === 'condition' ? 'condition-unsupported' : 'none',
          ),
        ),
      ];
  }
}

function command(said: Extract<Frame, { is: 'command' }>, context: CommandContext, running: Running): readonly PlanPart[] {
  const frame = ofChoices(said, running);
  const { parts, devices } = commandParts(frame, context);
  spoke(running, devices, frame);
  return parts.map((part) => done(part, context, running));
}

function skill(frame: Extract<Frame, { is: 'skill' }>, context: CommandContext, running: Running): PlanPart {
  const { replies } = context.language;
  const told = (phrase: string) => replies.say(phrase, { ...frame.slots });
  if (frame.unclear !== undefined) return ask(told('how-long-unclear'));
  if (frame.phrases?.some((phrase) => phrase.unknown !== undefined))
    return {
      steps: [],
      reads: [],
      outcome: 'decline',
      because: 'no-such-room',
      say: replies.say('no-such-room', { what: frame.phrases[0]?.text ?? '' }),
    };
  if (frame.skill === 'cancel') {
    running.answered = true;
    return skillPart('answer', 'cancel', {}, told('cancelled'));
  }
  // An alarm or a reminder at a time of day: later, with nothing to move.
  if (frame.skill === 'timer-start' && frame.slots.at !== undefined) {
    return done(later(frame.slots, [], replies.say('alarm-set', { ...frame.slots })), context, running);
  }
  const answers = frame.skill === 'timer-status' || frame.skill === 'weather' || frame.skill === 'date' || frame.skill === 'time';
  if (frame.skill === 'timer-start' && !(frame.slots.hours || frame.slots.minutes || frame.slots.seconds)) return ask(told('how-long'));
  return done(skillPart(answers ? 'answer' : 'act', frame.skill, frame.slots, told(frame.skill)), context, running);
}

const order: readonly Outcome[] = ['ask', 'act', 'answer', 'decline', 'none'];

/** §2: the whole is `ask` if a part asks, else `act` if one acts, and so on; its steps are those to be done at once. */
function joined(parts: readonly PlanPart[], language: Language): Plan {
  const [only] = parts;
  if (!only) return none(language.replies.say('none'));
  if (parts.length === 1) return only;
  const outcome = order.find((one) => parts.some((part) => part.outcome === one)) ?? 'none';
  const atOnce = parts.filter((part) => part.outcome === 'act');
  const declined = parts.flatMap((part) => (part.outcome === 'decline' && part.because ? [{ text: part.say, because: part.because }] : (part.declined ?? [])));
  const asking = parts.find((part) => part.choices);
  return {
    outcome,
    steps: atOnce.flatMap((part) => part.steps),
    reads: parts.flatMap((part) => part.reads),
    say: parts.map((part) => part.say).join(' '),
    parts,
    ...(outcome === 'decline' && only.because ? { because: only.because } : {}),
    ...(asking?.choices ? { choices: asking.choices } : {}),
    ...(asking?.choiceSteps ? { choiceSteps: asking.choiceSteps } : {}),
    ...(declined.length ? { declined } : {}),
  };
}

function remembered(plan: Plan, running: Running, input: PlanInput): Omit<Conversation, 'atMs'> {
  const asking = (plan.parts ?? [plan]).find((part) => part.outcome === 'ask' && (part.confirm || part.choices?.length));
  const kept = running.answered ? undefined : running.pending;
  const isOrder = plan.outcome === 'act' || plan.outcome === 'ask';
  const pending: Pending | undefined = asking ? { part: asking, askedAtMs: input.nowMs, byVoice: true } : kept && { ...kept, byVoice: kept.byVoice && isOrder };
  return {
    lastDevices: running.lastDevices,
    ...(running.lastFrame ? { lastFrame: running.lastFrame } : {}),
    ...(pending ? { pending } : {}),
    ...(running.deed ? { deed: running.deed } : {}),
  };
}

/** 不对，是…: what is corrected takes the place of what it corrects; the rest of the sentence stands. */
import type { Meaning, Token } from './tokens.ts';

type Slot = 'place' | 'thing' | 'number' | 'act' | 'other';

const actingSlots: ReadonlySet<Meaning['is']> = new Set(['verb', 'adjust', 'mode', 'color', 'kelvin', 'extreme']);

function slotOf(token: Token): Slot {
  const { meaning } = token;
  if (meaning.is === 'name') return meaning.what === 'room' || meaning.what === 'floor' ? 'place' : 'thing';
  if (meaning.is === 'here' || meaning.is === 'home') return 'place';
  if (meaning.is === 'kind' || meaning.is === 'unknown') return 'thing';
  if (meaning.is === 'number' || meaning.is === 'duration' || meaning.is === 'clock') return 'number';
  return actingSlots.has(meaning.is) ? 'act' : 'other';
}

/** 开大灯，算了，开落地灯: never mind what came before. */
function takesBack(tokens: readonly Token[], at: number): boolean {
  const pause = tokens[at - 1]?.meaning.is === 'pause' || (tokens[at - 1]?.meaning.is === 'filler' && tokens[at - 2]?.meaning.is === 'pause');
  return /^(?:算了|算啦|没事了?)$/.test(tokens[at]?.text ?? '') && pause;
}

/** 24，呃不，25: what stands before a no that takes back. */
function breaks(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at];
  return before?.meaning.is === 'pause' || (before?.meaning.is === 'chatter' && (at === 0 || breaks(tokens, at - 1)));
}

export function correct(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex(
    (token, index) =>
      token.meaning.is === 'correction' ||
      takesBack(tokens, index) ||
      (token.text === '不' && index > 0 && tokens[index + 1]?.meaning.is === 'pause' && breaks(tokens, index - 1)),
  );
  if (at < 0) return tokens;
  const before = correct(tokens.slice(0, at));
  const after = tokens
    .slice(at + 1)
    .filter(
      (token, index, all) =>
        !(
          index < 3 &&
          (token.meaning.is === 'pause' || token.text === '是' || token.meaning.is === 'yes' || token.meaning.is === 'filler' || token.meaning.is === 'chatter')
        ) || all.length === 1,
    );
  const said = after.filter((token) => slotOf(token) !== 'other');
  // 不是客厅，是卧室: nothing before to be corrected.
  if (!before.some((token) => slotOf(token) !== 'other')) {
    const second = tokens.findIndex((token, index) => index > at && token.text === '是');
    if (second >= 0) return tokens.slice(second + 1);
    // 不是让你开灯 corrects nothing: it says that nothing is to be done.
    return tokens[at]?.text.endsWith('不是') && tokens[at + 1]?.meaning.is !== 'pause' ? tokens : after;
  }
  const slots = new Set(said.map(slotOf));
  const back = takesBack(tokens, at);
  if (back && slots.size === 0) return tokens.slice(at, at + 1);
  if (back && after.some((token) => token.meaning.is === 'not' || token.meaning.is === 'no')) return after;
  if (slots.size === 0) return before;
  const whole = slots.has('act') && (slots.has('thing') || slots.has('place'));
  if (whole) return after;
  return replaced(before, said, slots);
}

function replaced(before: readonly Token[], said: readonly Token[], slots: ReadonlySet<Slot>): readonly Token[] {
  const kept: Token[] = [];
  let put = false;
  for (const token of before) {
    const slot = slotOf(token);
    const outdone = slots.has(slot) || (slot === 'place' && slots.has('thing')) || (slot === 'thing' && slots.has('place') && slots.has('thing'));
    // A kind stays where only the place was wrong, a number only gives way to one of its unit.
    if (slot !== 'other' && outdone) {
      if (!put) kept.push(...said);
      put = true;
    } else kept.push(token);
  }
  if (!put) kept.push(...said);
  return kept;
}

/** Yes, no, the second one, never mind, undo: only when nothing else is in the sentence but politeness. */
import type { Frame } from '../../core/frame.ts';
import type { Meaning, Token } from './tokens.ts';

const polite: ReadonlySet<Meaning['is']> = new Set(['filler', 'particle', 'pause', 'chatter', 'yes', 'to', 'de']);
const yes =
  /^(?:好|好的|是|对|嗯|可以|行|要|确定|确认|没错|是的|对的|好啊|好呀|当然|可以的|要的|没问题|嗯嗯|对对|没错没错|行吧|好吧|ok|okay|yes|同意|确认执行|确定执行|执行吧|就这样|对啊|好了)$/;
const no = /^(?:不|不要|不用|否|不行|不是|别|算|别了|不了|不可以|不用了|不要了|算了|取消|算啦|没事|没事了|不需要了|先不|先别|不想)$/;
const thanks = /^(?:谢谢|谢谢你|多谢|谢啦|辛苦|辛苦了)$/;

export function readReply(tokens: readonly Token[], awaiting: boolean): Frame | undefined {
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const at = { start, end, text: tokens.map((token) => token.text).join('') };
  const said = tokens.filter((token) => token.meaning.is !== 'pause' && token.meaning.is !== 'particle');
  const content = said.filter((token) => !polite.has(token.meaning.is) || yes.test(token.text) || no.test(token.text));
  const ordinal = said.find((token) => token.meaning.is === 'ordinal')?.meaning;
  const rest = said.filter((token) => token.meaning.is !== 'ordinal' && !polite.has(token.meaning.is) && token.meaning.is !== 'pronoun');
  if (ordinal?.is === 'ordinal' && rest.length === 0) return { ...at, is: 'reply', reply: 'choice', index: ordinal.index };
  if (awaiting && said.length > 0 && rest.every((token) => /^(?:都|全部|所有|全都|两个都)$/.test(token.text)) && rest.length > 0)
    return { ...at, is: 'reply', reply: 'choice', index: 0 };
  if (said.length > 0 && content.length > 0 && content.every((token) => no.test(token.text) || thanks.test(token.text) || token.meaning.is === 'cancel')) {
    return awaiting
      ? { ...at, is: 'reply', reply: 'no' }
      : content.some((token) => token.meaning.is === 'cancel' || /^(?:不用|不要|算)/.test(token.text))
        ? { ...at, is: 'skill', skill: 'cancel', slots: {} }
        : { ...at, is: 'none', because: 'chat' };
  }
  if (awaiting && said.some((token) => yes.test(token.text)) && said.every((token) => yes.test(token.text) || polite.has(token.meaning.is)))
    return { ...at, is: 'reply', reply: 'yes' };
  return undoing(tokens) ? { ...at, is: 'undo' } : undefined;
}

/** 刚才那个取消, 撤销, 调回去. */
function undoing(tokens: readonly Token[]): boolean {
  const allowed: ReadonlySet<Meaning['is']> = new Set([
    'filler',
    'particle',
    'pause',
    'chatter',
    'undo',
    'cancel',
    'past',
    'pronoun',
    'pronouns',
    'ba',
    'de',
    'measure',
  ]);
  const last = tokens.some((token) => token.meaning.is === 'past' && /刚|上次|之前/.test(token.text));
  const takesBack = tokens.some((token) => token.meaning.is === 'undo') || (last && tokens.some((token) => token.meaning.is === 'cancel'));
  return takesBack && tokens.every((token) => allowed.has(token.meaning.is) || /^(?:操作|动作|命令|的|设置|不算|指令)$/.test(token.text));
}

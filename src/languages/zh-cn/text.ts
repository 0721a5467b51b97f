/** One form of writing for sentences and names: width, case, spaces, traditional characters, Cantonese wording. */
import { traditionalPairs } from './traditional.ts';

const simplified = new Map<string, string>();
for (let at = 0; at < traditionalPairs.length; at += 2) simplified.set(traditionalPairs[at] ?? '', traditionalPairs[at + 1] ?? '');

/** Words of Cantonese and Taiwan whose characters say little by themselves; longer ones first. */
const regional: readonly (readonly [string, string])[] = [
  ['唔好意思', '不好意思'],
  ['唔该晒', '谢谢'],
  ['唔该', '麻烦'],
  ['唔好', '不要'],
  ['唔使', '不用'],
  ['唔要', '不要'],
  ['唔系', '不是'],
  ['唔是', '不是'],
  ['系咪', '是不是'],
  ['是咪', '是不是'],
  ['有冇', '有没有'],
  ['有没', '有没'],
  ['边间房', '哪个房间'],
  ['边度', '哪里'],
  ['边盏', '哪盏'],
  ['边个', '谁'],
  ['几多', '多少'],
  ['呢度', '这里'],
  ['呢间房', '这个房间'],
  ['呢个', '这个'],
  ['呢盏', '这盏'],
  ['那度', '那里'],
  ['依家', '现在'],
  ['而家', '现在'],
  ['听日', '明天'],
  ['今日', '今天'],
  ['听晚', '明晚'],
  ['听朝', '明早'],
  ['少少', '一点'],
  ['同埋', '和'],
  ['跟住', '然后'],
  ['闩埋', '关掉'],
  ['闩咗', '关了'],
  ['熄埋', '关掉'],
  ['帮手', '帮忙'],
  ['同我', '帮我'],
  ['帮我手', '帮我'],
  ['冷气机', '空调'],
  ['冻点', '冷点'],
  ['大声点', '大声一点'],
  ['较细声', '调小声'],
  ['较大声', '调大声'],
  ['细声', '小声'],
  ['较到', '调到'],
  ['较高', '调高'],
  ['较低', '调低'],
  ['较大', '调大'],
  ['较细', '调小'],
  ['校到', '调到'],
  ['校高', '调高'],
  ['校低', '调低'],
  ['电视机', '电视'],
  ['佢哋', '他们'],
  ['佢', '它'],
  ['咗', '了'],
  ['点解', '为什么'],
  ['屋企', '家里'],
  ['瞓觉', '睡觉'],
  ['主人房', '主卧'],
  ['冲凉房', '浴室'],
  ['热水炉', '热水器'],
  ['嗰', '那'],
  ['喺', '在'],
  ['嘅', '的'],
  ['畀', '给'],
  ['俾', '给'],
  ['转做', '转成'],
  ['较做', '调成'],
  ['校做', '调成'],
  ['拉埋', '拉上'],
  ['关埋', '关上'],
  ['开返', '打开'],
  ['拉低', '拉下来'],
  ['落雨', '下雨'],
  ['落雪', '下雪'],
  ['天气点样', '天气怎么样'],
  ['天气点', '天气怎么样'],
  ['点样', '怎么样'],
  ['唔会', '不会'],
  ['啱啱', '刚刚'],
  ['返嚟', '回来'],
  ['光啲', '亮一点'],
  ['光点', '亮点'],
];
const regionalHeads = new Set(regional.map(([from]) => from[0]));

/** A sentence as the grammar reads it. Spaces stay only between words of letters and digits; signs of a pause become `，`. */
export function normalize(text: string): string {
  let out = '';
  for (const letter of text.normalize('NFKC').toLowerCase()) out += simplified.get(letter) ?? letter;
  if (Array.from(out).some((letter) => regionalHeads.has(letter))) for (const [from, to] of regional) out = out.replaceAll(from, to);
  return spokenSouth(out)
    .replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, ' ')
    .replace(/&/g, '和')
    .replace(/(?<=[厅房室间])[部架](?=电视|空调|冷气|风扇|灯)/g, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[,;；]|[:：](?!\d)/g, '，')
    .replace(/…+|\.{2,}|~+|—+/g, '，')
    .replace(/(?<![\d])\.|\.(?!\d)/g, '。')
    .replace(/[“”"「」『』《》()【】[\]]/g, '')
    .replace(/!/g, '！')
    .replace(/\?/g, '？')
    .replace(/\s+/g, ' ')
    .replace(/ ?(?<=[^a-z0-9])\s|\s(?=[^a-z0-9])/g, '')
    .trim();
}

/** Particles of Cantonese whose sense hangs on what stands before them: 大声啲 a little, 厅啲灯 the lamps; 熄晒 all of them off; 开了未 yet. */
function spokenSouth(text: string): string {
  if (!/[啲晒未]/.test(text)) return text;
  return text
    .replace(/(?<=[亮暗高低大细小冻冷热暖凉快慢声强弱多少])啲/g, '一点')
    .replace(/(?<=[开关熄闩锁拉])啲/g, '')
    .replace(/啲/g, '的')
    .replace(/(?<=[开关熄闩锁拉停])晒(?!晒|太阳|衣|被)/g, '')
    .replace(/(?<=[了好有])未(?=$|[啊呀呢，。！？])/g, '没');
}

/** Counters that may stand behind a number in a name, or not. */
const counters = /(?<=[0-9])[号個个#盏台路]/g;
const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** §2: a name without case, width, spaces, punctuation, emoji, 的; numbers as digits, without 号. */
export function nameKey(name: string): string {
  return normalize(name)
    .replace(/[\s\p{P}\p{S}\p{M}]|的/gu, '')
    .replace(/(?<![0-9])[一二三四五六七八九十]{1,3}(?=$|号)/g, (numeral) => String(numeralValue(numeral)))
    .replace(counters, '');
}

/** All keys under which a name may be spoken: 射灯1, 射灯一, 射灯一号, 射灯1号, 1号射灯. */
export function nameVariants(name: string): readonly string[] {
  const plain = normalize(name).replace(/[\s\p{P}\p{S}\p{M}]|的/gu, '');
  const made = new Set([plain]);
  const numbered = plain.match(/^(.*?)([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:号|#)?$/) ?? null;
  if (numbered?.[1] && numbered[2]) {
    const head = numbered[1];
    for (const number of numberForms(numbered[2])) for (const form of [`${head}${number}`, `${head}${number}号`, `${number}号${head}`]) made.add(form);
  }
  const leading = plain.match(/^([0-9]{1,2}|[一二三四五六七八九十]{1,3})号(.+)$/);
  if (leading?.[1] && leading[2])
    for (const number of numberForms(leading[1]))
      for (const form of [`${number}号${leading[2]}`, `${leading[2]}${number}`, `${leading[2]}${number}号`]) made.add(form);
  const inner = plain.match(/^(.+?)([0-9]{1,2})([^0-9号].*)$/);
  if (inner?.[1] && inner[2] && inner[3]) for (const number of numberForms(inner[2])) made.add(`${inner[1]}${number}${inner[3]}`);
  return [...made].flatMap((one) => (one.includes('和') ? [one, one.replaceAll('和', '跟'), one.replaceAll('和', '与')] : [one]));
}

/** Han characters are words by themselves; letters and digits stay together. */
export function nameWords(name: string): readonly string[] {
  return (
    normalize(name)
      .replace(/的/g, '')
      .match(/[a-z]+|[0-9]+|[^\sa-z0-9\p{P}\p{S}]/gu) ?? []
  );
}

function numberForms(spoken: string): string[] {
  const value = /^[0-9]/.test(spoken) ? Number(spoken) : numeralValue(spoken);
  return [String(value), chineseNumber(value)];
}

function numeralValue(numeral: string): number {
  const ten = numeral.indexOf('十');
  if (ten < 0) return Number(Array.from(numeral, (digit) => digits.indexOf(digit)).join(''));
  return (ten === 0 ? 1 : digits.indexOf(numeral[0] ?? '')) * 10 + (ten === numeral.length - 1 ? 0 : digits.indexOf(numeral[ten + 1] ?? ''));
}

/** A number below a hundred, in characters. */
export function chineseNumber(value: number): string {
  if (value < 10) return digits[value] ?? String(value);
  const ten = Math.floor(value / 10);
  return `${ten > 1 ? digits[ten] : ''}十${value % 10 ? digits[value % 10] : ''}`;
}

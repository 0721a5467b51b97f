/** What Entente says in Chinese. A phrase that is not known here is said in general words; nothing throws. */
import type { Replies } from '../../ports/language.ts';
import { attributeNames, clockText, durationText, joined, listed, localParts, own, states, weekdays, words } from './reply-words.ts';

type Values = Readonly<Record<string, string | number | boolean | readonly string[]>>;
type Say = (values: Said) => string;

/** Values as words, whatever they came as. */
interface Said {
  /** The names, listed. */
  readonly names: string;
  readonly several: boolean;
  text(key: string): string;
  has(key: string): boolean;
  number(key: string): number;
  /** The attribute's name. */
  readonly what: string;
  /** The value in words, with its unit. */
  readonly value: string;
}

function valueText(attribute: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return own(states, attribute)?.[value ? 0 : 1] ?? (value ? '是' : '否');
  if (typeof value === 'string') return own(words, value) ?? value;
  const amount = String(Math.round(value * 10) / 10);
  if (attribute.endsWith('Percent')) return `${amount}%`;
  if (attribute.endsWith('Celsius')) return `${amount} 度`;
  if (attribute.endsWith('Kelvin')) return `${amount}K`;
  if (attribute.endsWith('Watts')) return `${amount} 瓦`;
  return amount;
}

function stateText(said: Said, attribute: string, value: unknown): string {
  if (value === '' || value === undefined || value === null) return `${said.names}的${said.what}还不知道。`;
  if (typeof value === 'boolean') return `${said.names}${valueText(attribute, value)}。`;
  if (attribute === 'openPercent' && (value === 0 || value === 100)) return `${said.names}${value ? '开着' : '关着'}。`;
  if (attribute === 'playback' || attribute === 'activity' || attribute === 'status') return `${said.names}${said.value}。`;
  return `${said.names}的${said.what}是 ${said.value}。`;
}

/** Acts: done, and as what is to be confirmed (打开车库门). */
const acts: Readonly<Record<string, { readonly done: Say; readonly will: Say }>> = {
  'switched-on': { done: ({ names }) => `${names}开了。`, will: ({ names }) => `打开${names}` },
  'switched-off': { done: ({ names }) => `${names}关了。`, will: ({ names }) => `关掉${names}` },
  opened: { done: ({ names }) => `${names}打开了。`, will: ({ names }) => `打开${names}` },
  closed: { done: ({ names }) => `${names}关上了。`, will: ({ names }) => `关上${names}` },
  locked: { done: ({ names }) => `${names}锁好了。`, will: ({ names }) => `锁上${names}` },
  unlocked: { done: ({ names }) => `${names}解锁了。`, will: ({ names }) => `解锁${names}` },
  'set-to': {
    done: (said) => `${said.names}${setText(said)}了。`,
    will: (said) => `把${said.names}${setText(said)}`,
  },
  raised: {
    done: (said) => `${said.names}${said.what}调高了${said.text('by') ? ` ${said.text('by')}` : ''}。`,
    will: (said) => `把${said.names}${said.what}调高${said.text('by') ? ` ${said.text('by')}` : ''}`,
  },
  lowered: {
    done: (said) => `${said.names}${said.what}调低了${said.text('by') ? ` ${said.text('by')}` : ''}。`,
    will: (said) => `把${said.names}${said.what}调低${said.text('by') ? ` ${said.text('by')}` : ''}`,
  },
  'mode-set': { done: (said) => `${said.names}换成${said.text('mode')}模式了。`, will: (said) => `把${said.names}换成${said.text('mode')}模式` },
  playing: { done: ({ names }) => `${names}开始播放了。`, will: ({ names }) => `让${names}播放` },
  paused: { done: ({ names }) => `${names}暂停了。`, will: ({ names }) => `暂停${names}` },
  stopped: { done: ({ names }) => `${names}停了。`, will: ({ names }) => `停下${names}` },
  'next-track': { done: ({ names }) => `${names}下一首。`, will: ({ names }) => `让${names}放下一首` },
  'previous-track': { done: ({ names }) => `${names}上一首。`, will: ({ names }) => `让${names}放上一首` },
  muted: { done: ({ names }) => `${names}静音了。`, will: ({ names }) => `让${names}静音` },
  unmuted: { done: ({ names }) => `${names}恢复声音了。`, will: ({ names }) => `恢复${names}的声音` },
  cleaning: {
    done: (said) => `${said.names}去打扫${said.has('room') ? said.text('room') : ''}了。`,
    will: (said) => `让${said.names}打扫${said.has('room') ? said.text('room') : ''}`,
  },
  mowing: { done: ({ names }) => `${names}开始割草了。`, will: ({ names }) => `让${names}割草` },
  docking: { done: ({ names }) => `${names}回去充电了。`, will: ({ names }) => `让${names}回去充电` },
  activated: { done: ({ names }) => `${names}执行了。`, will: ({ names }) => `执行${names}` },
  toggled: { done: ({ names }) => `${names}切换了。`, will: ({ names }) => `切换${names}` },
};

/** 亮度调到 30%, 颜色调成红色, 开始摆风. */
function setText(said: Said): string {
  if (said.what === own(attributeNames, 'swing')) return said.value === own(states, 'swing')?.[0] ? '开始摆风' : '停止摆风';
  if (said.what === own(attributeNames, 'color') || said.what === own(attributeNames, 'source'))
    return `${said.what}换成${/^[a-z#]/i.test(said.value) ? ` ${said.value} ` : said.value}`;
  if (said.what === own(attributeNames, 'activity')) return said.value === own(words, 'paused') ? '暂停' : said.value;
  return `${said.what}调到 ${said.value}${/[\w%]$/.test(said.value) ? ' ' : ''}`;
}

const complaints: Readonly<Record<string, string>> = {
  dark: '觉得暗',
  bright: '觉得太亮',
  glare: '觉得刺眼',
  cold: '觉得冷',
  hot: '觉得热',
  loud: '觉得吵',
  quiet: '听不清',
  stuffy: '觉得闷',
  dry: '觉得干',
  humid: '觉得潮',
  dusty: '觉得空气不好',
  dirty: '觉得脏',
  sleep: '要睡了',
  wake: '起来了',
  leave: '要出门',
  arrive: '回来了',
};

const list = (said: Said) => (said.has('list') ? `${said.text('list').replace(/清单$|列表$/, '')}清单` : '清单');

const phrases: Readonly<Record<string, Say>> = {
  'no-answer': ({ names }) => `${names}没有反应。`,
  failed: ({ names }) => `${names}没有成功。`,
  'unknown-result': ({ names }) => `${names}有没有做到，还不知道。`,
  already: ({ names }) => (names ? `${names}已经是这样了。` : '已经是这样了。'),
  sent: ({ names }) => `已经告诉${names || '它'}了。`,
  ok: () => '好的。',
  'and-but': (said) =>
    `${said.text('done') || said.text('first')}${said.text('but') || said.text('second') ? `但是${said.text('but') || said.text('second')}` : ''}`,
  confirm: (said) => `要${said.text('what')}吗？`,
  which: (said) => (said.names ? `哪一个：${said.text('or')}？` : '你说的是哪一个？'),
  'what-value': ({ names }) => `${names}要调到多少？`,
  'no-such-device': (said) => `家里没有${said.text('plain') || said.names}。`,
  'no-such-room': (said) => `家里没有${said.text('plain') || said.names}这个房间。`,
  'out-of-range': (said) =>
    said.has('min') || said.has('max') ? `${said.names}的${said.what}只能在 ${said.text('min')} 到 ${said.text('max')} 之间。` : `${said.names}调不到那么多。`,
  unsupported: (said) => `${said.names || said.text('plain')}做不到这个。`,
  'not-allowed': () => '这个不可以。',
  'needs-confirmation': () => '这个要先确认。',
  unreachable: ({ names }) => `${names}联系不上。`,
  'too-late': () => '太晚了，没有做。',
  'which-are': (said) => `${said.names}${said.value}。`,
  'none-are': (said) => `没有${said.value}的。`,
  'all-are': (said) => `都${said.value}。`,
  'count-are': (said) => (said.number('count') ? `有 ${said.text('count')} 个${said.value}：${said.names}。` : `没有${said.value}的。`),
  'not-all': (said) => `不是，${said.names}不是这样。`,
  'presence-home': ({ names }) => `${names}在家。`,
  'presence-away': ({ names }) => `${names}不在家。`,
  inventory: (said) => (said.names ? `有${said.names}。` : '没有找到设备。'),
  ability: (said) => (said.names ? `${said.names}能做什么，可以在页面上看它的控件。` : '可以在页面上看家里的设备能做什么。'),
  'timer-started': (said) => `好的，${said.text('duration')}的${said.text('name')}计时器开始了。`,
  'timer-start': (said) => `好的，${said.text('duration')}的${said.text('name')}计时器开始了。`,
  'timer-cancelled': (said) => (said.number('count') > 1 ? `${said.text('count')} 个计时器取消了。` : '计时器取消了。'),
  'timer-cancel': (said) => `${said.text('name')}计时器取消了。`,
  'timer-cancel-all': () => '计时器全部取消了。',
  'timer-extended': (said) => `计时器延长了${said.text('duration')}。`,
  'timer-extend': (said) => `${said.text('name')}计时器延长了${said.text('duration')}。`,
  'timer-shortened': (said) => `计时器缩短了${said.text('duration')}。`,
  'timer-shorten': (said) => `${said.text('name')}计时器缩短了${said.text('duration')}。`,
  'timer-paused': (said) => `${timerText(said)}暂停了${said.has('left') ? `，还有${said.text('left')}` : ''}。`,
  'timer-pause': (said) => `${said.text('name')}计时器暂停了。`,
  'timer-resumed': (said) => `${timerText(said)}继续了${said.has('left') ? `，还有${said.text('left')}` : ''}。`,
  'timer-resume': (said) => `${said.text('name')}计时器继续了。`,
  'timer-left': (said) => `${timerText(said)}还有${said.text('duration')}${said.has('paused') ? '，现在停着' : ''}。`,
  'timer-status': () => '我看看计时器。',
  'no-timers': () => '现在没有计时器。',
  'timer-over': (said) => `${said.text('name')}时间到了。`,
  'which-timer': (said) => `哪一个计时器：${said.text('or')}？`,
  'alarm-set': (said) => `好的，${clockText(said.text('at'))}${said.has('name') ? `提醒你${said.text('name')}` : '叫你'}。`,
  'alarm-at': (said) => `${said.text('name')}${said.text('time')}响。`,
  'later-set': (said) => `好的，${dayText(said)}${whenText(said.text('when'))}${said.text('what')}。`,
  'later-at': (said) => `${said.text('time')}${said.text('what')}。`,
  'later-done': (said) => `时间到了：${said.text('what')}。`,
  'later-missed': (said) => `${said.text('time')}该做的没有做：${said.text('what')}。`,
  'later-failed': (said) => `${said.text('time')}该做的没有成功：${said.text('what')}。`,
  'later-cancelled': () => '好的，那件事不做了。',
  'timer-not-found': (said) => (said.names ? `没有这个计时器，现在有${said.names}。` : '没有这个计时器。'),
  'too-far-ahead': () => '那太久以后了，我记不住。',
  'list-add': (said) => `${said.text('item')}记到${list(said)}了。`,
  'list-added': (said) => `${said.text('item')}记到${list(said)}了。`,
  'list-complete': (said) => `${list(said)}里的${said.text('item')}勾掉了。`,
  'list-completed': (said) => `${list(said)}里的${said.text('item')}勾掉了。`,
  'list-remove': (said) => `${list(said)}里的${said.text('item')}删掉了。`,
  'list-removed': (said) => `${list(said)}里的${said.text('item')}删掉了。`,
  'list-missing': (said) => `${list(said)}里没有${said.text('item')}。`,
  'broadcast-sent': (said) => `已经广播：${said.text('message')}`,
  'broadcast-message': (said) => said.text('message'),
  broadcast: (said) => `已经广播：${said.text('message')}`,
  'weather-is': (said) => `${said.text('place')}${said.text('plain')}${said.has('temperature') ? `，${said.text('temperature')} 度` : ''}。`,
  weather: () => '我看看天气。',
  'weather-unknown': (said) => `我不知道${said.text('place')}${dayText(said) || ''}的天气：家里没有能告诉我的设备。`.replace('不知道的', '不知道'),
  'time-is': (said) => `现在是${said.text('time')}。`,
  time: () => '我看看时间。',
  'date-is': (said) => `${dayText(said) || '今天'}是${said.text('date')}。`,
  date: () => '我看看日期。',
  cancelled: () => '好的，算了。',
  undone: ({ names }) => (names ? `${names}恢复原样了。` : '恢复原样了。'),
  'nothing-to-undo': () => '没有可以撤销的。',
  'how-long': () => '要多久？',
  'how-long-unclear': () => '没听清时间，要多久、什么时候？',
  'wish-unclear': (said) => `你${own(complaints, said.text('plain')) ?? '想要什么'}，要我做什么？`,
  none: () => '这个我还不会聊，家里的设备可以交给我。',
  'prohibition-heard': () => '好的，不动。',
  'yes-nothing': () => '现在没有在等你回答的事。',
  'condition-unsupported': () => '带条件的我还不会，没有动。',
};

const dayText = (said: Said) => ({ today: '今天', tomorrow: '明天' })[said.text('day')] ?? '';

/** 22:30, or how long. */
function whenText(when: string): string {
  return /^\d{1,2}:\d\d$/.test(when) ? clockText(when) : `${when}后`;
}

const timerText = (said: Said) =>
  /计时器|闹钟/.test(said.text('name')) ? said.text('name') : `${said.text('name')}${/\d|时|分|秒/.test(said.text('name')) ? '的' : ''}计时器`;

function said(values: Values): Said {
  const attribute = String(values['what'] ?? '');
  const shown = (key: string): string => {
    const value = values[key];
    if (value === undefined) return '';
    if (Array.isArray(value)) return listed(value);
    if (key === 'by' && typeof value === 'number') return valueText(attribute, value).replace(/Celsius/, '');
    if (key === 'mode' && typeof value === 'string') return own(words, value) ?? value.replace(/模式$/, '');
    if (typeof value === 'boolean') return value ? '是' : '否';
    return String(value);
  };
  const names = values['names'];
  const value = values['value'];
  return {
    names: Array.isArray(names) ? listed(names) : shown('names'),
    several: Array.isArray(names) && names.length > 1,
    has: (key) => values[key] !== undefined && values[key] !== '',
    number: (key) => Number(values[key] ?? 0),
    what: own(attributeNames, attribute) ?? attribute,
    value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? valueText(attribute, value) : '',
    text(key) {
      if (key === 'plain') return own(words, attribute) ?? attribute.replace(/。$/, '');
      if (key === 'what')
        return attribute
          .replaceAll('。 ', '，')
          .replace(/。$/, '')
          .replaceAll(' ', '，')
          .replace(/(\D)，(\d)/g, '$1 $2')
          .replace(/(\d)，(\D)/g, '$1 $2');
      if (key === 'or') return Array.isArray(names) ? joined(names, '还是') : shown('names');
      if (key === 'duration' && values['duration'] === undefined)
        return durationText(Number(values['hours'] ?? 0) * 3600 + Number(values['minutes'] ?? 0) * 60 + Number(values['seconds'] ?? 0));
      if (key === 'duration' && typeof values['duration'] === 'number') return durationText(values['duration']);
      return shown(key);
    },
  };
}

export const replies: Replies = {
  say(phrase, values = {}) {
    const spoken = said(values);
    const act = own(acts, phrase);
    if (act) return act.done(spoken);
    if (phrase.startsWith('will-')) return own(acts, phrase.slice('will-'.length))?.will(spoken) ?? spoken.names;
    if (phrase === 'state-of') return stateText(spoken, String(values['what'] ?? ''), values['value']);
    const known = own(phrases, phrase);
    return known ? known(spoken) : spoken.names ? `${spoken.names}：好的。` : '好的。';
  },
  list: listed,
  durationText,
  timeText: (atMs, timeZone) => {
    const parts = localParts(atMs, timeZone);
    return clockText(`${parts['hour'] ?? '0'}:${parts['minute'] ?? '0'}`);
  },
  dateText: (atMs, timeZone) => {
    const parts = localParts(atMs, timeZone);
    return `${parts['year'] ?? ''}年${parts['month'] ?? ''}月${parts['day'] ?? ''}日，星期${weekdays[parts['weekday'] ?? ''] ?? ''}`;
  },
};

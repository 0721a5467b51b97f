/** What Entente says in English. A phrase that is not known here is said in general words; nothing throws. */
import type { Replies } from '../../ports/language.ts';
import { actPhrases, listed, toSay, type Say, type Values } from './telling.ts';

const complaints: Readonly<Record<string, string>> = {
  dark: 'It is dark',
  bright: 'It is too bright',
  glare: 'There is glare',
  cold: 'You are cold',
  hot: 'You are hot',
  loud: 'It is too loud',
  quiet: 'It is hard to hear',
  stuffy: 'It is stuffy',
  dry: 'The air is dry',
  humid: 'It is humid',
  dusty: 'The air is bad',
  dirty: 'It is dirty',
  sleep: 'You are going to bed',
  wake: 'You are up',
  leave: 'You are leaving',
  arrive: 'Welcome home',
};

const timer: Say = (said) => (said.has('name') ? `${said.text('name')} timer` : 'timer');
const left: Say = (said) => (said.has('left') ? `, ${said.text('left')} to go` : '');
const list: Say = (said) => (said.has('list') ? `${said.text('list').replace(/\s*list$/i, '')} list` : 'list');
const others: Say = (said) => (said.names ? ` There is ${said.names}.` : '');

const phrases: Readonly<Record<string, Say>> = {
  'no-answer': (said) => `${said.names} did not respond.`,
  failed: (said) => `${said.names} could not do it.`,
  'unknown-result': (said) => `I do not know whether ${said.names} did it.`,
  already: (said) => (said.names ? `${said.names} ${said.be} like that already.` : 'It is like that already.'),
  sent: (said) => `${said.names || 'It'} ${said.names ? said.have : 'has'} been told.`,
  ok: () => 'Okay.',
  'and-but': (said) => [said.text('done') || said.text('first'), said.text('but') || said.text('second')].filter(Boolean).join(' But: '),
  confirm: (said) => `Shall I ${said.plain}?`,
  which: (said) => (said.names ? `Which one: ${said.or}?` : 'Which one do you mean?'),
  'what-value': (said) => `What should I set ${said.names} to?`,
  'no-such-device': (said) => `I found nothing for “${said.plain || said.names}”.`,
  'no-such-room': (said) => `There is no “${said.plain || said.names}” here.`,
  'out-of-range': (said) =>
    said.has('min') && said.has('max')
      ? `The ${said.what} of ${said.names} goes from ${said.text('min')} to ${said.text('max')}.`
      : `${said.names} cannot go that far.`,
  unsupported: (said) => `${said.names || said.plain || 'That'} cannot do that.`,
  'not-allowed': () => 'You may not do that.',
  'needs-confirmation': () => 'That has to be confirmed first.',
  unreachable: (said) => `${said.names} cannot be reached.`,
  'too-late': () => 'That is over, so I left it.',
  'which-are': (said) => `${said.names} ${said.be} ${said.value}.`,
  'none-are': (said) => `None ${said.value ? `are ${said.value}` : 'are'}.`,
  'all-are': (said) => `Yes, all are ${said.value}.`,
  'count-are': (said) => (said.number('count') > 0 ? `${said.text('count')}: ${said.names}.` : `None are ${said.value}.`),
  'not-all': (said) => `No, not ${said.names}.`,
  'presence-home': (said) => `${said.names} ${said.be} at home.`,
  'presence-away': (said) => `${said.names} ${said.be} away.`,
  inventory: (said) => (said.names ? `There ${said.be} ${said.names}.` : 'I found no devices.'),
  ability: (said) => (said.names ? `The page shows what ${said.names} can do.` : 'The page shows what the devices here can do.'),
  'timer-started': (said) => `${said.text('duration')} on the ${timer(said)}, starting now.`,
  'timer-start': (said) => `${said.text('duration')} on the ${timer(said)}, starting now.`,
  'timer-cancelled': (said) => (said.number('count') > 1 ? `${said.text('count')} timers cancelled.` : 'Timer cancelled.'),
  'timer-cancel': (said) => `The ${timer(said)} is cancelled.`,
  'timer-cancel-all': () => 'All timers are cancelled.',
  'timer-extended': (said) => `${said.text('duration')} longer${left(said)}.`,
  'timer-extend': (said) => `The ${timer(said)} is ${said.text('duration')} longer.`,
  'timer-shortened': (said) => `${said.text('duration')} less${left(said)}.`,
  'timer-shorten': (said) => `The ${timer(said)} is ${said.text('duration')} shorter.`,
  'timer-paused': (said) => `The ${timer(said)} is paused${left(said)}.`,
  'timer-pause': (said) => `The ${timer(said)} is paused.`,
  'timer-resumed': (said) => `The ${timer(said)} goes on${left(said)}.`,
  'timer-resume': (said) => `The ${timer(said)} goes on.`,
  'timer-left': (said) => `${said.text('duration')} left on the ${timer(said)}${said.has('paused') ? ', which is paused' : ''}.`,
  'timer-status': () => 'Let me look at the timers.',
  'timer-not-found': (said) => `There is no such timer.${others(said)}`,
  'no-timers': () => 'There are no timers.',
  'timer-over': (said) => `Time is up: ${said.text('name') || 'the timer'}.${said.has('late') ? ` It was over ${said.text('late')} ago.` : ''}`,
  'which-timer': (said) => `Which timer: ${said.or}?`,
  'alarm-set': (said) => `Okay, at ${clockText(said.text('at'))}${said.has('day') ? ' tomorrow' : ''}${said.has('name') ? `: ${said.text('name')}` : ''}.`,
  'alarm-at': (said) => `${said.text('name')} at ${said.text('time')}.`,
  'later-set': (said) => `Okay, ${whenText(said.text('when'))}${said.has('day') ? ' tomorrow' : ''} I will ${said.plain}.`,
  'later-at': (said) => `At ${said.text('time')}: ${said.plain}.`,
  'later-done': (said) => `As you asked: ${said.plain}. Done.`,
  'later-missed': (said) => `It was too late at ${said.text('time')}: ${said.plain}. I left it.`,
  'later-failed': (said) => `It did not work at ${said.text('time')}: ${said.plain}.`,
  'later-cancelled': () => 'Okay, I will leave that.',
  'too-far-ahead': () => 'That is too far ahead.',
  'list-add': (said) => `${said.text('item')} is on the ${list(said)}.`,
  'list-added': (said) => `${said.text('item')} is on the ${list(said)}.`,
  'list-complete': (said) => `${said.text('item')} is ticked off the ${list(said)}.`,
  'list-completed': (said) => `${said.text('item')} is ticked off the ${list(said)}.`,
  'list-remove': (said) => `${said.text('item')} is off the ${list(said)}.`,
  'list-removed': (said) => `${said.text('item')} is off the ${list(said)}.`,
  'list-missing': (said) => `${said.text('item')} is not on the ${list(said)}.`,
  broadcast: (said) => `Told everyone: ${said.text('message')}`,
  'broadcast-sent': (said) => `Told everyone: ${said.text('message')}`,
  'broadcast-message': (said) => said.text('message'),
  weather: () => 'Let me look at the weather.',
  'weather-is': (said) =>
    `${said.has('place') ? `${said.text('place')}: ` : ''}${said.plain}${said.has('temperature') ? `, ${said.text('temperature')} °C` : ''}.`,
  'weather-unknown': () => 'I do not know the weather: nothing here tells me.',
  time: () => 'Let me look at the clock.',
  'time-is': (said) => `It is ${said.text('time')}.`,
  date: () => 'Let me look at the calendar.',
  'date-is': (said) => `${said.text('day') === 'tomorrow' ? 'Tomorrow' : 'Today'} is ${said.text('date')}.`,
  cancel: () => 'Okay, never mind.',
  cancelled: () => 'Okay, never mind.',
  undone: (said) => (said.names ? `${said.names} ${said.be} as before.` : 'It is as it was before.'),
  'nothing-to-undo': () => 'There is nothing to take back.',
  'how-long': () => 'For how long?',
  'how-long-unclear': () => 'I did not get the time. How long, or when?',
  'wish-unclear': (said) => `${complaints[said.plain] ?? 'I see'}. What should I do?`,
  none: () => 'I cannot talk about that yet, but I can look after the devices here.',
  'prohibition-heard': () => 'All right, I will leave it.',
  'yes-nothing': () => 'There is nothing waiting for an answer.',
  'condition-unsupported': () => 'I cannot do that on a condition yet, so I changed nothing.',
};

/** "at 8:36 pm" or "in 5 minutes". */
function whenText(when: string): string {
  if (/^\d{1,2}:\d\d$/.test(when)) return `at ${clockText(when)}`;
  return /:|[ap]m$/.test(when) ? `at ${when}` : `in ${when}`;
}

function clockText(at: string): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const hour = hours % 12 === 0 ? 12 : hours % 12;
  return `${hour}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'am' : 'pm'}`;
}

function localParts(atMs: number, timeZone: string, options: Intl.DateTimeFormatOptions): Readonly<Record<string, string>> {
  return Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).formatToParts(atMs).map(({ type, value }) => [type, value]));
}

/** "1 hour 5 minutes". */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const part = (amount: number, unit: string): string => (amount === 0 ? '' : `${amount} ${unit}${amount === 1 ? '' : 's'}`);
  const parts = [part(Math.floor(whole / 3600), 'hour'), part(Math.floor((whole % 3600) / 60), 'minute'), part(whole % 60, 'second')].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : '0 seconds';
}

export const replies: Replies = {
  say(phrase, values: Values = {}) {
    const said = toSay(values, durationText);
    const willOf = phrase.startsWith('will-') ? phrase.slice('will-'.length) : undefined;
    const known = willOf === undefined ? (actPhrases[phrase]?.done ?? phrases[phrase]) : actPhrases[willOf]?.will;
    const text = known ? known(said) : said.names ? `${said.names}: okay.` : 'Okay.';
    return willOf === undefined ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  },
  list: listed,
  durationText,
  timeText: (atMs, timeZone) => {
    const parts = localParts(atMs, timeZone, { hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
    return clockText(`${parts['hour'] ?? '0'}:${parts['minute'] ?? '0'}`);
  },
  dateText: (atMs, timeZone) => {
    const parts = localParts(atMs, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    return `${parts['weekday'] ?? ''}, ${parts['day'] ?? ''} ${parts['month'] ?? ''} ${parts['year'] ?? ''}`;
  },
};

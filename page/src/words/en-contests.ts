import type { contests as zhContests, duet as zhDuet, why as zhWhy } from './zh-contests.ts';

/** Contests in English. */
export const why: typeof zhWhy = {
  title: 'In plain words',
  join: ' ',
  who: {
    heard: 'somebody told {who}',
    direct: 'a hand on {who} asked',
    automation: '{who} asked by itself',
    unsure: '{who} asked, by voice or by hand',
  },
  asked: (who, wish, laterMs) => {
    const said = `${laterMs === undefined ? '' : `${laterMs} ms later `}${who}: ${wish}.`;
    return said.charAt(0).toUpperCase() + said.slice(1);
  },
  andMore: (count) => `, and ${count} more`,
  first: 'It came first, so it was done.',
  firstIn: (ms) => `It came first: decided in ${ms} ms, waiting for nobody.`,
  finger: 'A hand on a control and an automation are always obeyed.',
  nearest: 'Several microphones heard it; this one was placed best.',
  fartherAway: 'Several microphones heard it; another was placed better.',
  absorbed: (windowMs) =>
    `Within the window of ${windowMs} ms this is the same sentence, so it was taken into the one before: no second command, and it was told “done” as well.`,
  samePress: 'One assistant pressed twice within a second; that counts once.',
  misheard: 'Two opposite orders within half a second: one was misheard, so only one was done.',
  already: 'It was so already; no command was needed.',
  shared: 'A command with the same result was on its way; this one waits for it.',
  unreadable: 'To change it, one must know how it is now, and the device did not answer.',
  outdated: 'A newer command had reached the device; this one was not sent.',
  refused: (because) => `It was not done: ${because}.`,
  afterRestart: 'The hub restarted; so that nothing is done twice, it was not done again.',
  notWritten: 'It could not be written down in time, so it was declined, and nothing moved.',
  tooOld: 'It was said more than ten seconds ago: too old to be carried out.',
  failed: (because) => (because === '' ? 'The command was sent and did not work.' : `The command was sent and did not work: ${because}.`),
  unknown: 'The command was sent; what became of it is unclear.',
  superseded: 'A newer order then took its place.',
};

export const contests: typeof zhContests = {
  only: 'Heard by several',
  both: 'Heard by several',
  absorbed: (who, ms) => `${who} ${ms} ms later, taken in`,
  lost: (who, ms) => `${who} ${ms} ms later, not done`,
  acted: (who, ms) => `${who} ${ms} ms later, done too`,
  none: 'Nothing was heard by several yet.',
  axis: (ms) => `0 to ${ms} ms`,
  window: (ms) => `Window for the same sentence: ${ms} ms`,
  at: (who, ms) => `${who}: at ${ms} ms`,
};

export const duet: typeof zhDuet = {
  open: 'Demo: two assistants',
  title: 'Two assistants hear the same words',
  hint: 'The hub really gets two requests, one as from Tmall Genie and one as from Siri, for the same thing. The lamp moves once.',
  lamp: 'Which lamp',
  gap: (ms) => `How far apart: ${ms} ms`,
  first: 'Who is first',
  start: 'Start',
  again: 'Once more',
  running: 'Listening…',
  back: 'Put it back as it was',
  backDone: 'Put back',
  noLamp: 'There is no lamp within reach to show it with.',
  names: { genie: 'Tmall Genie', siri: 'Siri' },
  heard: (ms) => `Heard at ${ms} ms`,
  answered: (ms) => `Answered after ${ms} ms`,
  waiting: 'Not heard yet',
  won: 'This one acts',
  lost: 'Taken in, and told “done” too',
  declined: 'Not done',
  once: (lamp, count) => (count === 1 ? `${lamp} got 1 command.` : `${lamp} got ${count} commands.`),
  record: 'See the record',
};

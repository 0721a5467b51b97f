import type { SkillId } from '../core/plan.ts';
import type { Skill } from '../ports/skill.ts';
import { skill as broadcast } from './broadcast.ts';
import { skill as cancel } from './cancel.ts';
import { skill as date } from './date.ts';
import { skill as later } from './later.ts';
import { skill as listAdd } from './list-add.ts';
import { skill as listComplete } from './list-complete.ts';
import { skill as listRemove } from './list-remove.ts';
import { skill as time } from './time.ts';
import { skill as timerCancelAll } from './timer-cancel-all.ts';
import { skill as timerCancel } from './timer-cancel.ts';
import { skill as timerExtend } from './timer-extend.ts';
import { skill as timerPause } from './timer-pause.ts';
import { skill as timerResume } from './timer-resume.ts';
import { skill as timerShorten } from './timer-shorten.ts';
import { skill as timerStart } from './timer-start.ts';
import { skill as timerStatus } from './timer-status.ts';
import { skill as weather } from './weather.ts';

/** Every skill by its id. They are small and have no dependencies, so all are loaded. */
export const skills: Readonly<Record<SkillId, Skill>> = {
  'timer-start': timerStart,
  'timer-cancel': timerCancel,
  'timer-cancel-all': timerCancelAll,
  'timer-extend': timerExtend,
  'timer-shorten': timerShorten,
  'timer-pause': timerPause,
  'timer-resume': timerResume,
  'timer-status': timerStatus,
  later,
  'list-add': listAdd,
  'list-complete': listComplete,
  'list-remove': listRemove,
  broadcast,
  weather,
  date,
  time,
  cancel,
};

import { question } from './acting.ts';
import { stepText } from './describe.ts';
import { Dialog } from './dialog.tsx';
import { deviceName } from './home-store.ts';
import { words } from './words/index.ts';

/** Asks before something risky is done with a finger. The focus stands on no. */
export function ConfirmDialog() {
  const asked = question.value;
  if (!asked) return null;
  const { confirm } = words.value;
  const { step } = asked;
  const hint =
    step.do !== 'run' && step.attribute === 'locked' ? confirm.unlock : step.do !== 'run' && step.attribute === 'openPercent' ? confirm.open : confirm.other;
  return (
    <Dialog small title={confirm.title(stepText(step), deviceName(step.device))} onClose={() => asked.answer(false)}>
      <p class="muted">{hint}</p>
      <div class="chips answers">
        <button type="button" class="chip" autofocus onClick={() => asked.answer(false)}>
          {confirm.no}
        </button>
        <button type="button" class="chip primary" onClick={() => asked.answer(true)}>
          {confirm.yes}
        </button>
      </div>
    </Dialog>
  );
}

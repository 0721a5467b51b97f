import { useSignal } from '@preact/signals';
import { sourceText, stepText } from './describe.ts';
import { openedReceipt } from './device/opened.ts';
import { deviceName, followedDevice } from './home-store.ts';
import { Icon, kindIcon } from './icons.tsx';
import type { ToldReceipt } from './shapes.ts';
import { clockText } from './time.ts';
import { receipts } from './timeline-store.ts';
import { words } from './words/index.ts';

const shownAtOnce = 40;

/** What was done, by whom and why; newest first. */
export function TimelineView() {
  const { decisions } = words.value;
  const shown = useSignal(shownAtOnce);
  return (
    <>
      <div class="timeline" role="log" aria-live="off" aria-label={decisions.title} tabIndex={0}>
        {receipts.value.length === 0 && <p class="empty">{decisions.empty}</p>}
        <ol>
          {receipts.value.slice(0, shown.value).map((receipt) => (
            <Entry key={receipt.id} receipt={receipt} />
          ))}
        </ol>
        {receipts.value.length > shown.value && (
          <button type="button" class="wide quiet-button" onClick={() => (shown.value += shownAtOnce)}>
            {decisions.more}
          </button>
        )}
      </div>
    </>
  );
}

function Entry({ receipt }: { readonly receipt: ToldReceipt }) {
  const claims = receipt.claims;
  const first = claims[0];
  const steps = first?.steps ?? [];
  const step = steps[0];
  const result = resultOf(receipt);
  const device = step && followedDevice(step.device)?.device.value;
  const sources = [...new Set(claims.map(({ source, origin }) => sourceText(source, origin)))].join(' + ');
  return (
    <li>
      <button type="button" class="entry" data-result={result} onClick={() => (openedReceipt.value = receipt.id)}>
        <Icon name={device ? kindIcon(device.kind) : 'dot'} size={18} />
        <span class="grow">
          <span class="name">{whatText(receipt)}</span>
          <span class="state">
            {sources} · {clockText(receipt.atMs, true)}
            {result !== undefined && (
              <>
                {' · '}
                <span class="result">{resultText(receipt, result)}</span>
              </>
            )}
          </span>
        </span>
      </button>
    </li>
  );
}

/** "客厅灯 打开", "客厅灯 等 5 个设备 关闭". */
function whatText({ claims }: ToldReceipt): string {
  const steps = claims[0]?.steps ?? [];
  const first = steps[0];
  const { decisions, steps: say } = words.value;
  if (!first) return decisions.nothing;
  const devices = [...new Set(steps.map(({ device }) => device))];
  const name = deviceName(first.device);
  const said = [...new Set(steps.map(stepText))].slice(0, 2).join(words.value.listJoin);
  return say.of(devices.length > 1 ? decisions.and(name, devices.length) : name, said);
}

/** The worst of the steps; where others went well, that it was only some. */
function resultText({ claims }: ToldReceipt, worst: Result): string {
  const { partly, results } = words.value;
  const wentWell = claims[0]?.steps.some(({ result }) => result === 'done' || result === 'already') === true;
  return wentWell && (worst === 'failed' || worst === 'refused' || worst === 'unknown') ? partly : results[worst];
}

const gravest = ['failed', 'refused', 'unknown', 'pending', 'done', 'already', 'lost'] as const;

type Result = (typeof gravest)[number];

/** What is worth telling of a receipt with several steps: the worst of them. */
function resultOf({ claims }: ToldReceipt): Result | undefined {
  const results = new Set((claims[0]?.steps ?? []).map(({ result }) => result));
  return gravest.find((one) => results.has(one));
}

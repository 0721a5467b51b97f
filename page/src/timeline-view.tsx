import { useSignal } from '@preact/signals';
import { isContest, msText, otherClaims, ownClaim, withoutEchoes, type ToldClaim } from './contests.ts';
import { sourceText, stepText } from './describe.ts';
import { openedReceipt, playing } from './device/opened.ts';
import { deviceName, followedDevice } from './home-store.ts';
import { Icon, kindIcon } from './icons.tsx';
import type { ToldReceipt } from './shapes.ts';
import { clockText } from './time.ts';
import { receipts } from './timeline-store.ts';
import { words } from './words/index.ts';

const shownAtOnce = 40;

/** What was done, by whom and why; newest first. What several assistants heard is one entry. */
export function TimelineView() {
  const { decisions, contests, duet } = words.value;
  const shown = useSignal(shownAtOnce);
  const onlyContests = useSignal(false);
  const all = withoutEchoes(receipts.value);
  const told = onlyContests.value ? all.filter(isContest) : all;
  return (
    <>
      <div class="chips timeline-tools">
        <button type="button" class="chip" onClick={() => (playing.value = true)}>
          {duet.open}
        </button>
        {(onlyContests.value || all.some(isContest)) && (
          <button type="button" class="chip" aria-pressed={onlyContests.value} onClick={() => (onlyContests.value = !onlyContests.value)}>
            {contests.only}
          </button>
        )}
      </div>
      <div class="timeline" role="log" aria-live="off" aria-label={decisions.title} tabIndex={0}>
        {told.length === 0 && <p class="empty">{onlyContests.value ? contests.none : decisions.empty}</p>}
        <ol>
          {told.slice(0, shown.value).map((receipt) => (
            <Entry key={receipt.id} receipt={receipt} />
          ))}
        </ol>
        {told.length > shown.value && (
          <button type="button" class="wide quiet-button" onClick={() => (shown.value += shownAtOnce)}>
            {decisions.more}
          </button>
        )}
      </div>
    </>
  );
}

function Entry({ receipt }: { readonly receipt: ToldReceipt }) {
  const { receipt: said } = words.value;
  const own = ownClaim(receipt);
  const step = own?.steps[0];
  const result = resultOf(own);
  const device = step && followedDevice(step.device)?.device.value;
  const facts = [own && sourceText(own.source, own.origin), clockText(receipt.atMs, true)].filter(Boolean).join(' · ');
  return (
    <li>
      <button type="button" class="entry" data-result={result} onClick={() => (openedReceipt.value = receipt.id)}>
        <Icon name={device ? kindIcon(device.kind) : 'dot'} size={18} />
        <span class="grow">
          <span class="name">{whatText(own)}</span>
          <span class="state">
            {facts}
            {result !== undefined && (
              <>
                {' · '}
                <span class="result">{resultText(own, result)}</span>
              </>
            )}
          </span>
          {isContest(receipt) && (
            <span class="contest">
              <span class="contest-mark">{words.value.contests.both}</span>
              {otherClaims(receipt).map((claim, index) => (
                <span key={index}>{otherText(receipt, claim)}</span>
              ))}
              <span>
                {[own?.steps[0]?.rule === undefined ? '' : said.rule(own.steps[0].rule), `${msText(receipt.decisionMs)} ms`].filter(Boolean).join(' · ')}
              </span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

/** Who else said it, how much later, and what became of that. */
function otherText({ atMs }: ToldReceipt, claim: ToldClaim): string {
  const { contests } = words.value;
  const who = sourceText(claim.source, claim.origin);
  const ms = msText(Math.abs(claim.arrivedAtMs - atMs));
  const lost = claim.steps.filter(({ result }) => result === 'lost');
  if (lost.length === 0) return contests.acted(who, ms);
  return lost.some(({ rule }) => rule === 4) ? contests.absorbed(who, ms) : contests.lost(who, ms);
}

/** "客厅灯 打开", "客厅灯 等 5 个设备 关闭". */
function whatText(claim: ToldClaim | undefined): string {
  const steps = claim?.steps ?? [];
  const first = steps[0];
  const { decisions, steps: say } = words.value;
  if (!first) return decisions.nothing;
  const devices = [...new Set(steps.map(({ device }) => device))];
  const name = deviceName(first.device);
  const said = [...new Set(steps.map(stepText))].slice(0, 2).join(words.value.listJoin);
  return say.of(devices.length > 1 ? decisions.and(name, devices.length) : name, said);
}

/** The worst of the steps; where others went well, that it was only some. */
function resultText(claim: ToldClaim | undefined, worst: Result): string {
  const { partly, results } = words.value;
  const wentWell = claim?.steps.some(({ result }) => result === 'done' || result === 'already') === true;
  return wentWell && (worst === 'failed' || worst === 'refused' || worst === 'unknown') ? partly : results[worst];
}

const gravest = ['failed', 'refused', 'unknown', 'pending', 'done', 'already', 'lost'] as const;

type Result = (typeof gravest)[number];

/** What is worth telling of a claim with several steps: the worst of them. */
function resultOf(claim: ToldClaim | undefined): Result | undefined {
  const results = new Set((claim?.steps ?? []).map(({ result }) => result));
  return gravest.find((one) => results.has(one));
}

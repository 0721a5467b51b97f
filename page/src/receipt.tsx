import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { isContest, msText } from './contests.ts';
import { sourceText, stepText } from './describe.ts';
import { openedReceipt } from './device/opened.ts';
import { Dialog } from './dialog.tsx';
import { storyOf } from './explain.ts';
import { deviceName } from './home-store.ts';
import { Race } from './race.tsx';
import type { ToldReceipt } from './shapes.ts';
import { clockText } from './time.ts';
import { loadReceipt, receipts } from './timeline-store.ts';
import { words, wordOr } from './words/index.ts';

/** Why something was done: who asked, what was decided by which rule, and how long it took. */
export function ReceiptDialog() {
  const id = openedReceipt.value;
  const known = receipts.value.find((receipt) => receipt.id === id);
  const fetched = useSignal<ToldReceipt | undefined>(undefined);
  const missing = useSignal(false);
  useEffect(() => {
    missing.value = false;
    if (id === undefined) return;
    void loadReceipt(id).then(
      (receipt) => (fetched.value = receipt),
      () => (missing.value = true),
    );
  }, [id, known]);
  if (id === undefined) return null;
  const receipt = known ?? (fetched.value?.id === id ? fetched.value : undefined);
  const { receipt: said } = words.value;
  return (
    <Dialog title={said.title} onClose={() => (openedReceipt.value = undefined)}>
      {receipt ? <ReceiptBody receipt={receipt} /> : <p class="muted">{missing.value ? said.missing : said.loading}</p>}
    </Dialog>
  );
}

function ReceiptBody({ receipt }: { readonly receipt: ToldReceipt }) {
  const { receipt: said, why, results, because, origins, rules } = words.value;
  return (
    <>
      <p class="muted">
        {clockText(receipt.atMs, true)} · {said.decided(msText(receipt.decisionMs))}
        {receipt.windowMs > 0 && !isContest(receipt) && ` · ${said.window(msText(receipt.windowMs))}`}
      </p>
      <Race receipt={receipt} />
      <section class="story" aria-label={why.title}>
        {storyOf(receipt).map((sentence, index) => (
          <p key={index}>{sentence}</p>
        ))}
      </section>
      <h3>{said.claims}</h3>
      <ol class="claims">
        {receipt.claims.map((claim, index) => (
          <li key={index} class="card">
            <p class="claim-head">
              <strong>{sourceText(claim.source, claim.origin)}</strong>
              <span class="muted">
                {wordOr(origins, claim.origin, claim.origin)} ·{' '}
                {index === 0 ? clockText(claim.arrivedAtMs, true) : said.later(msText(claim.arrivedAtMs - (receipt.claims[0]?.arrivedAtMs ?? 0)))}
              </span>
            </p>
            <ul class="claim-steps">
              {claim.steps.map((step, at) => (
                <li key={at}>
                  <p>
                    <span class="name">{words.value.steps.of(deviceName(step.device), stepText(step))}</span>
                    <span class="result" data-result={step.result}>
                      {[results[step.result], step.because === undefined ? '' : wordOr(because, step.because, step.because)].filter(Boolean).join(' · ')}
                    </span>
                  </p>
                  {step.rule !== undefined && Object.hasOwn(rules, step.rule) && (
                    <p class="muted">
                      {said.rule(step.rule)} · {wordOr(rules, step.rule, '')}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p class="muted id">{receipt.id}</p>
    </>
  );
}

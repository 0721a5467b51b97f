import { msText, type ToldClaim } from './contests.ts';
import { sourceText } from './describe.ts';
import type { ToldReceipt } from './shapes.ts';
import { words } from './words/index.ts';

/** When each claim of a contest arrived, on one line of time; the window in which they count as one sentence is shaded. */
export function Race({ receipt: { claims, windowMs } }: { readonly receipt: ToldReceipt }) {
  const { contests } = words.value;
  const first = claims[0];
  if (first === undefined || claims.length < 2) return null;
  const offsetOf = (claim: ToldClaim): number => claim.arrivedAtMs - first.arrivedAtMs;
  const lastMs = Math.max(...claims.map(offsetOf));
  // The window's end is shown where the claims are not squeezed together by it.
  const spanMs = Math.max(lastMs * 1.15, Math.min(windowMs * 1.12, lastMs * 8), 100);
  const shareOf = (ms: number): string => `${Math.min(100, (ms / spanMs) * 100)}%`;
  return (
    <figure class="race">
      <ol>
        {claims.map((claim, index) => (
          <li key={index} data-won={claim.steps.some(({ result }) => result !== 'lost')}>
            <span class="race-who">{sourceText(claim.source, claim.origin)}</span>
            <span class="race-track" style={{ '--window': shareOf(windowMs) }}>
              <i style={{ '--at': shareOf(offsetOf(claim)) }} />
            </span>
            <span class="race-ms">+{msText(offsetOf(claim))} ms</span>
          </li>
        ))}
      </ol>
      {windowMs > 0 && <figcaption class="muted">{contests.window(msText(windowMs))}</figcaption>}
    </figure>
  );
}

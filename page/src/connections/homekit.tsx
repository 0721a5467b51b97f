import { words } from '../words/index.ts';
import { HubSays, Section, Sure, Warning } from './parts.tsx';
import { Qr } from './qr.tsx';
import { forgetPaired, pairing, status, type ToldBridge } from './store.ts';

/** Pairing with Apple Home: the code to scan, who is paired, letting go. */
export function HomeKit() {
  const { homekit: said } = words.value.connections;
  const told = pairing.value?.homekit;
  const part = status.value?.parts.find(({ id }) => id === 'homekit');
  if (told === null || told === undefined) {
    return (
      <Section title={said.title} icon="house" {...(part && { state: { text: words.value.device.off, good: false } })}>
        <p>{part?.state === 'failed' ? said.failed : said.off}</p>
        {part?.state === 'failed' && <HubSays because={part.because} />}
      </Section>
    );
  }
  const bridges = told.bridges ?? [told];
  const paired = bridges.flatMap((bridge) => bridge.paired);
  return (
    <Section title={said.title} icon="house" state={{ text: `${said.paired} ${paired.length}`, good: paired.length > 0 }}>
      {bridges.map((bridge, index) => (
        <Bridge key={bridge.id} bridge={bridge} {...(bridges.length > 1 && { place: said.bridge(index + 1, bridges.length) })} />
      ))}
      {!told.lan && <Warning>{said.loopback}</Warning>}
      <ol class="steps">
        {said.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {paired.length === 0 ? (
        <p class="muted">{said.nobody}</p>
      ) : (
        <>
          <h4>{said.paired}</h4>
          <ul class="entries" aria-label={said.paired}>
            {[...new Set(paired)].map((id, index) => (
              <li key={id}>
                <span class="grow">
                  <span class="name">{said.controller(index + 1)}</span>
                  <span class="muted id">{id}</span>
                </span>
                <Sure text={said.forget} about={said.controller(index + 1)} hint={said.forgetHint} act={async () => forgetPaired('homekit', id)} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Sure text={said.reset} hint={said.resetHint} done={said.resetDone} act={async () => forgetPaired('homekit')} />
    </Section>
  );
}

function Bridge({ bridge: { setupUri, setupCode, port }, place }: { readonly bridge: ToldBridge; readonly place?: string }) {
  const { homekit: said } = words.value.connections;
  return (
    <div class="bridge">
      <Qr text={setupUri} label={said.qr(setupCode)} />
      <div class="grow">
        {place !== undefined && <p class="muted">{place}</p>}
        <p class="muted">{said.code}</p>
        <p class="setup-code">{setupCode}</p>
        <p class="muted">{said.port(port)}</p>
      </div>
    </div>
  );
}

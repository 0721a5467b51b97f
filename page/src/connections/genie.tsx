import { useSignal } from '@preact/signals';
import { problemOf } from '../acting.ts';
import { CallError } from '../call.ts';
import { edited } from '../device/opened.ts';
import { textIn } from '../edit.tsx';
import { Field } from '../field.tsx';
import { deviceName, home } from '../home-store.ts';
import { notify } from '../notices.ts';
import { clockText } from '../time.ts';
import { words, wordOr } from '../words/index.ts';
import { Copyable, HubSays, Section, Sure, Warning } from './parts.tsx';
import { forgetPaired, pairing, registerClient, tryGenie, type ToldClient, type ToldGenie, type ToldReached } from './store.ts';

/** Linking Tmall Genie: what its console wants, who is linked, whether the way in is open. */
export function Genie() {
  const { genie: said } = words.value.connections;
  const told = pairing.value?.aligenie;
  if (told === undefined) return null;
  const { accounts } = told;
  return (
    <Section title={said.title} icon="speaker" state={{ text: `${said.accounts} ${accounts.length}`, good: accounts.length > 0 }}>
      {told.apiUrl === null && (
        <>
          <Warning>{said.noAddress}</Warning>
          <HubSays because={told.because} />
        </>
      )}
      {told.apiUrl !== null && <Console told={told} />}
      <h4>{said.accounts}</h4>
      {accounts.length === 0 ? <p class="muted">{said.nobody}</p> : <Accounts accounts={accounts} />}
      <Advice advice={told.advice} />
    </Section>
  );
}

function Console({ told: { authorizeUrl, tokenUrl, apiUrl } }: { readonly told: ToldGenie }) {
  const { genie: said } = words.value.connections;
  const client = useSignal<ToldClient | undefined>(undefined);
  return (
    <>
      <h4>{said.console}</h4>
      <div class="form">
        <Copyable label={said.fields.authorizeUrl} value={authorizeUrl ?? ''} />
        <Copyable label={said.fields.tokenUrl} value={tokenUrl ?? ''} />
        <Copyable label={said.fields.apiUrl} value={apiUrl ?? ''} />
        {client.value && (
          <>
            <Copyable label={said.fields.clientId} value={client.value.clientId} />
            <Copyable label={said.fields.clientSecret} value={client.value.clientSecret} />
            <Warning>{said.once}</Warning>
          </>
        )}
      </div>
      <Test />
      <details>
        <summary>{said.client}</summary>
        <ClientForm onMade={(made) => (client.value = made)} />
      </details>
    </>
  );
}

function ClientForm({ onMade }: { readonly onMade: (client: ToldClient) => void }) {
  const { genie: said } = words.value.connections;
  const problem = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLFormElement)) return;
    const form = new FormData(currentTarget);
    busy.value = true;
    try {
      onMade(await registerClient(textIn(form, 'name') || said.clientNameUsual, textIn(form, 'redirect')));
      problem.value = undefined;
    } catch (error) {
      problem.value = error instanceof CallError && error.code === 'ecosystems/bad-client' ? said.wrongRedirect : problemOf(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      <Field name="name" label={said.clientName}>
        {(props) => <input {...props} type="text" maxLength={100} defaultValue={said.clientNameUsual} autocomplete="off" />}
      </Field>
      <Field name="redirect" label={said.redirect} hint={said.redirectHint} problem={problem.value}>
        {(props) => <input {...props} type="text" inputMode="url" placeholder="https://" autocomplete="off" />}
      </Field>
      <button type="submit" class="wide primary" disabled={busy.value}>
        {said.register}
      </button>
    </form>
  );
}

function Test() {
  const { genie: said } = words.value.connections;
  const reached = useSignal<ToldReached | undefined>(undefined);
  const busy = useSignal(false);
  const run = async (): Promise<void> => {
    busy.value = true;
    reached.value = undefined;
    try {
      reached.value = await tryGenie();
    } catch (error) {
      notify(problemOf(error));
    } finally {
      busy.value = false;
    }
  };
  return (
    <div class="test" role="status">
      <button type="button" class="chip" disabled={busy.value} onClick={() => void run()}>
        {busy.value ? said.testing : said.test}
      </button>
      {reached.value?.map(({ url, is, status, tookMs }) => (
        <p key={url} data-good={is === 'ok'}>
          <span class="result" data-result={is === 'ok' ? 'done' : 'failed'}>
            {said.reached[is]}
          </span>{' '}
          <span class="muted">
            {[status === undefined || is === 'ok' ? '' : `HTTP ${status}`, `${tookMs} ms`].filter(Boolean).join(' · ')}
            <br />
            {url}
          </span>
        </p>
      ))}
    </div>
  );
}

/** Whose account it is, in the household's own words. */
export function personName(person: string | undefined): string | undefined {
  const known = home.value?.people.find(({ id }) => id === person);
  return known?.aliases[0] ?? known?.name;
}

function Accounts({ accounts }: Pick<ToldGenie, 'accounts'>) {
  const { genie: said } = words.value.connections;
  return (
    <ul class="entries" aria-label={said.accounts}>
      {accounts.map(({ account, person, clientName, linkedAtMs, usedAtMs }) => {
        const name = personName(person) ?? said.someone;
        return (
          <li key={account}>
            <span class="grow">
              <span class="name">{name}</span>
              <span class="muted">
                {[clientName, said.linked(clockText(linkedAtMs)), usedAtMs === undefined ? said.neverUsed : said.used(clockText(usedAtMs))].join(' · ')}
              </span>
            </span>
            <Sure text={said.revoke} about={name} hint={said.revokeHint} act={async () => forgetPaired('aligenie', account)} />
          </li>
        );
      })}
    </ul>
  );
}

function Advice({ advice }: Pick<ToldGenie, 'advice'>) {
  const { genie: said } = words.value.connections;
  if (advice.length === 0) return null;
  return (
    <details>
      <summary>{said.advice(advice.length)}</summary>
      <p class="muted">{said.adviceHint}</p>
      <ul class="entries">
        {advice.map(({ device, problem, suggestion }) => (
          <li key={`${device} ${problem}`}>
            <span class="grow">
              <span class="name">{deviceName(device)}</span>
              <span class="muted">
                {wordOr(said.problems, problem, problem)}
                {suggestion !== undefined && said.suggestion(suggestion)}
              </span>
            </span>
            <button type="button" class="chip" aria-label={`${said.rename} ${deviceName(device)}`} onClick={() => (edited.value = device)}>
              {said.rename}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

import { useEffect } from 'preact/hooks';
import { broadcasts, dismissBroadcast } from './broadcasts.ts';
import { chime } from './chime.ts';
import { home } from './home-store.ts';
import { Icon } from './icons.tsx';
import { dismiss, notices } from './notices.ts';
import { clockText } from './time.ts';
import { appointmentName, cancel } from './timers-view.tsx';
import { ringing } from './timers-store.ts';
import { words } from './words/index.ts';

/** What must be seen wherever one is on the page: what rings, what was called out, what did not work. */
export function Alerts() {
  const { timers, broadcast, close } = words.value;
  const rings = ringing.value.length > 0;
  useEffect(() => {
    if (!rings) return;
    chime();
    const timer = setInterval(chime, 4_000);
    return () => clearInterval(timer);
  }, [rings]);
  return (
    <>
      <div class="alerts" role="alert">
        {ringing.value.map((one) => (
          <div key={one.id} class="alert">
            <Icon name="bell" />
            <p class="grow">{timers.ringing(appointmentName(one))}</p>
            <button type="button" class="chip primary" onClick={() => void cancel(one.id)}>
              {timers.stop}
            </button>
          </div>
        ))}
        {broadcasts.value.map(({ id, say, atMs, room }) => (
          <div key={id} class="alert">
            <Icon name="megaphone" />
            <p class="grow">
              <span class="muted">
                {[broadcast.title, home.value?.rooms.find((one) => one.id === room)?.name, clockText(atMs)].filter(Boolean).join(' · ')}
              </span>
              <br />
              {say}
            </p>
            <button type="button" class="chip" onClick={() => dismissBroadcast(id)}>
              {broadcast.dismiss}
            </button>
          </div>
        ))}
      </div>
      <div class="notices" role="status">
        {notices.value.map(({ id, text }) => (
          <div key={id} class="notice">
            <span class="grow">{text}</span>
            <button type="button" class="round" aria-label={close} onClick={() => dismiss(id)}>
              <Icon name="close" size={18} />
            </button>
          </div>
        ))}
      </div>
    </>
  );
}

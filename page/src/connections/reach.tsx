import { home, followed } from '../home-store.ts';
import { words } from '../words/index.ts';
import { Section } from './parts.tsx';
import { status } from './store.ts';

/** Which devices no command reaches but through this hub, which ones others reach too, and which ones nobody reaches now. */
export function Reach() {
  const { reach: said } = words.value.connections;
  if (status.value === undefined) return null;
  const watchedIds = new Set(status.value.devices.watched);
  const away = followed.value.filter(({ device }) => !device.value.reachable);
  const near = followed.value.filter(({ device }) => device.value.reachable);
  const watched = near.filter(({ id }) => watchedIds.has(id));
  const fenced = near.filter(({ id }) => !watchedIds.has(id));
  return (
    <Section title={said.title} icon="shield">
      {(
        [
          ['fenced', said.fenced, said.fencedHint, fenced],
          ['watched', said.watched, said.watchedHint, watched],
          ['away', said.away, said.awayHint, away],
        ] as const
      ).map(([key, title, hint, devices]) => (
        <details key={key} class="reach" data-warn={key !== 'fenced' && devices.length > 0} open={key !== 'fenced' && devices.length > 0}>
          <summary>
            {title} <strong>{devices.length}</strong>
          </summary>
          <p class="muted">{hint}</p>
          {devices.length === 0 && <p>{said.none}</p>}
          <ul class="names">
            {devices.map(({ id, device }) => (
              <li key={id}>
                {device.value.name} <span class="muted">{home.value?.rooms.find((room) => room.id === device.value.room)?.name}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
      <p class="muted">{said.limits}</p>
    </Section>
  );
}

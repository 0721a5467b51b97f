import type { Followed } from '../home-store.ts';
import { stateText } from '../describe.ts';
import { Icon, kindIcon } from '../icons.tsx';
import { words } from '../words/index.ts';
import { Press, Slider, Stepper, Switch } from './controls.tsx';
import { opened } from './opened.ts';

/** One device at a glance: what it is, how it is, and what is asked of it most. */
export function Tile({ followed }: { readonly followed: Followed }) {
  const device = followed.device.value;
  const values = followed.values.value;
  const { device: said } = words.value;
  const active = device.reachable && isActive(followed);
  return (
    <li class="tile" data-active={active} data-reachable={device.reachable} data-kind={device.kind}>
      <div class="tile-top">
        <span class="badge">
          <Icon name={device.kind === 'lock' && values.locked === false ? 'unlock' : kindIcon(device.kind)} size={22} />
        </span>
        <MainControl followed={followed} />
      </div>
      <button type="button" class="tile-name" title={said.details} onClick={() => (opened.value = device.id)}>
        <span class="name">{device.name}</span>
        <span class="state">
          {!device.reachable && <strong class="offline">{said.offline}</strong>}
          {!device.reachable && stateText(device, values, true) !== '' && ' · '}
          {stateText(device, values, true)}
        </span>
      </button>
      <TileMeter followed={followed} />
    </li>
  );
}

/** Whether the eye should be drawn to it. */
function isActive({ device, values }: Followed): boolean {
  const { on, locked, openPercent, activity, playback, contact, motion, presence } = values.value;
  if (device.value.kind === 'lock') return locked === false;
  return (
    on === true ||
    (typeof openPercent === 'number' && openPercent > 0) ||
    activity === 'cleaning' ||
    activity === 'mowing' ||
    playback === 'playing' ||
    contact === true ||
    motion === true ||
    presence === true
  );
}

function MainControl({ followed }: { readonly followed: Followed }) {
  const { name, kind } = followed.device.value;
  const values = followed.values.value;
  const { device: said } = words.value;
  if (kind === 'sensor' || kind === 'person' || kind === 'weather') return null;
  if ('locked' in values)
    return <Press followed={followed} text={values.locked === true ? said.unlock : said.lock} attribute="locked" value={values.locked !== true} />;
  if ('on' in values) return <Switch followed={followed} attribute="on" label={name} />;
  if ('openPercent' in values) {
    const isOpen = typeof values.openPercent === 'number' && values.openPercent > 0;
    return <Press followed={followed} text={isOpen ? said.close : said.open} attribute="openPercent" value={isOpen ? 0 : 100} />;
  }
  if (kind === 'vacuum' || kind === 'lawn-mower') {
    const working = values.activity === 'cleaning' || values.activity === 'mowing';
    return working ? (
      <Press followed={followed} text={said.dock} action="return-to-dock" />
    ) : (
      <Press followed={followed} text={said.start} action={kind === 'vacuum' ? 'start-cleaning' : 'start-mowing'} />
    );
  }
  if ('playback' in values) {
    const playing = values.playback === 'playing';
    return <Press followed={followed} text={playing ? said.pause : said.play} attribute="playback" value={playing ? 'paused' : 'playing'} />;
  }
  if (kind === 'button') return <Press followed={followed} text={said.press} action="press" />;
  if (kind === 'scene' || kind === 'script') return <Press followed={followed} text={said.activate} action="activate" />;
  return null;
}

/** The one number that is changed most. */
function TileMeter({ followed }: { readonly followed: Followed }) {
  const values = followed.values.value;
  if ('brightnessPercent' in values) return <Slider followed={followed} attribute="brightnessPercent" quiet={values.on === false} />;
  if ('openPercent' in values) return <Slider followed={followed} attribute="openPercent" />;
  if ('targetTemperatureCelsius' in values) return <Stepper followed={followed} attribute="targetTemperatureCelsius" />;
  if ('volumePercent' in values) return <Slider followed={followed} attribute="volumePercent" quiet={values.on === false} />;
  if ('fanPercent' in values) return <Slider followed={followed} attribute="fanPercent" quiet={values.on === false} />;
  if ('targetHumidityPercent' in values) return <Slider followed={followed} attribute="targetHumidityPercent" quiet={values.on === false} />;
  return null;
}

import type { EntityState } from '../messages.ts';
import { climate } from './climate.ts';
import { cover, valve } from './cover.ts';
import { noDevice, type Domain } from './domain.ts';
import { fan } from './fan.ts';
import { light } from './light.ts';
import { mediaPlayer } from './media-player.ts';
import { lawnMower, vacuum } from './robots.ts';
import { airQuality, binarySensor, deviceTracker, person, sensor, weather } from './sensors.ts';
import { alarm, button, camera, inputBoolean, inputButton, inputSelect, lock, remote, scene, script, select, siren, switch_ } from './switches.ts';
import { humidifier, waterHeater } from './water-and-air.ts';

const domains: Readonly<Record<string, Domain>> = {
  air_quality: airQuality,
  alarm_control_panel: alarm,
  binary_sensor: binarySensor,
  button,
  camera,
  climate,
  cover,
  device_tracker: deviceTracker,
  fan,
  humidifier,
  input_boolean: inputBoolean,
  input_button: inputButton,
  input_select: inputSelect,
  lawn_mower: lawnMower,
  light,
  lock,
  media_player: mediaPlayer,
  person,
  remote,
  scene,
  script,
  select,
  sensor,
  siren,
  switch: switch_,
  vacuum,
  valve,
  water_heater: waterHeater,
  weather,

  assist_satellite: noDevice('a-part-of-its-own-assistant'),
  automation: noDevice('acts-by-itself'),
  calendar: noDevice('a-diary'),
  conversation: noDevice('a-part-of-its-own-assistant'),
  counter: noDevice('a-bare-value'),
  date: noDevice('a-bare-value'),
  datetime: noDevice('a-bare-value'),
  event: noDevice('a-moment'),
  geo_location: noDevice('a-place'),
  group: noDevice('a-group'),
  image: noDevice('a-picture'),
  image_processing: noDevice('a-picture'),
  input_datetime: noDevice('a-bare-value'),
  input_number: noDevice('a-bare-value'),
  input_text: noDevice('a-bare-value'),
  mailbox: noDevice('a-diary'),
  number: noDevice('a-bare-value'),
  plant: noDevice('not-known'),
  schedule: noDevice('acts-by-itself'),
  stt: noDevice('a-part-of-its-own-assistant'),
  sun: noDevice('a-place'),
  text: noDevice('a-bare-value'),
  time: noDevice('a-bare-value'),
  timer: noDevice('acts-by-itself'),
  todo: noDevice('a-diary'),
  tts: noDevice('a-part-of-its-own-assistant'),
  update: noDevice('a-maintenance-notice'),
  wake_word: noDevice('a-part-of-its-own-assistant'),
  zone: noDevice('a-place'),
};

/** What stands before the point of an entity id says what it is. What a newer Home Assistant has beyond these is left out, and told so. */
export function domainOf({ entity_id }: Pick<EntityState, 'entity_id'>): Domain {
  const name = entity_id.slice(0, entity_id.indexOf('.'));
  return (Object.hasOwn(domains, name) ? domains[name] : undefined) ?? noDevice('not-known');
}

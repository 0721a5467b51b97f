import type { Device } from '../../../core/home.ts';
import { booleanOf, constant, has, numberOf, wish, type Look, type ServiceName, type ServiceSketch } from './sketch.ts';

/** Curtains, blinds, shutters, awnings, doors and windows that move to a position. */
export function covering(device: Device, is: Extract<ServiceName, 'WindowCovering' | 'Door' | 'Window'>): ServiceSketch | undefined {
  if (!has(device, 'openPercent')) return undefined;
  return {
    is,
    characteristics: [
      { is: 'CurrentPosition', from: ['openPercent'], read: ({ confirmed, value }) => numberOf(confirmed('openPercent')) ?? numberOf(value('openPercent')) },
      { is: 'TargetPosition', from: ['openPercent'], read: ({ value }) => numberOf(value('openPercent')) },
      { is: 'PositionState', from: ['openPercent'], read: (look) => [0, 2, 1][Math.sign(travel(look)) + 1] },
    ],
    write: (written) => {
      const target = numberOf(written.get('TargetPosition'));
      return target === undefined ? [] : [wish(device, 'openPercent', target, ['TargetPosition'])];
    },
  };
}

/** How far it still has to go; positive opens. */
function travel({ value, confirmed }: Look): number {
  const [target, current] = [numberOf(value('openPercent')), numberOf(confirmed('openPercent'))];
  return target === undefined || current === undefined ? 0 : target - current;
}

/** Garage doors and gates: HomeKit knows them open or closed. */
export function garageDoor(device: Device): ServiceSketch | undefined {
  const attribute = has(device, 'openPercent') ? 'openPercent' : has(device, 'on') ? 'on' : undefined;
  if (attribute === undefined) return undefined;
  const isOpen = (value: unknown): boolean | undefined => (typeof value === 'number' ? value > 0 : typeof value === 'boolean' ? value : undefined);
  return {
    is: 'GarageDoorOpener',
    characteristics: [
      {
        is: 'CurrentDoorState',
        from: [attribute],
        read: ({ value, confirmed }) => {
          const [target, current] = [isOpen(value(attribute)), isOpen(confirmed(attribute))];
          if (target === undefined) return undefined;
          if (current === undefined || current === target) return target ? 0 : 1;
          return target ? 2 : 3;
        },
      },
      {
        is: 'TargetDoorState',
        from: [attribute],
        read: ({ value }) => {
          const open = isOpen(value(attribute));
          return open === undefined ? undefined : open ? 0 : 1;
        },
      },
      constant('ObstructionDetected', false),
    ],
    write: (written) => {
      const target = written.get('TargetDoorState');
      if (target === undefined) return [];
      return [wish(device, attribute, attribute === 'on' ? target === 0 : target === 0 ? 100 : 0, ['TargetDoorState'])];
    },
  };
}

export function lock(device: Device): ServiceSketch | undefined {
  if (!has(device, 'locked')) return undefined;
  const secured = (locked: boolean | undefined): number | undefined => (locked === undefined ? undefined : locked ? 1 : 0);
  return {
    is: 'LockMechanism',
    characteristics: [
      // Never said to be locked before the lock says so.
      { is: 'LockCurrentState', from: ['locked'], read: ({ confirmed }) => secured(booleanOf(confirmed('locked'))) ?? 3 },
      { is: 'LockTargetState', from: ['locked'], read: ({ value }) => secured(booleanOf(value('locked'))) },
    ],
    write: (written) => {
      const target = written.get('LockTargetState');
      return target === undefined ? [] : [wish(device, 'locked', target === 1, ['LockTargetState'])];
    },
  };
}

export function valve(device: Device): ServiceSketch | undefined {
  const attribute = has(device, 'openPercent') ? 'openPercent' : has(device, 'on') ? 'on' : undefined;
  if (attribute === undefined) return undefined;
  const flows = (value: unknown): 0 | 1 | undefined =>
    typeof value === 'number' ? (value > 0 ? 1 : 0) : typeof value === 'boolean' ? (value ? 1 : 0) : undefined;
  return {
    is: 'Valve',
    characteristics: [
      { is: 'Active', from: [attribute], read: ({ value }) => flows(value(attribute)) },
      { is: 'InUse', from: [attribute], read: ({ confirmed, value }) => flows(confirmed(attribute)) ?? flows(value(attribute)) },
      constant('ValveType', 0),
    ],
    write: (written) => {
      const active = written.get('Active');
      if (active === undefined) return [];
      return [wish(device, attribute, attribute === 'on' ? active === 1 : active === 1 ? 100 : 0, ['Active'])];
    },
  };
}

import { signal } from '@preact/signals';

/** The device whose details are open, by id. */
export const opened = signal<string | undefined>(undefined);
/** The device that is being named or moved, by id. */
export const edited = signal<string | undefined>(undefined);
/** Whether the rooms are being managed. */
export const managingRooms = signal(false);
/** The receipt that is open, by id. */
export const openedReceipt = signal<string | undefined>(undefined);
/** Whether two assistants are played. */
export const playing = signal(false);

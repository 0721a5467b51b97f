/** Words carry their origin, from hearing to answering: what leaves the house, and what may never act, is decided on that. */
export interface MessagePart {
  readonly text: string;
  readonly origin: 'user' | 'record' | 'home' | 'model';
  readonly sensitivity: 'T0' | 'T1' | 'T2' | 'T3';
}

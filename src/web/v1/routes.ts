import type { Route } from '../call.ts';
import { aboutRoutes } from './about.ts';
import { connectionRoutes } from './connections.ts';
import { houseRoutes } from './house.ts';
import { recordRoutes } from './records.ts';
import { talkRoutes } from './talk.ts';

/** Everything under `/v1`. All of it needs the token, or a browser that is signed in. */
export const apiRoutes: readonly Route[] = [...talkRoutes, ...houseRoutes, ...recordRoutes, ...aboutRoutes, ...connectionRoutes];

import type { Framework } from '../framework.ts';
import { django } from './django.ts';
import { express } from './express.ts';
import { fastapi } from './fastapi.ts';
import { flask } from './flask.ts';

/** All frameworks whose routes are read. A new one is a file beside this and a line here. */
export const frameworks: readonly Framework[] = [django, express, fastapi, flask];

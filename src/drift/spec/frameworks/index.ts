import type { Framework } from '../framework.ts';
import { express } from './express.ts';
import { fastapi } from './fastapi.ts';
import { fastify } from './fastify.ts';
import { flask } from './flask.ts';
import { nestjs } from './nestjs.ts';

/** All frameworks whose routes are read. A new one is a file beside this and a line here. */
export const frameworks: readonly Framework[] = [express, fastapi, fastify, flask, nestjs];

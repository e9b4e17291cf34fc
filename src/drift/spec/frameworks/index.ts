import type { Framework } from '../framework.ts';
import { actixWeb } from './actix-web.ts';
import { aspnet } from './aspnet.ts';
import { axum } from './axum.ts';
import { chi } from './chi.ts';
import { django } from './django.ts';
import { echo } from './echo.ts';
import { express } from './express.ts';
import { fastapi } from './fastapi.ts';
import { fastify } from './fastify.ts';
import { fiber } from './fiber.ts';
import { flask } from './flask.ts';
import { gin } from './gin.ts';
import { goOwn } from './go-own.ts';
import { gorillaMux } from './gorilla-mux.ts';
import { grape } from './grape.ts';
import { hono } from './hono.ts';
import { jaxrs } from './jaxrs.ts';
import { koa } from './koa.ts';
import { ktor } from './ktor.ts';
import { laravel } from './laravel.ts';
import { nestjs } from './nestjs.ts';
import { netHttp } from './net-http.ts';
import { nextjs } from './nextjs.ts';
import { rails } from './rails.ts';
import { rocket } from './rocket.ts';
import { sinatra } from './sinatra.ts';
import { slim } from './slim.ts';
import { spring } from './spring.ts';
import { symfony } from './symfony.ts';

/** All frameworks whose routes are read. A new one is a file beside this and a line here. */
export const frameworks: readonly Framework[] = [
  actixWeb,
  aspnet,
  axum,
  chi,
  django,
  echo,
  express,
  fastapi,
  fastify,
  fiber,
  flask,
  gin,
  goOwn,
  gorillaMux,
  grape,
  hono,
  jaxrs,
  koa,
  ktor,
  laravel,
  nestjs,
  netHttp,
  nextjs,
  rails,
  rocket,
  sinatra,
  slim,
  spring,
  symfony,
];

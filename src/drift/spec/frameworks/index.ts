import type { Framework } from '../framework.ts';
import { chi } from './chi.ts';
import { echo } from './echo.ts';
import { express } from './express.ts';
import { fastapi } from './fastapi.ts';
import { fiber } from './fiber.ts';
import { flask } from './flask.ts';
import { gin } from './gin.ts';
import { gorillaMux } from './gorilla-mux.ts';
import { netHttp } from './net-http.ts';

/** All frameworks whose routes are read. A new one is a file beside this and a line here. */
export const frameworks: readonly Framework[] = [
  express,
  fastapi,
  flask,
  netHttp,
  gin,
  echo,
  chi,
  fiber,
  gorillaMux,
];

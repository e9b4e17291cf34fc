/** The routers that FastAPI Users makes (its documentation, "Routers"): what each of them serves. */

/** A route of such a router. */
export interface UsersRoute {
  readonly methods: readonly string[];
  readonly path: string;
}

const OAUTH: readonly UsersRoute[] = [
  { methods: ['GET'], path: '/authorize' },
  { methods: ['GET'], path: '/callback' },
];

/** By the method that makes the router. */
export const USERS_ROUTERS: ReadonlyMap<string, readonly UsersRoute[]> = new Map([
  ['get_auth_router', [post('/login'), post('/logout')]],
  ['get_register_router', [post('/register')]],
  ['get_verify_router', [post('/request-verify-token'), post('/verify')]],
  ['get_reset_password_router', [post('/forgot-password'), post('/reset-password')]],
  [
    'get_users_router',
    [
      { methods: ['GET', 'PATCH'], path: '/me' },
      { methods: ['GET', 'PATCH', 'DELETE'], path: '/{id}' },
    ],
  ],
  ['get_oauth_router', OAUTH],
  ['get_oauth_associate_router', OAUTH],
]);

function post(path: string): UsersRoute {
  return { methods: ['POST'], path };
}

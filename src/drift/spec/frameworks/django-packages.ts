/** The routes of URL configurations that packages bring for an API, by the module that is included. */

/** A path, and the methods that it answers. */
export interface PackageRoute {
  readonly path: string;
  readonly methods: readonly string[];
}

const DJOSER = routes({
  'users/': 'GET POST',
  'users/{id}/': 'GET PUT PATCH DELETE',
  'users/me/': 'GET PUT PATCH DELETE',
  'users/activation/': 'POST',
  'users/resend_activation/': 'POST',
  'users/set_password/': 'POST',
  'users/reset_password/': 'POST',
  'users/reset_password_confirm/': 'POST',
  'users/set_username/': 'POST',
  'users/reset_username/': 'POST',
  'users/reset_username_confirm/': 'POST',
});
const REST_AUTH = routes({
  'login/': 'POST',
  'logout/': 'POST',
  'user/': 'GET PUT PATCH',
  'password/reset/': 'POST',
  'password/reset/confirm/': 'POST',
  'password/change/': 'POST',
});
const REGISTRATION = routes({ '': 'POST', 'verify-email/': 'POST', 'resend-email/': 'POST' });
const SOCIAL = routes({
  'token/': 'POST',
  'convert-token/': 'POST',
  'revoke-token/': 'POST',
  'invalidate-sessions/': 'POST',
});

/** By module, as the documentation of each package says: djoser, dj-rest-auth, Knox and what is used in the same way. */
export const PACKAGE_URLS: ReadonlyMap<string, readonly PackageRoute[]> = new Map([
  ['djoser.urls', DJOSER],
  ['djoser.urls.base', DJOSER],
  ['djoser.urls.authtoken', routes({ 'token/login/': 'POST', 'token/logout/': 'POST' })],
  [
    'djoser.urls.jwt',
    routes({ 'jwt/create/': 'POST', 'jwt/refresh/': 'POST', 'jwt/verify/': 'POST' }),
  ],
  ['djoser.social.urls', routes({ 'o/{provider}/': 'GET POST' })],
  ['dj_rest_auth.urls', REST_AUTH],
  ['rest_auth.urls', REST_AUTH],
  ['dj_rest_auth.registration.urls', REGISTRATION],
  ['rest_auth.registration.urls', REGISTRATION.filter(({ path }) => path !== 'resend-email/')],
  ['knox.urls', routes({ 'login/': 'POST', 'logout/': 'POST', 'logoutall/': 'POST' })],
  [
    'django_rest_passwordreset.urls',
    routes({ '': 'POST', 'validate_token/': 'POST', 'confirm/': 'POST' }),
  ],
  ['drf_social_oauth2.urls', SOCIAL],
  ['rest_framework_social_oauth2.urls', SOCIAL],
]);

function routes(said: Readonly<Record<string, string>>): readonly PackageRoute[] {
  return Object.entries(said).map(([path, methods]) => ({ path, methods: methods.split(' ') }));
}

/** Pages of Django and of tools for developers, which are no operations of the service. */
export const FRAMEWORK_PAGES =
  /^(?:django\.|rest_framework\.urls|debug_toolbar|__debug__|silk\.|allauth\.|grappelli\.|ckeditor|wagtail\.|drf_spectacular|django_browser_reload)/;

/** What `MapIdentityApi` of ASP.NET Core Identity maps (`IdentityApiEndpointRouteBuilderExtensions`). */
export const IDENTITY_API: readonly { readonly method: string; readonly path: string }[] = [
  { method: 'POST', path: '/register' },
  { method: 'POST', path: '/login' },
  { method: 'POST', path: '/refresh' },
  { method: 'GET', path: '/confirmEmail' },
  { method: 'POST', path: '/resendConfirmationEmail' },
  { method: 'POST', path: '/forgotPassword' },
  { method: 'POST', path: '/resetPassword' },
  { method: 'POST', path: '/manage/2fa' },
  { method: 'GET', path: '/manage/info' },
  { method: 'POST', path: '/manage/info' },
];
